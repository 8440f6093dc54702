"""Where somebody begins whose role has no room of its own: what they may do here, said calmly."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Actor, Role
from desktop.domain.permissions import Permission, may
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import card, column, holder, row
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, muted, sentence, title, translate


def role_word(role: Role) -> str:
    """Name a role as people do."""
    return {
        Role.VOLUNTEER: translate("Start", "volunteer"),
        Role.SUPPORT_WORKER: translate("Start", "support worker"),
        Role.TEAM_LEADER: translate("Start", "team leader"),
        Role.SAFEGUARDING_LEAD: translate("Start", "safeguarding lead"),
        Role.DEPUTY_LEAD: translate("Start", "deputy lead"),
        Role.MANAGER: translate("Start", "manager"),
        Role.ADMINISTRATOR: translate("Start", "administrator"),
        Role.TRUSTEE: translate("Start", "trustee"),
    }[role]


def what_they_may(actor: Actor) -> Iterator[str]:
    """Say what the roles of somebody are for."""
    said = (
        (Permission.MANAGE_ACCOUNTS, translate("Start", "Look after sign-ins and backups.")),
        (Permission.SEE_RELEASES, translate("Start", "See which returns were made, and for whom.")),
    )
    for permission, words in said:
        if may(actor, permission):
            yield words
    yield translate("Start", "Change your own passphrase, and lock the window (Ctrl+L).")


class StartView(Screen):
    """Greets, says what may be done, and that seeing no people and no cases is meant so."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        roles = " · ".join(role_word(role) for role in Role if role in actor.roles)
        lines = [self._build_line(words) for words in what_they_may(actor)]
        meant = self.tr(
            "You see no people and no cases: that is meant so. It keeps what people told us with those who "
            "work with them. Ask a manager if you expected something else here."
        )
        inside = column(
            title(self.tr("Welcome, %1").replace("%1", actor.name)),
            muted(self.tr("You are signed in as %1.").replace("%1", roles)),
            Space.S,
            card(heading(self.tr("What you may do here")), *lines, space=Space.S),
            muted(meant),
            space=Space.M,
        )
        self.setLayout(column(middle(holder(inside))))

    def _build_line(self, words: str) -> QWidget:
        line = row(icon_label("good", Tone.GOOD), sentence(words), space=Space.S)
        line.setStretch(1, 1)
        return holder(line)

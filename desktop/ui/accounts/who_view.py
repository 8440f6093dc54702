"""A form for one sign-in: the name of somebody new, and the roles with what each may do."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.actor import Role
from desktop.errors import AlongsideError
from desktop.ui.accounts.asked import InviteAsked, RolesAsked
from desktop.ui.accounts.role_words import role_may, role_name
from desktop.ui.shared.buttons import primary, quiet
from desktop.ui.shared.fields import Field, text_input
from desktop.ui.shared.layouts import card, column, holder, row, scrolled
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import muted, named, problem, sentence, small, strong, title
from desktop.workspace.accounts import AccountRow

_INDENT = 34


class RoleBoxes(QWidget):
    """A box for each role, with one plain sentence of what it may do."""

    def __init__(self, offered: Iterable[Role]) -> None:
        super().__init__()
        self._boxes = {role: self._build_box(role, offered=role in set(offered)) for role in Role}
        self._problem = problem()
        lines = [
            line
            for role, box in self._boxes.items()
            for line in (box, self._build_sentence(role, shown=box.isEnabled()))
        ]
        self.setLayout(column(strong(self.tr("Roles")), Space.XS, *lines, self._problem, space=0))

    def _build_box(self, role: Role, *, offered: bool) -> QCheckBox:
        box = QCheckBox(role_name(role))
        named(box, role_name(role), role_may(role))
        box.setEnabled(offered)
        box.setVisible(offered)
        return box

    def _build_sentence(self, role: Role, *, shown: bool) -> QWidget:
        line = row(_INDENT, small(role_may(role)), space=0)
        line.setStretch(1, 1)
        made = holder(column(line, Space.M, space=0))
        made.setVisible(shown)
        return made

    @property
    def chosen(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def choose(self, roles: Iterable[Role]) -> None:
        """Tick these roles and no others."""
        wanted = set(roles)
        for role, box in self._boxes.items():
            box.setChecked(role in wanted)
        self.be_content()

    def complain(self, words: str) -> None:
        """Say below the boxes what is wrong."""
        self._problem.setText(words)
        self._problem.show()
        self.go_to_first()

    def be_content(self) -> None:
        """Take back what was said to be wrong."""
        self._problem.hide()

    def go_to_first(self) -> None:
        """Begin with the first box that can be ticked."""
        next(box for box in self._boxes.values() if box.isEnabled()).setFocus()


class WhoView(Screen):
    """Asks whom to let in, or for somebody's other roles; ``back`` leaves everything as it is.

    ``asked`` carries an ``InviteAsked`` or a ``RolesAsked``.
    """

    asked = Signal(object)
    back = Signal()

    def __init__(self, *, offered: Iterable[Role] = tuple(Role)) -> None:
        super().__init__()
        self._about: AccountRow | None = None
        self._title, self._explanation = title(""), sentence("")
        self._name = text_input()
        hint = self.tr("As colleagues know them; it is shown when they sign in and in the history.")
        self._name_field = Field(self.tr("Name"), self._name, hint=hint)
        self._roles = RoleBoxes(offered)
        self._problem = problem()
        self._go_on = primary("", self._ask)
        self._build()
        self.begin_invitation()

    def _build(self) -> None:
        head = holder(column(self._title, self._explanation, space=Space.XS))
        buttons = row(quiet(self.tr("Back"), self.back.emit), None, self._go_on, space=Space.M)
        note = muted(
            self.tr(
                "Roles are kept by this program; whoever takes it apart can get round them. Sealed text is "
                "kept by a key: only those who may read it hold it, and workers hold it behind glass."
            )
        )
        box = card(
            head, self._name_field, self._roles, note, self._problem, buttons, space=Space.L, margin=32
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(middle(box)))

    def begin_invitation(self) -> None:
        """Ask for somebody new."""
        self._about = None
        self._name.clear()
        self._name_field.be_content()
        self._name_field.show()
        self._roles.choose(())
        words = self.tr(
            "They get a passphrase for one time, which you hand over. With it they choose one of their own."
        )
        self._show(self.tr("Invite somebody"), words, self.tr("Make the one-time passphrase"))

    def begin_roles(self, about: AccountRow) -> None:
        """Ask for somebody's other roles."""
        self._about = about
        self._name_field.hide()
        self._roles.choose(about.roles)
        words = self.tr(
            "They have the new roles from their next sign-in on. What they may no longer read they may have "
            "read before; make new keys for everybody if that matters."
        )
        if about.roles == {Role.VOLUNTEER}:
            words = self.tr(
                "With more than the role of a volunteer they get a new one-time passphrase, and choose their "
                "own again. Writing that they began and did not save is lost."
            )
        head = self.tr("Roles of %1").replace("%1", about.name)
        self._show(head, words, self.tr("Save these roles"))

    def _show(self, head: str, words: str, verb: str) -> None:
        self._title.setText(head)
        self._explanation.setText(words)
        self._go_on.setText(verb)
        self._go_on.setEnabled(True)
        self._problem.hide()

    def _ask(self) -> None:
        self._name_field.be_content()
        self._roles.be_content()
        self._problem.hide()
        about, roles, name = self._about, self._roles.chosen, self._name.text().strip()
        if about is None and not name:
            self._name_field.complain(self.tr("Type the name they are known by."))
        elif not roles:
            self._roles.complain(self.tr("Tick at least one role."))
        else:
            self._go_on.setEnabled(False)
            asked = InviteAsked(name, roles) if about is None else _other(about, roles)
            self.asked.emit(asked)

    def refuse(self, error: AlongsideError) -> None:
        """Say why it could not be done; everything typed stays."""
        self._go_on.setEnabled(True)
        self._problem.setText(str(error))
        self._problem.show()

    def arrive(self) -> None:
        """Begin with the name, or with the roles."""
        first: Callable[[], object] = self._name.setFocus
        if self._about is not None:
            first = self._roles.go_to_first
        first()

    def save(self) -> None:
        """Do what the button says (Ctrl+Enter)."""
        self._go_on.click()

    def step_back(self) -> bool:
        """Go back to the list."""
        self.back.emit()
        return True


def _other(about: AccountRow, roles: frozenset[Role]) -> RolesAsked:
    return RolesAsked(about.user_id, about.name, roles)

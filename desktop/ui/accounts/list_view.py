"""Who may sign in, and what can be done about each of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from desktop.domain.actor import Role
from desktop.domain.sign_ins import Standing
from desktop.ui.accounts.role_words import roles_in_words
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.pages import page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import muted, translate, uk_date
from desktop.workspace.accounts import AccountRow

_MAY_SIGN_IN = frozenset({Standing.ACTIVE, Standing.INVITED, Standing.TOO_LATE})


class ListView(Screen):
    """Lists the sign-ins; each wish carries the ``AccountRow`` it is about, or nothing."""

    invite_wanted = Signal()
    roles_wanted = Signal(object)
    passphrase_wanted = Signal(object)
    off_wanted = Signal(object)
    on_wanted = Signal(object)
    removal_wanted = Signal(object)
    keys_wanted = Signal()

    def __init__(self, *, volunteers_only: bool = False) -> None:
        super().__init__()
        self._volunteers_only = volunteers_only
        self._table = self._build_table()
        self._roles = self._act(self.tr("Change roles…"), self.roles_wanted.emit, "people")
        self._passphrase = self._act(self.tr("New one-time passphrase…"), self.passphrase_wanted.emit, "key")
        self._off = self._act(self.tr("Switch off…"), self.off_wanted.emit, "stop")
        self._on = self._act(self.tr("Switch on"), self.on_wanted.emit, "reopen")
        self._remove = self._act(self.tr("Remove…"), self.removal_wanted.emit, "close")
        self._why = muted("")
        self._why.hide()
        self._keys = quiet(self.tr("New keys for everybody…"), self.keys_wanted.emit)
        self._keys.setVisible(not volunteers_only)
        self._invite = primary(self.tr("Invite somebody"), self.invite_wanted.emit)
        self._build()

    def _build(self) -> None:
        what = self.tr("Who may open these records, and in which roles.")
        header = page_header(self.tr("Sign-ins"), what, self._invite)
        actions = Flow(self._roles, self._passphrase, self._off, self._on, self._remove)
        foot = row(muted(self._warning()), self._keys, space=Space.L)
        foot.setStretch(0, 1)
        layout = page(
            header, self._table, holder(column(actions, self._why, space=Space.S)), None, holder(foot)
        )
        layout.setStretch(1, 100)
        self.setLayout(layout)
        self._notice_choice()

    def _warning(self) -> str:
        return self.tr(
            "Roles are kept by this program. Sealed text is kept by a key as well, which volunteers, "
            "administrators and trustees do not hold."
        )

    def _build_table(self) -> Table[AccountRow]:
        table: Table[AccountRow] = Table(
            self.tr("Sign-ins"),
            (
                Column(self.tr("Name"), lambda one: one.name, note=_note, stretch=True, least=220),
                Column(self.tr("State"), _state, tone=_tone, width=210),
            ),
        )
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._notice_choice())
        return table

    def _act(self, words: str, wish: Callable[[AccountRow], object], icon_name: str) -> QPushButton:
        def act() -> None:
            if self.chosen is not None:
                wish(self.chosen)

        button = secondary(words, act)
        set_icon(button, icon_name, "ink")
        return button

    def show_rows(self, rows: Sequence[AccountRow]) -> None:
        """Show the sign-ins, and keep the one chosen."""
        chosen = self.chosen
        self._table.show_rows(rows)
        place = next((n for n, one in enumerate(rows) if chosen and one.user_id == chosen.user_id), 0)
        if rows:
            self._table.selectRow(place)
        self._notice_choice()

    @property
    def chosen(self) -> AccountRow | None:
        """The sign-in that is chosen in the list."""
        place = self._table.currentIndex().row()
        rows = self._table.rows
        return rows[place] if 0 <= place < len(rows) else None

    def arrive(self) -> None:
        """Begin in the list."""
        self._table.setFocus()

    def _notice_choice(self) -> None:
        one = self.chosen
        mine = one is not None and self._may_change(one)
        there = mine and one is not None and one.standing is not Standing.LEFT
        other = there and one is not None and not one.is_own
        self._roles.setEnabled(there and not self._volunteers_only)
        self._passphrase.setEnabled(other and one is not None and one.standing in _MAY_SIGN_IN)
        self._off.setEnabled(other and one is not None and one.standing in _MAY_SIGN_IN)
        self._on.setEnabled(there and one is not None and one.standing is Standing.OFF)
        self._off.setVisible(not self._on.isEnabled())
        self._on.setVisible(self._on.isEnabled())
        self._remove.setEnabled(other and not self._volunteers_only)
        words = "" if one is None else self._why_not(one)
        self._why.setText(words)
        self._why.setVisible(bool(words))

    def _may_change(self, one: AccountRow) -> bool:
        return not self._volunteers_only or one.roles == {Role.VOLUNTEER}

    def _why_not(self, one: AccountRow) -> str:
        if one.standing is Standing.LEFT:
            return self.tr("They were removed. The history keeps their name.")
        if one.is_own and not self._volunteers_only:
            return self.tr("This is you. Only another manager can switch you off or remove you.")
        if not self._may_change(one):
            return self.tr("An administrator looks after volunteers. Ask a manager about anybody else.")
        if self._volunteers_only:
            return self.tr("Roles are changed, and people removed, by a manager.")
        return ""


def _note(one: AccountRow) -> str:
    words = roles_in_words(one.roles)
    if one.is_own:
        return translate("ListView", "%1 (you)").replace("%1", words)
    if one.standing is Standing.INVITED:
        said = translate("ListView", "%1; invitation good until %2").replace("%1", words)
        return said.replace("%2", uk_date(one.until))
    return words


def _state(one: AccountRow) -> str:
    words: dict[Standing, Callable[[], str]] = {
        Standing.ACTIVE: lambda: translate("ListView", "May sign in"),
        Standing.INVITED: lambda: translate("ListView", "Invited"),
        Standing.TOO_LATE: lambda: translate("ListView", "Invitation too old"),
        Standing.OFF: lambda: translate("ListView", "Switched off"),
        Standing.LEFT: lambda: translate("ListView", "Removed"),
    }
    return words[one.standing]()


def _tone(one: AccountRow) -> Tone:
    return {
        Standing.ACTIVE: Tone.GOOD,
        Standing.INVITED: Tone.INFO,
        Standing.TOO_LATE: Tone.CAUTION,
        Standing.OFF: Tone.CAUTION,
        Standing.LEFT: Tone.PLAIN,
    }[one.standing]

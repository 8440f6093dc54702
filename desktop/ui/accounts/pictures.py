"""The screens of sign-ins in their states, with made-up people only."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from desktop.background.progress import Step
from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.domain.sign_ins import Standing
from desktop.errors import BadInputError, WrongPassphraseError
from desktop.ui.accounts.keys_view import KeysView
from desktop.ui.accounts.list_view import ListView
from desktop.ui.accounts.own_passphrase import OwnPassphraseDialog
from desktop.ui.accounts.slip_view import SlipView
from desktop.ui.accounts.who_view import WhoView
from desktop.ui.shared.screen import Picture
from desktop.workspace.accounts import AccountRow, Invitation

_UNTIL = date(2026, 11, 29)


def _row(number: int, name: str, standing: Standing, *roles: Role, own: bool = False) -> AccountRow:
    until = _UNTIL if standing in {Standing.INVITED, Standing.TOO_LATE} else None
    return AccountRow(UserId(UUID(int=number)), name, frozenset(roles), standing, until, is_own=own)


_ROWS = (
    _row(1, "Amal Haddad", Standing.ACTIVE, Role.SUPPORT_WORKER, Role.DEPUTY_LEAD),
    _row(2, "Bethan Price", Standing.ACTIVE, Role.MANAGER, own=True),
    _row(3, "Jo Carter", Standing.OFF, Role.TEAM_LEADER),
    _row(4, "Olu Adeyemi", Standing.TOO_LATE, Role.ADMINISTRATOR),
    _row(5, "Vi Okafor", Standing.INVITED, Role.VOLUNTEER),
    _row(6, "Wilhelmina Featherstonehaugh-Cholmondeley", Standing.ACTIVE, Role.TRUSTEE),
    _row(7, "Sam Marsh", Standing.LEFT, Role.SUPPORT_WORKER),
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A judgement for pictures alone."""

    score: int = 1
    good_enough: bool = False
    sentence: str = "Too short: twelve characters or four words, please."


def manager() -> ListView:
    """Show a manager everybody."""
    view = ListView()
    view.show_rows(_ROWS)
    return view


def _own() -> ListView:
    view = ListView()
    view.show_rows(_ROWS[1:2])
    return view


def _administrator() -> ListView:
    view = ListView(volunteers_only=True)
    view.show_rows(_ROWS)
    return view


def _invite() -> WhoView:
    return WhoView()


def _invite_refused() -> WhoView:
    view = WhoView(offered=(Role.VOLUNTEER,))
    view.refuse(
        BadInputError("There is already a user of this name.", "Choose a name that tells them apart.")
    )
    return view


def _roles() -> WhoView:
    view = WhoView()
    view.begin_roles(_ROWS[0])
    return view


def _slip() -> SlipView:
    view = SlipView()
    view.show_slip(Invitation("Vi Okafor", "acorn lantern pebble river thimble", _UNTIL))
    return view


def _keys() -> KeysView:
    view = KeysView()
    view.begin()
    view.show_step(Step(4000, 11770))
    return view


def _passphrase() -> OwnPassphraseDialog:
    return OwnPassphraseDialog(None, name="Bethan Price", judge=lambda _typed, _about: _Said())


def _passphrase_refused() -> OwnPassphraseDialog:
    dialog = _passphrase()
    what = "That name and passphrase do not open these records."
    dialog.refuse(WrongPassphraseError(what, "Check Caps Lock and try again."))
    return dialog


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    size = partial(Picture, width=972, height=700)
    return (
        size("sign-ins", manager),
        size("sign-ins-own", _own),
        size("sign-ins-administrator", _administrator),
        size("sign-ins-invite", _invite, height=1020),
        size("sign-ins-invite-usual", _invite),
        size("sign-ins-invite-refused", _invite_refused),
        size("sign-ins-roles", _roles, height=960),
        size("sign-ins-slip", _slip),
        size("sign-ins-keys", _keys),
        Picture("own-passphrase", _passphrase, width=520, height=520),
        Picture("own-passphrase-refused", _passphrase_refused, width=520, height=560),
    )

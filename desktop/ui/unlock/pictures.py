"""The unlock screen in its states, with made-up names."""

from dataclasses import dataclass

from desktop.errors import BadInputError, RefusedError, WrongPassphraseError
from desktop.ui.shared.screen import Picture
from desktop.ui.unlock.first_view import FirstView
from desktop.ui.unlock.recover_view import RecoverView
from desktop.ui.unlock.view import UnlockView

_SERVICE = "Riverside Victim Care"


def _one() -> UnlockView:
    return UnlockView(service=_SERVICE, names=("Wilhelmina Featherstonehaugh-Cholmondeley",))


def _refused() -> UnlockView:
    view = UnlockView(service=_SERVICE, names=("Amal Haddad", "Bethan Price", "Jo Carter"))
    error = WrongPassphraseError(
        "That name and passphrase do not open these records.",
        "Check for capital letters, then type it again.",
    )
    for _ in range(4):
        view.refuse(error)
    return view


@dataclass(frozen=True, slots=True)
class _Said:
    """A judgement for pictures alone."""

    score: int = 1
    good_enough: bool = False
    sentence: str = "Too short: twelve characters or four words, please."


def _recover() -> RecoverView:
    return RecoverView(names=("Amal Haddad", "Bethan Price"), judge=lambda _typed, _about: _Said())


def _first() -> FirstView:
    return FirstView(name="Vi Okafor", judge=lambda _typed, _about: _Said())


def _first_refused() -> FirstView:
    view = _first()
    view.refuse(RefusedError("This one-time passphrase is too old.", "Ask a manager for a new one."))
    return view


def _recover_refused() -> RecoverView:
    view = _recover()
    what = "Group 3 of the recovery code, “M9X2S”, is mistyped."
    view.refuse(BadInputError(what, "Compare that group with the recovery sheet."))
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    return (
        Picture("unlock", _one),
        Picture("unlock-refused", _refused),
        Picture("first-sign-in", _first),
        Picture("first-sign-in-refused", _first_refused),
        Picture("recover", _recover),
        Picture("recover-refused", _recover_refused),
    )

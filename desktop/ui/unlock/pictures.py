"""The unlock screen in its states, with made-up names."""

from desktop.errors import WrongPassphraseError
from desktop.ui.shared.screen import Picture
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


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    return (Picture("unlock", _one), Picture("unlock-refused", _refused))

"""Welcome and set-up in their states, with made-up words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from desktop.ui.setup.answers import RecoverySheet
from desktop.ui.setup.view import SetUpView
from desktop.ui.setup.welcome import WelcomeView
from desktop.ui.shared.screen import Picture

_CODE = "7K3QW-0ZP4D-M9X2T-HB6RC-VJ51N-8EGSA-4TWFY-K2P0D"


@dataclass(frozen=True, slots=True)
class _Said:
    """A judgement for pictures alone."""

    score: int
    good_enough: bool
    sentence: str


def _judge(typed: str, _about: Sequence[str]) -> _Said:
    long_enough = len(typed) > len("twelve chars")
    return _Said(
        3 if long_enough else 1,
        long_enough,
        "Good: it would take centuries to guess."
        if long_enough
        else "Too short: twelve characters or four words, please.",
    )


def _accept(_typed: str) -> None:
    """Take any code: nothing is opened in a picture."""


def _fresh() -> SetUpView:
    return SetUpView(judge=_judge, folder=Path.home() / "Alongside")


def _press(view: SetUpView, text: str) -> None:
    next(button for button in view.findChildren(QPushButton) if button.text() == text).click()


def _type(view: SetUpView, name: str, text: str) -> None:
    line = next(line for line in view.findChildren(QLineEdit) if line.accessibleName() == name)
    line.setText(text)
    line.textEdited.emit(text)


def _at_passphrase() -> SetUpView:
    view = _fresh()
    _type(view, "Name of the service", "Riverside Victim Care")
    _type(view, "Your name", "Bethan Price")
    _press(view, "Continue")
    _type(view, "Passphrase", "kettle lantern orchard twine")
    return view


def _at_folder() -> SetUpView:
    view = _at_passphrase()
    _type(view, "The same again", "kettle lantern orchard twine")
    _press(view, "Continue")
    return view


def _at_sheet() -> SetUpView:
    view = _at_folder()
    _press(view, "Set up the records")
    sheet = RecoverySheet("Riverside Victim Care", "Bethan Price", _CODE, "3 March 2026")
    view.show_recovery(sheet, _accept)
    return view


def _at_code() -> SetUpView:
    view = _at_sheet()
    view.findChildren(QCheckBox)[0].setChecked(True)
    _press(view, "Continue")
    return view


def _incomplete() -> SetUpView:
    view = _fresh()
    _press(view, "Continue")
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    return (
        Picture("welcome", WelcomeView),
        Picture("set-up-who", _incomplete),
        Picture("set-up-passphrase", _at_passphrase),
        Picture("set-up-folder", _at_folder),
        Picture("set-up-recovery-sheet", _at_sheet),
        Picture("set-up-type-back", _at_code),
    )

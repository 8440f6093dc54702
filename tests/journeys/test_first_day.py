"""The first day: records set up from nothing, closed, and opened again."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from desktop.app.options import Options
from desktop.app.program import Program
from desktop.ui.shell.shell import Shell
from desktop.workspace.places import usual_folder
from tests.journeys.conftest import PATIENCE, Desk

PASSPHRASE = "kettle lantern orchard twine"


def _recovery_code(desk: Desk) -> str:
    sheet = desk.program.window.findChildren(QLabel)
    groups = [label.text() for label in sheet if label.isVisible() and _is_group(label.text())]
    return "-".join(groups)


def _is_group(text: str) -> bool:
    return len(text) == 5 and text.isalnum() and text == text.upper()


def _set_up(desk: Desk) -> None:
    desk.press("Set up our records")
    desk.type(QLineEdit, "Name of the service", "Riverside Victim Care")
    desk.type(QLineEdit, "Your name", "Bethan Price")
    desk.press("Continue")
    desk.type(QLineEdit, "Passphrase", PASSPHRASE)
    desk.type(QLineEdit, "The same again", PASSPHRASE)
    desk.press("Continue")
    desk.press("Set up the records")


def test_a_manager_sets_up_records_and_opens_them_again_the_next_day(desk: Desk) -> None:
    _set_up(desk)
    desk.see(QLabel, "Keep the recovery sheet")
    assert not usual_folder().exists()
    code = _recovery_code(desk)
    assert code.count("-") == 7
    desk.press("It is on paper, or somewhere safe outside this computer")
    desk.press("Continue")
    desk.type(QPlainTextEdit, "Recovery code, from the sheet", code.lower())
    desk.press("Finish")
    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.centralWidget(), Shell), timeout=PATIENCE)
    assert (usual_folder() / "records.db").is_file()
    desk.program.close()

    tomorrow = Program(desk.program.app, Options())
    tomorrow.start()
    again = Desk(desk.qtbot, tomorrow)
    again.see(QLabel, "Welcome back, Bethan Price")
    again.type(QLineEdit, "Passphrase", PASSPHRASE)
    again.press("Open records")
    desk.qtbot.waitUntil(lambda: isinstance(tomorrow.window.centralWidget(), Shell), timeout=PATIENCE)
    tomorrow.close()
    tomorrow.window.close()
    tomorrow.window.deleteLater()


def test_somebody_who_leaves_before_the_code_is_kept_leaves_nothing(desk: Desk, own_home: Path) -> None:
    _set_up(desk)
    desk.see(QLabel, "Keep the recovery sheet")
    desk.program.close()
    assert not [path for path in own_home.rglob("*") if path.is_file()]

"""A manager brings in the list the service keeps, and reads off the return."""

import csv
import io
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel

from benchmarks.people import made_up_list
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.ui.returns.counts_table import CountsTable
from desktop.workspace.opened import open_unlocked
from desktop.workspace.set_up import set_up
from tests.journeys.conftest import PATIENCE, Desk

LIST = made_up_list(rows=300, number=1)
ROWS = list(csv.DictReader(io.StringIO(LIST.decode("utf-8-sig"))))


def _begin_with_empty_records(desk: Desk, folder: Path) -> None:
    made = set_up(
        folder,
        service_name="Riverside Victim Care",
        user_name="Bethan Price",
        passphrase="kettle lantern orchard twine",
        stretching=LOWEST_ACCEPTED,
    )
    desk.program.enter(open_unlocked(made.folder, made.unlocked))


def _choose(desk: Desk, path: Path) -> None:
    desk.press("Choose a file…")
    dialogs = desk.program.window.findChildren(QFileDialog)
    dialogs[0].setDirectory(str(path.parent))
    dialogs[0].selectFile(path.name)
    desk.qtbot.waitUntil(lambda: dialogs[0].selectedFiles() == [str(path)], timeout=PATIENCE)
    dialogs[0].accept()


def test_a_list_is_checked_brought_in_and_counted(desk: Desk, tmp_path: Path) -> None:
    _begin_with_empty_records(desk, tmp_path / "records")
    desk.press("Bring in a list")
    (tmp_path / "list.csv").write_bytes(LIST)
    _choose(desk, tmp_path / "list.csv")
    desk.press("Check every row")
    desk.press(f"Bring in {len(ROWS)} rows")
    desk.see(QLabel, f"{len(ROWS)} rows were brought in")
    desk.press("See the returns")
    total = desk.see(CountsTable, "R7 Sex").model()
    newest = [row for row in ROWS if row["Date referred"][3:] in {"01/2025", "02/2025", "03/2025"}]
    last = total.index(total.rowCount() - 1, 1)
    assert last.data() == str(len(newest))

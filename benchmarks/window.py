"""The program's own window over measured records, with somebody signed in, drawn unseen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.stores import open_records
from desktop.app.options import Options
from desktop.app.program import Program, spare_what_is_loaded
from desktop.app.signed_in import SignedIn
from desktop.workspace.opened import Opened


@dataclass(frozen=True, slots=True)
class Shown:
    """A running program whose shell is in sight."""

    app: QApplication
    opened: Opened
    signed_in: SignedIn


@contextmanager
def signed_in_window(folder: Path) -> Iterator[Shown]:
    """Start the program, sign in to the records and hand out what is shown; end it whatever happens."""
    app = QApplication([])
    program = Program(app, Options(store=folder))
    program.loaded.connect(spare_what_is_loaded)
    try:
        program.start()
        opened = open_records(folder)
        program.enter(opened)
        if program.signed_in is None:
            message = "nobody is signed in"
            raise RuntimeError(message)
        yield Shown(app, opened, program.signed_in)
    finally:
        program.close()

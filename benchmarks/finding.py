"""Find as you type in the real window: from the key event to painted rows, alone and during an import."""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from benchmarks.people import Typed, names_to_type
from benchmarks.stores import incoming_list
from benchmarks.typing_names import Typist
from benchmarks.window import Shown, signed_in_window
from desktop.domain.incoming import IncomingList
from desktop.queries.search import warm_up
from desktop.services.imports import ImportOutcome, bring_in
from desktop.ui.people.find_view import FindView
from desktop.ui.shared.fields import SearchBox
from desktop.ui.shared.tables import Table

_ROWS_OF_AN_IMPORT = 2000
_ROWS_SHOWN = 50


class Finding:
    """One run: names typed to warm up, then the held-back ones with the clock running."""

    def __init__(self, shown: Shown, typed: Typed, lists: list[IncomingList]) -> None:
        self.times: list[float] = []
        self.imported = 0
        self._shown = shown
        self._typed = typed
        self._lists = lists
        self._during_import = bool(lists)
        self._importing = False
        self._warm = False
        line, rows = _line_and_rows(shown)
        self._typist = Typist(line, rows, heard=self._hear, finished=self._finish)

    def begin(self) -> None:
        """Type the names to warm up with."""
        self._typist.type_names(self._typed.warm_up)

    def _hear(self, milliseconds: float) -> None:
        if self._warm and self._importing == self._during_import:
            self.times.append(milliseconds)

    def _finish(self) -> None:
        if self._warm:
            self._shown.app.exit(0)
            return
        self._warm = True
        self._import_next()
        self._typist.type_names(self._typed.held_back)

    def _import_next(self) -> None:
        self._importing = bool(self._lists)
        if self._lists:
            work = partial(bring_in, actor=self._shown.opened.actor, incoming=self._lists.pop())
            self._shown.signed_in.workspace.tasks.write(self._shown.signed_in.shell, work, self._imported)
        elif self._during_import:
            self._typist.stop()

    def _imported(self, _: ImportOutcome) -> None:
        self.imported += 1
        self._import_next()


def _line_and_rows(shown: Shown) -> tuple[SearchBox, "Table[object]"]:
    shell = shown.signed_in.shell
    line = shell.findChild(SearchBox)
    view = shell.findChild(FindView)
    rows = view.findChild(Table) if view is not None else None
    if line is None or rows is None:
        message = "the window has no search with its rows"
        raise RuntimeError(message)
    return line, rows


def find_in_window(folder: Path, typed: Typed, imports: int) -> dict[str, object]:
    """Type in the program's window; give the milliseconds of each key."""
    warm_up()
    with signed_in_window(folder) as shown:
        lists = [
            incoming_list(shown.opened, rows=_ROWS_OF_AN_IMPORT, number=9000 + number)
            for number in range(imports)
        ]
        finding = Finding(shown, typed, lists)
        QTimer.singleShot(0, finding.begin)
        if shown.app.exec() != 0:
            message = "a key was typed and no rows were painted"
            raise RuntimeError(message)
        plain = _type_plainly(shown.app.exec, typed, partial(shown.app.exit, 0))
    return {"times": finding.times, "plain": plain, "imports": finding.imported}


def _type_plainly(run: Callable[[], int], typed: Typed, end: Callable[[], None]) -> list[float]:
    """Type the same names into a bare window whose list is filled at once with ready-made rows."""
    window = QWidget()
    line, rows, model = QLineEdit(), QListView(), QStringListModel()
    rows.setModel(model)
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(rows)
    line.textChanged.connect(lambda text: model.setStringList([text] * _ROWS_SHOWN))
    window.show()
    times: list[float] = []
    typist = Typist(line, rows, heard=times.append, finished=end)
    QTimer.singleShot(0, partial(typist.type_names, typed.held_back))
    run()
    return times


def main(arguments: list[str]) -> int:
    """Measure in this process, and print what came out as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--names", type=int, required=True)
    parser.add_argument("--imports", type=int, default=0)
    given = parser.parse_args(arguments)
    typed = names_to_type(people=given.people, warm_up=max(5, given.names // 4), held_back=given.names)
    print(json.dumps(find_in_window(given.folder, typed, given.imports)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

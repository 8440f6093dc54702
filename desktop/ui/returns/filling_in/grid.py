"""A table that is typed in as it is printed: a field a cell, sums and differences following the typing."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from desktop.domain.amounts import amount_shown
from desktop.domain.return_entries import Entries
from desktop.returns.rules.entered_rules import EnteredColumn, EnteredRow, EnteredRules, EnteredUnit, Place
from desktop.returns.tables.entered import Numbers, add_up
from desktop.ui.returns.filling_in.asked import key_of
from desktop.ui.shared.form_amounts import AmountInput
from desktop.ui.shared.form_fields import Heading
from desktop.ui.shared.form_line import FieldLine
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.look import look
from desktop.ui.shared.saving import ChangingForm
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import sentence, small, strong

_RIGHT = Qt.AlignmentFlag.AlignRight
_TOP = Qt.AlignmentFlag.AlignTop
_NOTHING = "–"
_LINE = 36  # a field's height, pixels at 100 %: words stand beside it, whatever is said below it
_LABEL_SHARE, _CELL_SHARE = 3, 2
_SAY = {EnteredUnit.POUNDS: "£", EnteredUnit.HOURS: "hours", EnteredUnit.POSTS: "posts"}


class GridForm(ChangingForm[Entries]):
    """Asks for the numbers of a table in rows and columns."""

    def __init__(self, rules: EnteredRules, *arguments: Any, **named: Any) -> None:
        self._rules = rules
        self._sums: dict[Place, QLabel] = {}
        self._names = {
            (row.code, one.code): f"{row.label}, {one.label}" for row in rules.rows for one in rules.columns
        }
        super().__init__(*arguments, **named)
        for line in self.fields.values():
            line.input.changed.connect(self._follow)
        self._follow()

    def _build_lines(self, inside: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(Space.M))
        grid.setVerticalSpacing(look().px(Space.S))
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, _LABEL_SHARE)
        for place, heading in enumerate(self._rules.columns, start=1):
            grid.addWidget(_head(heading), 0, place, _RIGHT | Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(place, _CELL_SHARE)
        for number, row in enumerate(self._rules.rows, start=1):
            grid.addWidget(_row_head(row), number, 0, _TOP)
            for place, heading in enumerate(self._rules.columns, start=1):
                self._add_cell(grid, (row.code, heading.code), (number, place))
        self._add_fields(grid)
        inside.addWidget(holder(grid))

    def _add_cell(self, grid: QGridLayout, cell: Place, at: tuple[int, int]) -> None:
        if cell not in self._rules.typed:
            words = strong(_NOTHING)
            words.setWordWrap(False)
            words.setMinimumHeight(look().px(_LINE))
            self._sums[cell] = words
            grid.addWidget(words, *at, _RIGHT | _TOP)

    def _add_fields(self, grid: QGridLayout) -> None:
        rows = [row.code for row in self._rules.rows]
        columns = [one.code for one in self._rules.columns]
        specs = {spec.key: spec for spec in self.spec.fields if not isinstance(spec, Heading)}
        for row, code in self._rules.typed:
            key = key_of((row, code))
            line = FieldLine(specs[key], self._today)
            self._lines[key] = line
            grid.addWidget(line, rows.index(row) + 1, columns.index(code) + 1, _TOP)

    def _follow(self) -> None:
        """Let sums and differences follow what is typed."""
        numbers: Numbers = {place: self._number(place) for place in self._rules.typed}
        add_up(self._rules, numbers)
        for place, label in self._sums.items():
            hundredths = numbers.get(place)
            money = self._rules.unit_of(place[1]) is EnteredUnit.POUNDS
            shown = _NOTHING if hundredths is None else amount_shown(hundredths, money=money)
            label.setText(shown)
            label.setAccessibleName(f"{self._names[place]}: {shown}")

    def _number(self, place: Place) -> int | None:
        typed = self.fields[key_of(place)].input
        return typed.readable() if isinstance(typed, AmountInput) else None


def _head(heading: EnteredColumn) -> Any:
    label = strong(heading.label)
    label.setAlignment(_RIGHT)
    unit = _SAY.get(heading.unit, "")
    if not unit or unit in heading.label.casefold():
        return label
    below = small(unit)
    below.setAlignment(_RIGHT)
    return holder(column(label, below, space=0))


def _row_head(row: EnteredRow) -> QLabel:
    words = strong(row.label) if row.adds else sentence(row.label)
    words.setContentsMargins(look().px(Space.L) if row.level else 0, 0, 0, 0)
    words.setMinimumHeight(look().px(_LINE))
    return words

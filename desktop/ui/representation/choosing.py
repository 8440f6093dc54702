"""Choosing what is compared: the year, whether the years before it are drawn in, and the benchmarks."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop.domain.benchmarks import BenchmarkKind
from desktop.queries.benchmarks import BenchmarkRow
from desktop.ui.representation.asked import CompareAsked
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.fields import Field
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.layouts import at_most, column, holder, row
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, strong

_CHOSEN_AT_FIRST = 2


class ComparisonChoices(QWidget):
    """A year and boxes to tick; ``asked`` carries a ``CompareAsked``, ``changing`` a ``BenchmarkRow``."""

    asked = Signal(object)
    changing = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._benchmarks: dict[QCheckBox, BenchmarkRow] = {}
        self._year = QComboBox()
        self._trend = QCheckBox(self.tr("Show every year beside it"))
        self._line = Flow(space=Space.M, lines=Space.S)
        field = Field(self.tr("Year"), self._year)
        beside = column(strong(self.tr("Compared with")), holder(self._line), self._trend, space=Space.S)
        inside = row(at_most(field, 200), holder(beside), space=Space.XL)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._year.currentIndexChanged.connect(lambda _place: self._ask())
        self._trend.toggled.connect(lambda _on: self._ask())

    def offer_years(self, years: Sequence[str], chosen: str) -> None:
        """Offer these years, the newest first."""
        blocker = QSignalBlocker(self._year)
        before = self._year.currentText()
        self._year.clear()
        self._year.addItems(list(years))
        self._year.setCurrentText(before if before in years else chosen)
        blocker.unblock()

    def offer_benchmarks(self, rows: Sequence[BenchmarkRow], *, tick: str = "") -> None:
        """Offer these benchmarks: ticked as before, or one of each kind; ``tick`` names a new one."""
        before = {one.id for box, one in self._benchmarks.items() if box.isChecked()}
        self._clear()
        kinds: set[BenchmarkKind] = set()
        for one in rows:
            box = QCheckBox(one.name)
            named(box, one.name, ", ".join(one.characteristics))
            first = not before and one.kind not in kinds and len(kinds) < _CHOSEN_AT_FIRST
            box.setChecked(one.id in before or one.name == tick or (first and not tick))
            kinds.add(one.kind)
            box.toggled.connect(lambda _on: self._ask())
            change = quiet(self.tr("Change…"))
            named(change, self.tr("Change %1").replace("%1", one.name))
            change.clicked.connect(lambda _checked, one=one: self.changing.emit(one))
            self._benchmarks[box] = one
            self._line.addWidget(holder(row(box, change, space=Space.XS)))
        self._ask()

    def _clear(self) -> None:
        self._benchmarks.clear()
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _ask(self) -> None:
        chosen = tuple(one.id for box, one in self._benchmarks.items() if box.isChecked())
        if not self._year.currentText():
            return
        every = tuple(self._year.itemText(place) for place in range(self._year.count()))
        years = every if self._trend.isChecked() else (self._year.currentText(),)
        self.asked.emit(CompareAsked(self._year.currentText(), years, chosen))

    def go_to_first(self) -> None:
        """Put the focus on the year."""
        self._year.setFocus()

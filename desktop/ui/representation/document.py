"""The page of a representation on screen: what it comes to first, then pictures and numbers."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.exports.representation import words as printed
from desktop.returns.representing.representation import (
    Compared,
    Comparison,
    Group,
    Representation,
    Section,
    Verdict,
)
from desktop.ui.representation.asked import Charts
from desktop.ui.shared.charts import ChartPicture
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item, column, frame, holder, rule, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, muted, sentence, small, strong

T = TypeVar("T")
_TONES = {
    Verdict.OVER: Tone.INFO,
    Verdict.UNDER: Tone.DANGER,
    Verdict.UNCLEAR: Tone.PLAIN,
    Verdict.TOO_FEW: Tone.PLAIN,
}


class RepresentationDocument(QWidget):
    """Shows a representation from its sentences to its last note.

    The sentences are there at once; pictures and tables follow one after the other, so that the window never
    waits for them. ``is_whole`` says whether all are there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        self._paper: QBoxLayout | None = None
        self._coming: deque[Callable[[], QWidget]] = deque()
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self._build_next)
        self.tables: tuple[Table[Compared], ...] = ()

    def show_representation(self, shown: Representation, charts: Charts) -> None:
        """Show it in place of the last one."""
        if self._area is not None:
            self._area.hide()
            self._outer.removeWidget(self._area)
            self._area.deleteLater()
        self.tables = ()
        self._coming = deque(self._parts(shown, charts))
        self._paper = column(self._build_findings(shown), space=Space.XL, margin=Space.XL)
        self._area = scrolled(holder(column(frame("card", self._paper), None)))
        self._outer.addWidget(self._area)
        self._turn.start()

    @property
    def is_whole(self) -> bool:
        """Whether every part is there."""
        return not self._coming

    def finish(self) -> None:
        """Build at once what is still to come."""
        while self._coming:
            self._build_next()

    def _build_next(self) -> None:
        if self._coming and self._paper is not None:
            self._paper.addWidget(self._coming.popleft()())
        if self._coming:
            self._turn.start()

    def _parts(self, shown: Representation, charts: Charts) -> Iterator[Callable[[], QWidget]]:
        """Name what has to be built, in the order of the page; each takes no more than a moment."""
        for section in shown.sections:
            yield rule
            yield partial(self._build_heading, shown, section)
            for comparison in section.comparisons:
                yield partial(self._build_comparison, section, comparison, charts)
            if len(shown.periods) > 1:
                yield partial(self._build_years, shown, section)
            for note in section.notes:
                yield partial(small, note)
        yield rule
        yield partial(self._build_about, shown)

    def _build_heading(self, shown: Representation, section: Section) -> QWidget:
        base = printed.base_words(section.bases[shown.periods.index(shown.period)])
        return holder(column(heading(section.title), small(base), space=Space.HAIR))

    def _build_findings(self, shown: Representation) -> QWidget:
        facts = " · ".join(words for words in (shown.period.title, shown.provider) if words)
        notes = [muted(note) for note in shown.notes]
        items: list[Item] = [
            column(heading(self.tr("What it comes to")), muted(facts), *notes, space=Space.XS)
        ]
        for section in shown.sections:
            told = [sentence(words) for one in section.comparisons for words in one.sentences]
            items.append(column(strong(section.title), *told, space=Space.XS))
        return holder(column(*items, space=Space.L))

    def _build_comparison(self, section: Section, comparison: Comparison, charts: Charts) -> QWidget:
        words = self.tr("Beside %1: %2").replace("%1", comparison.whom).replace("%2", comparison.benchmark)
        name = f"{section.title}, {comparison.benchmark}"
        drawn = charts.get((section.id, comparison.benchmark))
        pictures = [ChartPicture(drawn, name)] if drawn else []
        table = self._build_table(section, comparison, name)
        self.tables = (*self.tables, table)
        notes = [small(note) for note in comparison.notes]
        return holder(column(strong(words), *pictures, table, *notes, space=Space.M))

    def _build_table(self, section: Section, comparison: Comparison, name: str) -> Table[Compared]:
        columns: tuple[Column[Compared], ...] = (
            Column(section.title, lambda row: row.label, stretch=True, least=120),
            Column(
                self.tr("People helped"),
                lambda row: printed.percent(row.helped_share),
                note=lambda row: f"{row.helped:,}",
                number=True,
            ),
            Column(
                printed.benchmark_heading(comparison),
                lambda row: printed.percent(row.benchmark_share),
                note=lambda row: f"{row.benchmark:,}",
                number=True,
            ),
            Column(
                self.tr("Points"),
                lambda row: printed.points(row.difference),
                note=lambda row: printed.interval_words(row.interval),
                number=True,
            ),
            Column(
                self.tr("Verdict"),
                lambda row: row.verdict.value.capitalize(),
                tone=lambda row: _TONES[row.verdict],
                width=200,
            ),
        )
        return _whole(Table(name, columns), comparison.rows)

    def _build_years(self, shown: Representation, section: Section) -> QWidget:
        columns: list[Column[Group]] = [Column(section.title, lambda row: row.label, stretch=True, least=120)]
        for place, period in enumerate(shown.periods):
            columns.append(
                Column(
                    period.id,
                    lambda row, place=place: printed.percent(row.shares[place].share),  # type: ignore[misc]
                    note=lambda row, place=place: f"{row.shares[place].count:,}",  # type: ignore[misc]
                    number=True,
                )
            )
        columns.append(Column(self.tr("Points a year"), lambda row: printed.points(row.slope), number=True))
        name = self.tr("%1 over the years").replace("%1", section.title)
        table = _whole(Table(name, columns), section.groups)
        alike = [small(self._likeness(shown, one)) for one in printed.alike(section)]
        trend = sentence(section.trend)
        return holder(column(strong(self.tr("Over the years")), trend, table, *alike, space=Space.M))

    def _likeness(self, shown: Representation, comparison: Comparison) -> str:
        told = ", ".join(
            f"{period.id}: {printed.decimal(one)}"
            for period, one in zip(shown.periods, comparison.likeness, strict=True)
        )
        words = self.tr("Correlation of the shares with %1: %2.")
        return words.replace("%1", comparison.whom).replace("%2", told)

    def _build_about(self, shown: Representation) -> QWidget:
        facts = [Detail(name, words) for name, words in printed.facts(shown)]
        notes = [sentence(words) for words in (shown.counted, *shown.method) if words]
        return holder(
            column(heading(self.tr("How this was worked out")), *notes, DetailList(facts), space=Space.M)
        )


def _whole(table: Table[T], rows: tuple[T, ...]) -> Table[T]:
    """Show all rows at once: the page scrolls, not the table."""
    table.show_rows(rows)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    bar, height = table.horizontalScrollBar(), table.maximumHeight()
    bar.rangeChanged.connect(lambda low, high: _give_height(table, height, sideways=low < high))
    _give_height(table, height, sideways=False)
    table.clearSelection()  # no row is more than the others until somebody goes there
    return table


def _give_height(table: Table[T], height: int, *, sideways: bool) -> None:
    """Leave room below the rows where the table has to be scrolled sideways."""
    table.setFixedHeight(height + (look().px(Space.M) if sideways else 0))

"""The return as a document on screen: built a little at a time, so that the window never waits for it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.returns.document import ShownTable, chapters
from desktop.returns.result import Return, Text
from desktop.ui.returns.asked import CellChosen
from desktop.ui.returns.counts_table import CountsTable
from desktop.ui.returns.document_parts import (
    TablePart,
    build_chapter_title,
    build_counted,
    build_cover,
    build_text,
)
from desktop.ui.returns.jumping import Jumps, Place
from desktop.ui.returns.paper import Paper
from desktop.ui.shared.charts import ChartPicture, DrawnChart
from desktop.ui.shared.layouts import column, holder, rule, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import small

_MARGIN_FOR_EYES = 60
_A_SLICE = 0.01  # seconds of building before the window may do something else
_COVER, _COUNTED = "cover", "counted"
Step = tuple[str, Callable[[], QWidget]]


class Document(QWidget):
    """Shows a return from its cover to its counting rules; ``opened`` carries the ``CellChosen``.

    ``jumps`` is where to choose what to go to, for whoever lays the document out. ``fill_wanted`` wants to
    type in what is not counted, ``commissioner_wanted`` to say who pays for the service; ``complete`` says
    that all of it is there.
    """

    opened = Signal(object)
    fill_wanted = Signal()
    commissioner_wanted = Signal()
    complete = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.jumps = Jumps()
        self.jumps.wanted.connect(self.go_to)
        self.jumps.entered.connect(self.go_into)
        self._outer = column()
        self.setLayout(self._outer)
        self.onward: Callable[[], bool] | None = None
        """Where Tab leads from a chosen number; says whether it led there."""
        self._area: QScrollArea | None = None
        self._inside: QWidget | None = None
        self._paper: Paper | None = None
        self._definition_id = ""
        self._steps: tuple[Step, ...] = ()
        self._missing: deque[int] = deque()
        self._places: dict[str, QWidget] = {}
        self._wanted = self._entering = ""
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._build_slice)
        self._charts: Mapping[str, DrawnChart] = {}
        self._to_draw: deque[TablePart] = deque()
        self._putting_away = QTimer(self, interval=0)
        self._putting_away.timeout.connect(self._put_away_next)
        look().turning.connect(self._begin_putting_away)
        look().changed.connect(self._put_back)

    @property
    def tables(self) -> tuple[CountsTable, ...]:
        """The tables that stand there, in order."""
        built = (self._places.get(name) for name, _ in self._steps)
        return tuple(part.table for part in built if isinstance(part, TablePart))

    def show_return(self, result: Return) -> None:
        """Show a return in place of the last one: the beginning at once, the rest in the next moments.

        Another period by the same rules is shown where the last one was read.
        """
        read = self._read if result.definition.id == self._definition_id else ""
        self._definition_id = result.definition.id
        if self._area is not None:
            self._area.hide()
            self._outer.removeWidget(self._area)
            self._area.deleteLater()
        self._places, self._charts = {}, {}
        self._wanted = self._entering = ""
        self._to_draw.clear()
        self.jumps.offer(tuple(_places(result)))
        self._paper = Paper()
        self._paper.moved.connect(self._follow)
        self._inside = holder(column(self._paper, None))
        self._area = scrolled(self._inside)
        self._outer.addWidget(self._area, 1)
        self._steps = tuple(self._plan(result))
        self._missing = deque(range(len(self._steps)))
        self._wanted = read
        self.jumps.show_place(read)
        self._build_slice()
        self._slices.start()

    @property
    def _read(self) -> str:
        """The name of the part that is read now; empty at the cover, where a return begins."""
        number = self._paper.at_top if self._paper is not None else None
        return self._steps[number][0] if number else ""

    def _plan(self, result: Return) -> Iterator[Step]:
        """Say what is built, in order."""
        yield _COVER, partial(self._build_cover, result)
        for chapter in chapters(result):
            if chapter.title:
                yield _chapter(chapter.title), partial(self._build_chapter, chapter.title)
            for part in chapter.parts:
                if isinstance(part, Text):
                    yield part.id, partial(build_text, part, self.fill_wanted.emit)
                else:
                    yield part.id, partial(self._build_table, part)
        yield _COUNTED, partial(self._build_chapter, self.tr("How this was counted"))
        yield "", partial(build_counted, result)

    def _build_slice(self) -> None:
        """Build parts until the slice of time is used up."""
        ends = perf_counter() + _A_SLICE
        while self._missing and perf_counter() < ends:
            self._build_next()
        if self._wanted and self._wanted in self._places:
            self._jump_later()
        if self._entering:
            self._enter()
        if not self._missing:
            self._slices.stop()
            self.complete.emit()

    def _build_next(self) -> None:
        number = self._missing.popleft()
        name, build = self._steps[number]
        if self._paper is not None:
            self._places[name] = build()
            self._paper.put(number, self._places[name])

    def _begin_putting_away(self) -> None:
        """Put away what nobody sees before the window is dressed anew: each part would hold it up."""
        look().wait_for(self)
        self._to_draw.clear()
        self._slices.stop()
        self._putting_away.start()

    def _put_away_next(self) -> None:
        """Put away one part a turn, unless it holds the chosen number."""
        paper, steps = self._paper, self._steps
        for number in paper.out_of_sight() if paper is not None else ():
            part = self._places[steps[number][0]]
            if paper is not None and not (
                isinstance(part, TablePart) and part.table.currentIndex().isValid()
            ):
                paper.put_away(number)
                del self._places[steps[number][0]]
                self._missing.append(number)
                return
        self._putting_away.stop()
        look().go_on(self)

    def _put_back(self) -> None:
        """Build again what was put away, in the new dress."""
        if self._missing:
            self._missing = deque(sorted(self._missing))
            self._slices.start()

    def _build_chapter(self, words: str) -> QWidget:
        return holder(column(rule(), build_chapter_title(words), space=Space.XL))

    def _build_cover(self, result: Return) -> QWidget:
        hint = small(self.tr("Arrow keys and Enter, or the mouse, open a number: who is in it?"))
        return holder(column(build_cover(result, self.commissioner_wanted.emit), hint, space=Space.M))

    def _build_table(self, shown: ShownTable) -> QWidget:
        made = CountsTable(shown)
        made.opened.connect(self._open)
        if self.onward is not None:
            made.lead_on(self.onward)
        made.moved.connect(partial(self._bring_into_sight, made))
        part = TablePart(made)
        self._draw_on(part)
        return part

    def show_charts(self, charts: Mapping[str, DrawnChart]) -> None:
        """Show the charts that were drawn, also with tables still to be built."""
        self._charts = charts
        parts = [part for part in self._places.values() if isinstance(part, TablePart)]
        self._to_draw = deque(part for part in parts if part.shown.id in charts)
        self._draw_next()

    def _draw_next(self) -> None:
        """Show one chart a turn: each moves everything below it."""
        if self._to_draw:
            part = self._to_draw.popleft()
            if self._places.get(part.shown.id) is part:
                self._draw_on(part)
            QTimer.singleShot(0, self, self._draw_next)

    @property
    def is_illustrated(self) -> bool:
        """Whether the charts stand there too."""
        return bool(self._charts) and not self._to_draw

    def _draw_on(self, part: TablePart) -> None:
        drawn = self._charts.get(part.shown.id)
        if drawn is not None:
            name = self.tr("Chart of %1").replace("%1", part.shown.name)
            part.show_chart(ChartPicture(drawn, name))

    def build_all(self) -> None:
        """Build what is left at once: for a picture, which waits for nothing."""
        while self._missing:
            self._build_next()

    @property
    def is_complete(self) -> bool:
        """Whether the whole return stands there."""
        return not self._missing

    def go_into(self, name: str) -> None:
        """Bring a chapter or a table to the top, and put the focus into the table."""
        self.go_to(name)
        self._entering = name
        self._enter()

    def _enter(self) -> None:
        place = self._places.get(self._entering)
        if place is None:
            return
        self._entering = ""
        if isinstance(place, TablePart):
            if not place.table.currentIndex().isValid():
                place.table.choose_first()
            place.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._area is not None:
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, name: str) -> None:
        """Bring a chapter or a table to the top, as it is built."""
        self._wanted, self._entering = name, ""
        if name in self._places:
            self._jump_later()

    def _follow(self, pixels: int) -> None:
        """Keep in sight what is read, when a chart above it moved it down."""
        if self._area is not None and self._inside is not None:
            self._inside.resize(self._inside.width(), self._inside.sizeHint().height())
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + pixels)

    def _jump_later(self) -> None:
        QTimer.singleShot(0, self, self._jump)  # once the page has its new height

    def _jump(self) -> None:
        place = self._places.get(self._wanted) if self._wanted else None
        if place is None or self._area is None or self._inside is None:
            return
        top = place.mapTo(self._inside, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(max(top - look().px(Space.L), 0))
        if self.is_complete or self._area.verticalScrollBar().maximum() > top:
            self._wanted = ""

    def _open(self, chosen: CellChosen) -> None:
        for table in self.tables:
            if all(part.id != chosen.table_id for part in table.shown.tables):
                table.let_go()
        self.opened.emit(chosen)

    def go_back_to_cell(self) -> None:
        """Put the focus on the table whose number was opened."""
        for table in self.tables:
            if table.currentIndex().isValid():
                table.setFocus()
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Keep the chosen number in sight once the page has its new width."""
        QTimer.singleShot(0, self, self._show_chosen)

    def _show_chosen(self) -> None:
        for table in self.tables:
            chosen = table.currentIndex()
            if chosen.isValid() and self._area is not None and self._inside is not None:
                table.scrollTo(chosen)
                centre = table.viewport().mapTo(self._inside, table.visualRect(chosen).center())
                self._area.ensureVisible(0, centre.y(), 0, look().px(_MARGIN_FOR_EYES))

    def _bring_into_sight(self, table: CountsTable, place: QRect) -> None:
        if self._area is None or self._inside is None or not table.hasFocus():
            return
        centre = table.viewport().mapTo(self._inside, place.center())
        self._area.ensureVisible(centre.x(), centre.y(), 0, look().px(_MARGIN_FOR_EYES))


def _chapter(title: str) -> str:
    return f"chapter {title}"


def _places(result: Return) -> Iterator[Place]:
    """Name everything that somebody may want to go to, chapter by chapter."""
    yield Place(_COVER, "Cover", chapter=True)
    for chapter in chapters(result):
        if chapter.title:
            yield Place(_chapter(chapter.title), chapter.title, chapter=True)
        for part in chapter.parts:
            yield Place(part.id, part.name)
    yield Place(_COUNTED, "How this was counted", chapter=True)

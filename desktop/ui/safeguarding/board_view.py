"""The board of safeguarding: what is open and by when, whom to ring, who broke the glass."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.safeguarding import ClockFace, ClockState, OnCall
from desktop.queries.concerns import ConcernLine, UntoldConcern
from desktop.queries.glass import BrokenGlassRow, InVain, OpenGlass
from desktop.ui.concerns.concern_words import about_words, clock_task, clock_tone, hours_words
from desktop.ui.concerns.page import untold_notice
from desktop.ui.safeguarding.glass_cards import broken_section, own_section
from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import column, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import page, page_header, section
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, muted, named, sentence, small, translate, uk_moment

_HOUR = timedelta(hours=1)
_HIGHEST = 520  # pixels at 100 %


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board shows; what the role does not see is None."""

    untold: tuple[UntoldConcern, ...] = ()
    ring: tuple[OnCall, ...] = ()
    concerns: tuple[ConcernLine, ...] | None = None
    glass: tuple[BrokenGlassRow, ...] | None = None
    in_vain: tuple[InVain, ...] = ()
    own_glass: tuple[OpenGlass, ...] | None = None


class BoardView(Screen):
    """Shows the board; each wish carries what it is about.

    ``opened`` a ``ConcernLine``, ``call_wanted`` an ``UntoldConcern``, ``seen`` a ``BrokenGlassRow``,
    ``glass_wanted`` nothing, ``glass_closed`` an ``OpenGlass``.
    """

    opened = Signal(object)
    call_wanted = Signal(object)
    seen = Signal(object)
    glass_wanted = Signal()
    glass_closed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._first: QWidget | None = None

    def show_board(self, board: Board) -> None:
        """Show the board in place of the last one."""
        old, self._inside = self._inside, scrolled(self._build(board))
        if old is not None:
            old.hide()
            self._outer.removeWidget(old)
            old.deleteLater()
        self._outer.addWidget(self._inside)
        self._inside.show()

    def arrive(self) -> None:
        """Begin where something presses most."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, board: Board) -> QWidget:
        self._first = None
        what = self.tr("Clocks run in hours, through nights and weekends. Only a call tells somebody.")
        inside = QWidget()
        inside.setLayout(
            page(
                page_header(self.tr("Safeguarding"), what),
                *self._untold(board),
                *self._concerns(board),
                self._ring(board.ring),
                *self._glass(board),
                None,
            )
        )
        return inside

    def _untold(self, board: Board) -> Iterator[QWidget]:
        for one in board.untold:
            words = untold_notice(one.sentence)
            call = secondary(self.tr("Write down the call"), partial(self.call_wanted.emit, one))
            named(call, self.tr("Write down the call about %1").replace("%1", one.reference))
            self._first = self._first or call
            about = self.tr("Your concern about %1, written down on %2")
            said = about.replace("%1", one.reference).replace("%2", uk_moment(one.raised_at))
            line = row(small(said), call, space=Space.M)
            line.setStretch(0, 1)
            yield holder(column(words, line, space=Space.XS))

    def _concerns(self, board: Board) -> Iterator[QWidget]:
        if board.concerns is None:
            if not board.untold:
                yield sentence(self.tr("No concern of yours waits for a call."))
            return
        if not board.concerns:
            nothing = muted(self.tr("No concern is open. A concern is raised on the person's page."))
            yield section(self.tr("Open concerns"), nothing, margin=Space.L)
            return
        table = self._build_table()
        rows = sorted(board.concerns, key=_urgency)
        table.show_rows(rows)
        table.setFixedHeight(min(table.maximumHeight(), look().px(_HIGHEST)))
        self._first = self._first or table
        late = sum(1 for one in rows if _next(one) is not None and _is_late(_next(one)))
        said = counted(late, self.tr("1 is late."), self.tr("%1 are late."))
        yield holder(column(row(muted(said), None) if late else row(), table, space=Space.S))

    def _build_table(self) -> Table[ConcernLine]:
        table: Table[ConcernLine] = Table(
            self.tr("Open concerns, the most pressing first"),
            (
                Column(self.tr("Concern"), _whose, note=_kind, stretch=True, least=230),
                Column(self.tr("Next"), _task, note=_by, width=210),
                Column(self.tr("Time"), _time, tone=_tone, width=150),
                Column(self.tr("Open for"), lambda one: hours_words(one.elapsed_hours), width=110),
                Column(self.tr("Lead"), lambda one: one.owner or self.tr("Nobody yet"), width=140),
            ),
        )
        table.opened.connect(self.opened)
        return table

    def _ring(self, ring: Sequence[OnCall]) -> QWidget:
        lines: list[QWidget] = []
        for who in ring:
            words = sentence(" ".join(part for part in (who.name, who.number) if part))
            role = small(who.role[:1].upper() + who.role[1:])
            both = holder(column(words, role, space=0))
            line = row(icon_label("call", "accent", size=20), both, space=Space.M)
            line.setStretch(1, 1)
            lines.append(holder(line))
        nobody = self.tr(
            "No safeguarding lead signs in here. In danger ring 999; otherwise ring your manager. A manager "
            "gives the role under Sign-ins."
        )
        return section(self.tr("Whom to ring"), *(lines or [sentence(nobody)]), margin=Space.L)

    def _glass(self, board: Board) -> Iterator[QWidget]:
        if board.own_glass is not None:
            yield own_section(board.own_glass, self.glass_wanted.emit, self.glass_closed.emit)
        if board.glass is not None:
            yield broken_section(board.glass, board.in_vain, self.seen.emit)


def _next(one: ConcernLine) -> ClockFace | None:
    """Give the clock that runs out first, or ran out longest ago."""
    faces = [face for face in one.clocks if face.needs_somebody and face.left is not None]
    return min(faces, key=lambda face: face.left or timedelta(), default=None)


def _urgency(one: ConcernLine) -> tuple[bool, bool, timedelta]:
    """Put danger of which nobody was told first, then what is late the longest."""
    face = _next(one)
    danger = one.immediate_danger and not one.told
    return (not danger, face is None, (face.left if face else None) or timedelta())


def _is_late(face: ClockFace | None) -> bool:
    return face is not None and face.state is ClockState.LATE


def _whose(one: ConcernLine) -> str:
    return f"{one.reference} · {one.initials}" if one.initials else one.reference


def _kind(one: ConcernLine) -> str:
    about = about_words()[one.about]
    if not one.immediate_danger:
        return about
    return translate("Concern", "Immediate danger · %1").replace("%1", about)


def _task(one: ConcernLine) -> str:
    face = _next(one)
    return clock_task(face.clock) if face else ""


def _by(one: ConcernLine) -> str:
    face = _next(one)
    return uk_moment(face.due) if face else ""


def _time(one: ConcernLine) -> str:
    face = _next(one)
    if face is None or face.left is None:
        return ""
    hours = hours_words(abs(face.left) // _HOUR)
    return f"{hours} late" if _is_late(face) else f"{hours} left"


def _tone(one: ConcernLine) -> Tone:
    face = _next(one)
    return clock_tone(face) if face else Tone.PLAIN

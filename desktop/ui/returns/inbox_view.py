"""What is missing or contradictory behind a return: by kind, by whose case it is, and what it does."""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from desktop.domain.ids import PersonId, UserId
from desktop.returns.inbox.findings import Finding, FindingKind
from desktop.returns.sorting.classifications import CLASSIFICATIONS
from desktop.ui.returns.document_parts import stale_strip
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.fields import Field
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import counted, muted, whole_number

_LOOKING, _NOTHING, _LISTED = range(3)
_CASE = 2  # its column
_ROOM_FOR_CASE = 620  # pixels at 100 %
_Passes = Callable[[Finding], bool]


class Order(StrEnum):
    """In which order findings are listed."""

    EFFECT = "effect"
    PERSON = "person"
    WORKER = "worker"


def _everything(_finding: Finding) -> bool:
    return True


class InboxView(Screen):
    """Lists findings; ``chosen`` carries the ``Finding`` to be settled.

    ``back`` wants the return again, ``again`` to have it counted anew.
    """

    chosen = Signal(object)
    back = Signal()
    again = Signal()

    def __init__(self, *, me: UserId | None = None) -> None:
        super().__init__()
        self._me = me
        self._findings: tuple[Finding, ...] = ()
        self._settled = 0
        self._what, self._whose, self._order = _box(24), _box(14), _box(10)
        self._summary = muted("")
        self._stale = stale_strip(
            self.tr("The records changed since this was counted."),
            quiet(self.tr("Count again"), self.again.emit),
        )
        self._stale.hide()
        self._table: Table[Finding] = Table(
            self.tr("What is missing or contradictory"),
            (
                Column(
                    self.tr("What"),
                    lambda one: one.sentence,
                    note=lambda one: one.in_short,
                    whole=lambda one: f"{one.sentence} {one.effect}",
                    stretch=True,
                    least=230,
                ),
                Column(self.tr("Who"), lambda one: one.reference, note=lambda one: one.initials, width=130),
                Column(self.tr("Case"), self._case, note=self._worker, width=170),
            ),
        )
        self._table.opened.connect(self.chosen)
        self._pages = QStackedWidget()
        for state in (self._build_looking(), self._build_nothing(), self._build_list()):
            self._pages.addWidget(state)
        back = quiet(self.tr("Back to the return"), self.back.emit)
        set_icon(back, "back", "accent")
        self._head = page_header(self.tr("What is missing"), "", back)
        layout = page(self._head, self._summary, self._stale, self._pages, space=Space.M)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self._offer(self._order, self._orders())
        for box in (self._whose, self._what, self._order):
            box.currentIndexChanged.connect(lambda _place: self._filter())

    def _case(self, finding: Finding) -> str:
        return finding.case_reference or self.tr("no case")

    def _worker(self, finding: Finding) -> str:
        return finding.worker or (self.tr("nobody's") if finding.case_reference else "")

    def _build_looking(self) -> QWidget:
        return empty_state("people", self.tr("Looking…"), self.tr("Every answer of the period is looked at."))

    def _build_nothing(self) -> QWidget:
        return empty_state(
            "good",
            self.tr("Nothing is missing"),
            self.tr("Every answer that this return asks for is recorded, and nothing contradicts itself."),
        )

    def _build_list(self) -> QWidget:
        fields = Flow(
            Field(self.tr("What"), self._what),
            Field(self.tr("Whose"), self._whose),
            Field(self.tr("In order of"), self._order),
            space=Space.M,
            lines=Space.S,
        )
        inside = column(holder(fields), self._table, None, space=Space.M)
        inside.setStretch(1, 100)
        return holder(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Leave the case out where there is little room, as beside a form that names it."""
        self._table.setColumnHidden(_CASE, event.size().width() < look().px(_ROOM_FOR_CASE))
        super().resizeEvent(event)

    def show_looking(self) -> None:
        """Say that the records are being looked through."""
        self._summary.clear()
        self._stale.hide()
        self._pages.setCurrentIndex(_LOOKING)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found; the same kind and the same worker stay chosen, where there are any left."""
        self._findings = tuple(findings)
        self._settled = 0
        self._show_findings()

    def _show_findings(self) -> None:
        findings = self._findings
        people = len({one.person_id for one in findings})
        found = counted(len(findings), self.tr("1 thing"), self.tr("%1 things"))
        about = counted(people, self.tr("about 1 person"), self.tr("about %1 people"))
        hint = self.tr("Enter opens one.")
        self._summary.setText(f"{found} {about}. {self._said_settled() or hint}" if findings else "")
        self._offer(self._what, self._kinds())
        self._offer(self._whose, self._workers())
        self._filter()
        self._pages.setCurrentIndex(_LISTED if findings else _NOTHING)

    def _orders(self) -> list[tuple[str, object]]:
        return [
            (self.tr("What it does"), Order.EFFECT),
            (self.tr("Person"), Order.PERSON),
            (self.tr("Worker"), Order.WORKER),
        ]

    def _kinds(self) -> list[tuple[str, object]]:
        numbers = Counter((one.kind, one.missing) for one in self._findings)
        return [
            (_with_number(self.tr("Everything"), len(self._findings)), None),
            *((_with_number(_name(*kind), number), kind) for kind, number in numbers.items()),
        ]

    def _workers(self) -> list[tuple[str, object]]:
        names = {one.worker_id: one.worker for one in self._findings if one.worker_id is not None}
        numbers = Counter(one.worker_id for one in self._findings)
        everybody = [(_with_number(self.tr("Everybody's"), len(self._findings)), None)]
        mine = [(_with_number(self.tr("My cases"), numbers[self._me]), self._me)] if self._me else []
        others = sorted((name, worker) for worker, name in names.items() if worker != self._me)
        return [*everybody, *mine, *((_with_number(name, numbers[one]), one) for name, one in others)]

    def _offer(self, box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
        before = box.currentData()
        blocker = QSignalBlocker(box)
        box.clear()
        for words, data in choices:
            box.addItem(words, data)
        places = [place for place, (_, data) in enumerate(choices) if data == before]
        box.setCurrentIndex(places[0] if places else 0)
        blocker.unblock()

    def _filter(self) -> None:
        kind, worker = self._what.currentData(), self._whose.currentData()
        of_kind: _Passes = _everything if kind is None else lambda one: (one.kind, one.missing) == tuple(kind)
        of_worker: _Passes = _everything if worker is None else lambda one: one.worker_id == worker
        shown = [one for one in self._findings if of_kind(one) and of_worker(one)]
        self._table.show_rows(_ordered(shown, Order(self._order.currentData())))

    def show_stale(self) -> None:
        """Say that the records changed since the return was counted."""
        self._stale.show()

    def take_out(self, settled: Sequence[Finding]) -> None:
        """Take settled findings out of the list; the one that stood below is chosen then."""
        gone = set(settled)
        above = sum(one not in gone for one in self.rows[: max(self._table.place, 0)])
        self._findings = tuple(one for one in self._findings if one not in gone)
        self._settled += len(gone)
        self._show_findings()
        self._table.choose(above)
        self.show_stale()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._said_settled()))

    def _said_settled(self) -> str:
        """Say how much was settled since it was looked through; empty while nothing was."""
        one, many = self.tr("1 thing was settled here."), self.tr("%1 things were settled here.")
        return counted(self._settled, one, many) if self._settled else ""

    def beside(self, finding: Finding) -> tuple[Finding, ...]:
        """Give what else was found about the same person."""
        return tuple(one for one in self.about(finding.person_id) if one != finding)

    def about(self, person_id: PersonId) -> tuple[Finding, ...]:
        """Give what was found about somebody."""
        return tuple(one for one in self._findings if one.person_id == person_id)

    @property
    def rows(self) -> tuple[Finding, ...]:
        """The findings in sight."""
        return self._table.rows

    def arrive(self) -> None:
        """Begin in the list."""
        self._table.setFocus()


def _ordered(findings: Sequence[Finding], order: Order) -> Sequence[Finding]:
    """Put what belongs together below each other; within that what does most stays first."""
    if order is Order.PERSON:
        return sorted(findings, key=lambda one: one.reference)
    if order is Order.WORKER:
        return sorted(findings, key=lambda one: (not one.worker, one.worker, one.reference))
    return findings


def _box(letters: int) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    return made


def _name(kind: FindingKind, missing: str) -> str:
    if not missing:
        return kind.value
    absent = CLASSIFICATIONS[missing].absent
    return f"{absent[:1].upper()}{absent[1:]}"


def _with_number(words: str, number: int) -> str:
    return f"{words} ({whole_number(number)})"

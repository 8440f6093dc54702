"""The caseload: mine, everybody's or one colleague's, by reference and initials."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QWidget

from desktop.domain.ids import UserId
from desktop.queries.cases import CasePage, CaseRow
from desktop.queries.colleagues import Colleague
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.layouts import holder, row
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import counted, muted, named, uk_date


class CasesView(Screen):
    """Shows open cases; ``opened`` carries the ``CaseRow``, ``wanted`` a user's id, or None for all."""

    opened = Signal(object)
    wanted = Signal(object)
    more_wanted = Signal()

    def __init__(self, *, me: UserId) -> None:
        super().__init__()
        self._me = me
        self._mine = self._chip(self.tr("Mine"), me)
        self._all = self._chip(self.tr("Everybody's"), None)
        self._mine.setChecked(True)
        self._whose = QComboBox()
        named(self._whose, self.tr("Whose cases"))
        self._whose.addItem(self.tr("A colleague's…"), None)
        self._whose.activated.connect(self._choose_colleague)
        self._count = muted("")
        self._more = quiet(self.tr("Show more"), self.more_wanted.emit)
        self._more.hide()
        self._table = self._build_table()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._build_nothing())
        chips = holder(row(self._mine, self._all, self._whose, None, self._count, space=Space.S))
        layout = page(
            page_header(self.tr("Cases"), self.tr("Open cases. Enter opens the person.")),
            chips,
            self._pages,
            holder(row(self._more, None)),
            space=Space.M,
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _chip(self, text: str, whose: UserId | None) -> QPushButton:
        chip = QPushButton(text)
        chip.setProperty("part", "chip")
        chip.setCheckable(True)
        named(chip, self.tr("Show: %1").replace("%1", text))
        chip.clicked.connect(partial(self._choose, whose))
        return chip

    def _build_table(self) -> Table[CaseRow]:
        table: Table[CaseRow] = Table(
            self.tr("Open cases"),
            (
                Column(self.tr("Person"), self._who, note=self._case, width=260),
                Column(self.tr("Crime"), lambda case: case.main_crime, stretch=True, least=180),
                Column(self.tr("Worker"), lambda case: case.worker or self.tr("nobody has it"), width=170),
                Column(self.tr("Opened"), lambda case: uk_date(case.opened_on), width=150),
                Column(self.tr("Last contact"), self._last, width=150),
            ),
        )
        table.opened.connect(self.opened)
        return table

    def _last(self, case: CaseRow) -> str:
        return uk_date(case.last_contact_on) or self.tr("none yet")

    def _who(self, case: CaseRow) -> str:
        return case.initials or self.tr("No name")

    def _case(self, case: CaseRow) -> str:
        marks = (
            (True, case.reference),
            (case.sealed, self.tr("Sealed")),
            (case.controlling, self.tr("Check safe contact")),
        )
        return " · ".join(words for holds, words in marks if holds)

    def _build_nothing(self) -> QWidget:
        what = self.tr("No open cases here")
        do = self.tr("A case is opened from a referral, on the person's page. Ctrl+K finds the person.")
        return empty_state("case", what, do)

    def _choose(self, whose: UserId | None, *_: object) -> None:
        self._mine.setChecked(whose == self._me)
        self._all.setChecked(whose is None)
        self._whose.setCurrentIndex(max(self._whose.findData(whose), 0) if whose is not None else 0)
        self.wanted.emit(whose)

    def _choose_colleague(self, number: int) -> None:
        whose = self._whose.itemData(number)
        if whose is not None:
            self._choose(whose)

    def show_colleagues(self, colleagues: Sequence[Colleague]) -> None:
        """Offer whose cases may be looked at besides one's own."""
        chosen = self._whose.currentData()
        self._whose.clear()
        self._whose.addItem(self.tr("A colleague's…"), None)
        for colleague in colleagues:
            if colleague.user_id != self._me:
                self._whose.addItem(colleague.name, colleague.user_id)
        self._whose.setCurrentIndex(max(self._whose.findData(chosen), 0) if chosen is not None else 0)

    def show_cases(self, found: CasePage) -> None:
        """Show the cases asked for."""
        self._table.show_rows(found.rows)
        self._pages.setCurrentIndex(0 if found.rows else 1)
        self._count.setText(counted(found.total, self.tr("1 case"), self.tr("%1 cases")))
        self._count.setVisible(bool(found.rows))
        self._more.setVisible(found.total > len(found.rows))

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """The cases in sight."""
        return self._table.rows

    def arrive(self) -> None:
        """Begin in the list, or at whose cases are shown."""
        (self._table if self._table.rows else self._mine).setFocus()

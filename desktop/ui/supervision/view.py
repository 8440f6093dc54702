"""Supervision notes on the screen: the notes I may read, the newest first, one of them beside."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.sealed_text import ShownWords
from desktop.queries.supervision import SupervisionDetails
from desktop.ui.shared.buttons import primary
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item, holder
from desktop.ui.shared.opened import Deed, Opened, told
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import translate, uk_date


class SupervisionView(Screen):
    """Lists notes; ``opened`` carries the ``SupervisionDetails``, ``write_wanted`` wishes to write one."""

    opened = Signal(object)
    write_wanted = Signal()

    def __init__(self, *, supervises: bool) -> None:
        super().__init__()
        self._supervises = supervises
        self._table = self._build_table()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._build_empty())
        words = (
            self.tr("What you and your colleagues talked about and agreed.")
            if supervises
            else self.tr("What you and whoever supervises you talked about and agreed.")
        )
        write = [primary(self.tr("Write a note"), self.write_wanted.emit)] if supervises else []
        header = page_header(self.tr("Supervision"), words, *write)
        layout = page(header, self._pages, space=Space.M)
        layout.setStretch(1, 1)
        self.panel = WithPanel(holder(layout, "page"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)
        self._table.opened.connect(self.opened)

    def _build_table(self) -> Table[SupervisionDetails]:
        return Table(
            self.tr("Supervision notes"),
            (
                Column(self.tr("Day"), lambda one: uk_date(one.held_on)),
                Column(
                    self.tr("About the work of"), lambda one: one.worker, note=_first, stretch=True, least=200
                ),
                Column(self.tr("Next time"), lambda one: uk_date(one.next_on)),
            ),
        )

    def _build_empty(self) -> QWidget:
        if self._supervises:
            words = self.tr("After a supervision, write down what you talked about and what you agreed.")
        else:
            words = self.tr("Notes appear here once whoever supervises you has written one.")
        return empty_state("supervision", self.tr("No supervision notes yet"), words)

    def show_notes(self, notes: Sequence[SupervisionDetails]) -> None:
        """Show these notes."""
        self._table.show_rows(notes)
        self._pages.setCurrentIndex(0 if notes else 1)

    @property
    def rows(self) -> tuple[SupervisionDetails, ...]:
        """The notes on screen."""
        return self._table.rows

    def open_chosen(self) -> None:
        """Open the chosen note."""
        self._table.open_chosen()

    def arrive(self) -> None:
        """Begin in the list."""
        if not self.panel.panel_open:
            self._table.setFocus()

    def save(self) -> None:
        """Save what is written in the panel."""
        self.panel.save()

    def step_back(self) -> bool:
        """Close the panel."""
        return self.panel.step_back()


def _first(one: SupervisionDetails) -> str:
    return " ".join((one.agreed or one.words).split())


def note_page(note: SupervisionDetails, deeds: Sequence[Deed]) -> QWidget:
    """Lay one note out to be read."""
    details = [
        Detail(translate("Supervision", "Day"), uk_date(note.held_on)),
        Detail(translate("Supervision", "About the work of"), note.worker),
        Detail(translate("Supervision", "Written by"), note.supervisor),
        Detail(translate("Supervision", "Next time"), uk_date(note.next_on)),
    ]
    if note.case_reference:
        details.append(Detail(translate("Supervision", "About the case"), note.case_reference))
    items: list[Item] = [DetailList(details)]
    items.extend(told(translate("Supervision", "What was talked about"), ShownWords(note.words)))
    items.extend(told(translate("Supervision", "What was agreed"), ShownWords(note.agreed)))
    return Opened(translate("Supervision", "Supervision note"), items, deeds)

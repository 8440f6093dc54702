"""The sources of money on the screen, with how many open cases each pays for; one of them beside."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.queries.funding_streams import FundingStreamRow
from desktop.ui.shared.buttons import primary
from desktop.ui.shared.layouts import holder
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import uk_date


class FundingView(Screen):
    """Lists who pays; ``opened`` carries the ``FundingStreamRow``, ``add_wanted`` wishes for another."""

    opened = Signal(object)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table = self._build_table()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._build_empty())
        words = self.tr("Each case says who pays for it, and a return can count one funding alone.")
        header = page_header(self.tr("Funding"), words, primary(self.tr("Add funding"), self.add_wanted.emit))
        layout = page(header, self._pages, space=Space.M)
        layout.setStretch(1, 1)
        self.panel = WithPanel(holder(layout, "page"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)
        self._table.opened.connect(self.opened)

    def _build_table(self) -> Table[FundingStreamRow]:
        return Table(
            self.tr("Who pays"),
            (
                Column(self.tr("Funding"), lambda one: one.name, note=_funder, stretch=True, least=200),
                Column(self.tr("From"), lambda one: uk_date(one.starts_on)),
                Column(self.tr("Until"), lambda one: uk_date(one.ends_on)),
                Column(self.tr("Open cases"), lambda one: str(one.open_cases)),
            ),
        )

    def _build_empty(self) -> QWidget:
        words = self.tr("Add whoever pays for the work: a commissioner's grant, a lottery, a trust.")
        return empty_state("funding", self.tr("No funding yet"), words)

    def show_streams(self, streams: Sequence[FundingStreamRow]) -> None:
        """Show these."""
        self._table.show_rows(streams)
        self._pages.setCurrentIndex(0 if streams else 1)

    @property
    def rows(self) -> tuple[FundingStreamRow, ...]:
        """What is on screen."""
        return self._table.rows

    def open_chosen(self) -> None:
        """Open the chosen one."""
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


def _funder(one: FundingStreamRow) -> str:
    return one.funder or ""

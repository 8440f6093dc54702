"""A page that is a list and nothing else: what there is, one of it open beside, a button for another."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.shared.buttons import primary
from desktop.ui.shared.layouts import holder
from desktop.ui.shared.pages import page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tables import Table
from desktop.ui.shared.tokens import Space

R = TypeVar("R")


class ListScreen(Screen, Generic[R]):
    """Lists rows; ``opened`` carries the one chosen, ``add_wanted`` wishes for another."""

    opened = Signal(object)
    add_wanted = Signal()

    def __init__(self, title: str, words: str, *, table: Table[R], empty: QWidget, add: str = "") -> None:
        """Take the table, and what stands in its place without rows; ``add`` names the button, if any."""
        super().__init__()
        self._table = table
        self._pages = QStackedWidget()
        self._pages.addWidget(table)
        self._pages.addWidget(empty)
        header = page_header(title, words, *([primary(add, self.add_wanted.emit)] if add else []))
        layout = page(header, self._pages, space=Space.M)
        layout.setStretch(1, 1)
        self.panel = WithPanel(holder(layout, "page"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)
        table.opened.connect(self.opened)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these."""
        self._table.show_rows(rows)
        self._pages.setCurrentIndex(0 if rows else 1)

    @property
    def rows(self) -> tuple[R, ...]:
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

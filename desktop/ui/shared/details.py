"""A list of what is known: words on the left, values on the right, gaps said aloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.shared.layouts import row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import muted, sentence

_AT_LEAST_ONE_LINE = 260  # pixels at 100 %: shorter words do not break beside a button


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing known about somebody or something."""

    label: str
    value: str
    beside: QWidget | None = None
    """What can be done about it: a button where something is missing."""


class DetailList(QWidget):
    """Shows details below each other; what is not known is written as such, never left blank."""

    def __init__(self, details: Sequence[Detail], *, nothing: str = "") -> None:
        super().__init__()
        self._nothing = nothing or self.tr("Not recorded")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(Space.XL))
        grid.setVerticalSpacing(look().px(Space.S))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for line, detail in enumerate(details):
            self._build_line(grid, line, detail)
        self.setLayout(grid)

    def _build_line(self, grid: QGridLayout, line: int, detail: Detail) -> None:
        label = muted(detail.label)
        value = sentence(detail.value) if detail.value else muted(self._nothing)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignVCenter if detail.beside else top)
        if detail.beside is None:
            grid.addWidget(value, line, 1, top)
        else:
            words = value.fontMetrics().horizontalAdvance(value.text()) + look().px(Space.XS)
            value.setMinimumWidth(min(words, look().px(_AT_LEAST_ONE_LINE)))
            grid.addLayout(row(value, detail.beside, None, space=Space.M), line, 1)

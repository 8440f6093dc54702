"""Help: what the keys do, on one page."""

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import column, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, muted


class HelpDialog(QDialog):
    """Lists the keys that work everywhere."""

    def __init__(self, parent: QWidget | None, actions: Iterable[QAction]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.setMinimumWidth(look().px(460))
        native = QKeySequence.SequenceFormat.NativeText
        lines = [Detail(action.shortcut().toString(native), action.text()) for action in actions]
        lines += [
            Detail(self.tr("Tab"), self.tr("To the next field or button")),
            Detail(self.tr("Enter"), self.tr("Open the chosen row, press the chosen button")),
        ]
        close = secondary(self.tr("Close"), self.accept)
        close.setDefault(True)
        advice = muted(self.tr("Everything can be done without a mouse."))
        self.setLayout(
            column(
                heading(self.tr("Keys")),
                advice,
                Space.XS,
                DetailList(lines),
                Space.S,
                row(None, close),
                margin=Space.XL,
            )
        )

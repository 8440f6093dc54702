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

_WIDTH = 460


def keys_of(actions: Iterable[QAction]) -> tuple[Detail, ...]:
    """Write which keys do what."""
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(
        Detail(action.shortcut().toString(native).replace("Return", "Enter"), action.text())
        for action in actions
    )


class HelpDialog(QDialog):
    """Lists the keys that work everywhere."""

    def __init__(self, parent: QWidget | None, keys: Iterable[Detail]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.setMinimumWidth(look().px(_WIDTH))
        lines = (
            *keys,
            Detail(self.tr("Tab"), self.tr("To the next field or button")),
            Detail(self.tr("Enter"), self.tr("Open the chosen row, press the chosen button")),
        )
        close = secondary(self.tr("Close"), self.accept)
        close.setDefault(True)
        words = column(
            heading(self.tr("Keys")),
            muted(self.tr("Everything can be done without a mouse.")),
            space=Space.XS,
        )
        self.setLayout(
            column(words, DetailList(lines), None, row(None, close), space=Space.L, margin=Space.XL)
        )

"""A place on a page whose content is exchanged as a whole."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget


class Slot(QWidget):
    """Holds one thing at a time; while it holds none it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.inside: QWidget | None = None
        self.hide()

    def hold(self, widget: QWidget | None) -> bool:
        """Put a widget in place of the last one; say whether the focus was in what went."""
        focused = QApplication.focusWidget()
        held_focus = focused is not None and self.isAncestorOf(focused)
        if self.inside is not None:
            self.inside.hide()
            self._layout.removeWidget(self.inside)
            self.inside.deleteLater()
        self.inside = widget
        if widget is not None:
            self._layout.addWidget(widget)
            widget.show()
        self.setVisible(widget is not None)
        return held_focus

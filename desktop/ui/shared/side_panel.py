"""A page with room for a panel at its right, in which something is written while the page stays in sight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.form import Form
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import frame, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, named

_WIDTH = 500  # of the panel, pixels at 100 %
_LEAST = 380
_BESIDE = 440  # what the page needs beside the panel; narrower pages are covered by it


class _Panel(QFrame):
    """The panel itself: a title, a way to close it, and what it holds."""

    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.inside: QWidget | None = None
        self._above: QWidget | None = None
        self._title = heading("")
        self._close = quiet("", self.close_asked.emit)
        set_icon(self._close, "close", "ink")
        named(self._close, self.tr("Close the panel"))
        self._close.setToolTip(self.tr("Esc"))
        line = row(self._title, self._close, space=Space.M)
        line.setStretch(0, 1)
        line.setContentsMargins(
            look().px(Space.XL), look().px(Space.M), look().px(Space.M), look().px(Space.M)
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(frame("panelhead", line))
        self.setMinimumWidth(look().px(_LEAST))

    def hold(self, title: str, inside: QWidget, above: QWidget | None = None) -> None:
        """Show something in place of the last thing; ``above`` stays in sight while that is scrolled."""
        self.let_go()
        self._title.setText(title)
        self.setAccessibleName(title)
        self.inside, self._above = inside, above
        if above is not None:
            self._layout.addWidget(above)
            above.show()
        self._layout.addWidget(inside, 1)
        inside.show()

    def let_go(self) -> None:
        """Take out what it holds."""
        for held in (self.inside, self._above):
            if held is not None and isValid(held):
                held.hide()
                self._layout.removeWidget(held)
                held.setParent(None)
                held.deleteLater()
        self.inside = self._above = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Close with Esc what does not take it itself."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)


class WithPanel(QWidget):
    """Holds a page; a panel opens beside it, or over it where the window is narrow."""

    closed = Signal()
    """The panel was closed."""

    def __init__(self, page: QWidget, *, width: int = _WIDTH) -> None:
        """Take the page; ``width`` is the panel's, in pixels at 100 %."""
        super().__init__()
        self._page = page
        self._needs = look().px(width + _BESIDE)
        self._panel = _Panel()
        self._panel.hide()
        self._panel.close_asked.connect(self._ask_to_close)
        self._came_from: QWidget | None = None
        self._width = look().px(width)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(page)
        self._split.addWidget(self._panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.splitterMoved.connect(self._remember_width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    @property
    def page(self) -> QWidget:
        """What the panel stands beside."""
        return self._page

    @property
    def inside(self) -> QWidget | None:
        """What the panel holds while it is open."""
        return self._panel.inside

    @property
    def panel_open(self) -> bool:
        """Whether the panel is open."""
        return self._panel.inside is not None

    def open_form(self, form: Form, *, above: QWidget | None = None) -> None:
        """Open a form, perhaps with something above it; the panel closes once it is finished or left."""
        form.leave_title_to_panel()
        self.open(form.spec.title, form, above=above)
        form.finished.connect(self.close_panel)
        form.left.connect(self.close_panel)
        form.arrive()

    def open(self, title: str, widget: QWidget, *, above: QWidget | None = None) -> None:
        """Open anything, with a title, perhaps with something above it."""
        if not self.panel_open:
            self._came_from = QApplication.focusWidget()
        self._panel.hold(title, widget, above)
        self._arrange()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Close the panel, and go back to where the focus was."""
        if not self.panel_open:
            return
        self._panel.let_go()
        self._arrange()
        before = self._came_from
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.closed.emit()

    def save(self) -> bool:
        """Save what is written in the panel; say whether there was a form."""
        if isinstance(self.inside, Form):
            self.inside.save()
            return True
        return False

    def step_back(self) -> bool:
        """Close the panel if it is open (a form asks first); say whether it was."""
        if not self.panel_open:
            return False
        self._ask_to_close()
        return True

    def _ask_to_close(self) -> None:
        if isinstance(self.inside, Form):
            self.inside.leave()
        else:
            self.close_panel()

    @property
    def covers(self) -> bool:
        """Whether the panel takes the whole width, because there is too little for both."""
        return self.width() < self._needs

    def _arrange(self) -> None:
        shown = self.panel_open
        self._panel.setVisible(shown)
        self._page.setVisible(not (shown and self.covers))
        if shown and not self.covers:
            self._split.setSizes([self.width() - self._width, self._width])

    def _remember_width(self, _place: int, _number: int) -> None:
        if not self.covers:
            self._width = self._panel.width()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Cover the page, or stand beside it, as there is room."""
        super().resizeEvent(event)
        self._arrange()

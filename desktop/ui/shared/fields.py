"""Fields to fill in: label above, hint below it, and what is wrong beside the field itself."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.layouts import Item, column, restyle, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, problem, small, strong


class Field(QWidget):
    """A control with its label, a hint, and room for the sentence that says what is wrong."""

    def __init__(self, label: str, control: QWidget, *, hint: str = "", below: Item = Space.HAIR) -> None:
        super().__init__()
        self.control = control
        self._input = control.input if isinstance(control, Passphrase | WithButton) else control
        self._label = strong(label)
        self._hint = small(hint)
        self._hint.setVisible(bool(hint))
        self._problem = problem()
        self._label.setBuddy(self._input)
        self._hint_text = hint
        named(self._input, label, hint)
        self.setLayout(column(self._label, self._hint, control, below, self._problem, None, space=Space.XS))

    def complain(self, sentence: str) -> None:
        """Say beside the field what is wrong with it, and go there."""
        self._problem.setText(sentence)
        self._problem.show()
        self._input.setProperty("wrong", "true")
        self._input.setAccessibleDescription(sentence)
        restyle(self._input)
        if isinstance(self._input, QLineEdit) and self._input.echoMode() is QLineEdit.EchoMode.Password:
            self._input.selectAll()  # what nobody can read is typed anew, not mended
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def be_content(self) -> None:
        """Take back what was said to be wrong."""
        self._problem.clear()
        self._problem.hide()
        self._input.setProperty("wrong", "false")
        self._input.setAccessibleDescription(self._hint_text)
        restyle(self._input)

    @property
    def complaint(self) -> str:
        """What is said to be wrong; empty while nothing is."""
        return self._problem.text()


def text_input(text: str = "", *, placeholder: str = "") -> QLineEdit:
    """One line to type in."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    return made


class _CodeInput(QPlainTextEdit):
    """Lines for a code, where Enter means "done" as everywhere; the lines break by themselves."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Leave Enter to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def code_input() -> QPlainTextEdit:
    """Two lines for a recovery code; Tab leaves them."""
    made = _CodeInput()
    made.setTabChangesFocus(True)
    made.setFixedHeight(look().px(84))
    return made


class WithButton(QWidget):
    """A line to type in with a button beside it that fills it (choosing a folder, for example)."""

    def __init__(self, line: QLineEdit, button: QPushButton) -> None:
        super().__init__()
        self.input = line
        self.setLayout(row(line, button, space=Space.S))
        self.setFocusProxy(line)


class Passphrase(QWidget):
    """A line for a passphrase: hidden until shown on purpose; paste is welcome."""

    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.input = QLineEdit()
        self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.input.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._capitals = False
        self._show = self._build_show()
        self.setLayout(row(self.input, self._show, space=Space.XS))
        self.setFocusProxy(self.input)
        self.input.installEventFilter(self)

    def _build_show(self) -> QPushButton:
        button = quiet(self.tr("Show"))
        named(button, self.tr("Show the passphrase"))
        button.setCheckable(True)
        button.toggled.connect(self._reveal)
        widest = max(
            button.fontMetrics().horizontalAdvance(word) for word in (self.tr("Show"), self.tr("Hide"))
        )
        button.setMinimumWidth(widest + look().px(40))
        return button

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001  (the shape of Qt's toggled signal)
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.input.setEchoMode(mode)
        self._show.setText(self.tr("Hide") if shown else self.tr("Show"))
        named(self._show, self.tr("Hide the passphrase") if shown else self.tr("Show the passphrase"))

    def text(self) -> str:
        """Give what was typed."""
        return self.input.text()

    def forget(self) -> None:
        """Empty the line and hide it again."""
        self.input.clear()
        self._show.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Notice typing with capital letters locked."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._notice(event)
        return super().eventFilter(watched, event)

    def _notice(self, event: QKeyEvent) -> None:
        typed = event.text()
        if not typed.isalpha():
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        locked = typed.isupper() != shifted
        if locked != self._capitals:
            self._capitals = locked
            self.capitals.emit(locked)


class SearchBox(QLineEdit):
    """Finds while typing; up, down and Enter move in the results without leaving the box."""

    moved = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Hand the keys that belong to the results to them."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key is Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

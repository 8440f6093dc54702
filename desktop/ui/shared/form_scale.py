"""How much, from 1 to 10: a digit answers; not asked is not zero, and preferring not to say is an answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_answers import PREFERS_NOT, Declined, Typed, Value
from desktop.ui.shared.form_choices import one_of
from desktop.ui.shared.form_fields import Scale
from desktop.ui.shared.form_inputs import Input
from desktop.ui.shared.layouts import column, holder, restyle, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import small, translate

_LEAST, _MOST = 1, 10
_SIDE = 34


class _Digits(QFrame):
    """One place in the tab order for all ten: digits, arrows, Delete and P answer."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "scale")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chosen = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Answer with a key."""
        code = self._code_of(event)
        if code is None:
            super().keyPressEvent(event)
        else:
            self.pressed.emit(code)

    def _code_of(self, event: QKeyEvent) -> str | None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        text = event.text().casefold()
        if text.isascii() and text.isdigit():
            return "10" if text == "0" else text
        now = int(self.chosen) if self.chosen.isdecimal() else 0
        steps = {
            Qt.Key.Key_Right: min(now + 1, _MOST),
            Qt.Key.Key_Left: max(now - 1, _LEAST),
            Qt.Key.Key_Home: _LEAST,
            Qt.Key.Key_End: _MOST,
        }
        key = Qt.Key(event.key())
        if key in steps:
            return str(steps[key])
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return ""
        return PREFERS_NOT if text == "p" else None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Show where the digits would go."""
        super().focusInEvent(event)
        restyle(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Look as before."""
        super().focusOutEvent(event)
        restyle(self)


class ScaleInput(Input):
    """Ten digits side by side, and the two answers that are no number."""

    def __init__(self, spec: Scale) -> None:
        self._digits = _Digits()
        super().__init__(spec, self._digits)
        self._spec = spec
        self._name = spec.label
        self._buttons: dict[str, QPushButton] = {}
        numbers = Flow(*(self._button(str(n), str(n)) for n in range(_LEAST, _MOST + 1)))
        besides = Flow(
            self._button("", translate("Form", "Not asked")),
            self._button(PREFERS_NOT, translate("Form", "Prefers not to say")),
        )
        low, high = (
            spec.low or translate("Form", "1 not at all"),
            spec.high or translate("Form", "10 totally"),
        )
        inside = column(
            holder(numbers), row(small(f"{low} · {high}"), space=0), holder(besides), space=Space.XS
        )
        edge = look().px(Space.XS)
        inside.setContentsMargins(edge, edge, edge, edge)
        self._digits.setLayout(inside)
        self.setLayout(column(self._digits))
        self._digits.pressed.connect(self._choose)
        self.fill("")

    def _button(self, code: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("part", "digit" if code.isdecimal() else "nodigit")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumWidth(look().px(_SIDE))
        button.clicked.connect(lambda _checked: self._choose(code))
        self._buttons[code] = button
        return button

    def _choose(self, code: str) -> None:
        self.fill(code)
        self._digits.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def describe(self, name: str, description: str) -> None:
        """Say the question and the answer in one breath, and which keys answer."""
        self._name = name
        keys = translate("Form", "Press a digit, 0 for 10, P for prefers not to say, Delete for not asked.")
        self._digits.setAccessibleDescription(f"{description} {keys}".strip())
        self._say()

    def _say(self) -> None:
        self._digits.setAccessibleName(f"{self._name}: {self.shown()}")
        for code, button in self._buttons.items():
            button.setAccessibleName(f"{self._name}: {self._words(code)}")

    def _words(self, code: str) -> str:
        if code == PREFERS_NOT:
            return translate("Form", "Prefers not to say")
        return translate("Form", "%1 of 10").replace("%1", code) if code else translate("Form", "Not asked")

    def typed(self) -> str:
        """Give the score as it is kept."""
        return self._digits.chosen

    def fill(self, typed: Typed) -> None:
        """Choose a score."""
        code = one_of(typed)
        self._digits.chosen = code if code in self._buttons else ""
        for code, button in self._buttons.items():
            button.setChecked(code == self._digits.chosen)
        self._say()

    def value(self) -> Value:
        """Give the score; nothing if not asked."""
        if self.typed() == PREFERS_NOT:
            return Declined.PREFERS_NOT_TO_SAY
        return int(self.typed()) if self.typed() else None

    def shown(self) -> str:
        """Write the score in words."""
        return self._words(self.typed())

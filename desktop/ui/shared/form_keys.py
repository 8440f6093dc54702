"""One answer by one key: every answer stands in sight with the digit or letter that gives it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_answers import Typed, Value
from desktop.ui.shared.form_choices import one_of
from desktop.ui.shared.form_fields import Keyed, Option
from desktop.ui.shared.form_inputs import Input
from desktop.ui.shared.layouts import column, holder, restyle
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import translate

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class _Keys(QFrame):
    """One place in the tab order for all answers."""

    pressed = Signal(str)
    stepped = Signal(int)
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "scale")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Answer with a key; Ctrl and Alt are left to the window."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        key, text = Qt.Key(event.key()), event.text().casefold()
        if held:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_back.emit()
        elif text.isalnum():
            self.pressed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Show where the keys would go."""
        super().focusInEvent(event)
        restyle(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Look as before."""
        super().focusOutEvent(event)
        restyle(self)


class KeyedInput(Input):
    """Answers in sight, each with its key; ``picked`` says that somebody chose, by key or by mouse."""

    picked = Signal(str)
    missed = Signal(str)
    """A key was pressed that gives no answer."""

    def __init__(self, spec: Keyed) -> None:
        self._keys = _Keys()
        super().__init__(spec, self._keys)
        self._name = spec.label
        self._chosen = ""
        self._options = list(spec.options)
        self._by_key = dict(zip(spec.keys, (option.code for option in spec.options), strict=False))
        self._buttons: dict[str, QPushButton] = {}
        self._flow = Flow()
        for number, option in enumerate(spec.options):
            self._add(option, spec.keys[number : number + 1])
        self._be_even()
        edge = look().px(Space.XS)
        inside = column(holder(self._flow))
        inside.setContentsMargins(edge, edge, edge, edge)
        self._keys.setLayout(inside)
        self.setLayout(column(self._keys))
        self._keys.pressed.connect(self._press)
        self._keys.stepped.connect(self._step)
        self._keys.taken_back.connect(self._take_back)
        self._say()

    def _add(self, option: Option, key: str) -> None:
        button = QPushButton(f"{key.upper()} {option.label}" if key else option.label)
        button.setProperty("part", "keyed")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(option.label)
        button.clicked.connect(lambda _checked, code=option.code: self._pick(code))
        self._flow.addWidget(button)
        self._buttons[option.code] = button

    def _be_even(self) -> None:
        """Make all as the widest: they then stand in columns, as there is room for."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        for button in self._buttons.values():
            button.setMinimumWidth(widest)

    def _press(self, key: str) -> None:
        if key in self._by_key:
            self._pick(self._by_key[key])
        else:
            self.missed.emit(key)

    @property
    def answering_keys(self) -> tuple[str, ...]:
        """The keys that give an answer, in the order of the answers."""
        return tuple(self._by_key)

    def _step(self, by: int) -> None:
        codes = list(self._buttons)
        now = codes.index(self._chosen) if self._chosen in codes else -1 if by > 0 else len(codes)
        self.fill(codes[min(max(now + by, 0), len(codes) - 1)])
        self.changed.emit()

    def _take_back(self) -> None:
        self.fill("")
        self.changed.emit()

    def _pick(self, code: str) -> None:
        self.fill(code)
        self._keys.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self.picked.emit(code)

    def describe(self, name: str, description: str) -> None:
        """Say the question and the answer in one breath, and which keys answer."""
        self._name = name
        keys = ", ".join(f"{key.upper()} {self._words(code)}" for key, code in self._by_key.items())
        self._keys.setAccessibleDescription(f"{description} {keys}".strip())
        self._say()

    def _say(self) -> None:
        said = self.shown() or translate("Form", "Nothing chosen")
        self._keys.setAccessibleName(f"{self._name}: {said}")

    def _words(self, code: str) -> str:
        return next((option.label for option in self._options if option.code == code), code)

    def typed(self) -> str:
        """Give the code of the answer."""
        return self._chosen

    def fill(self, typed: Typed) -> None:
        """Choose an answer; one that its list lost is added, so that nothing is lost."""
        code = one_of(typed)
        if code and code not in self._buttons:
            gone = translate("Form", "%1 (no longer in the list)").replace("%1", code)
            self._options.append(Option(code, gone))
            self._add(self._options[-1], "")
        self._chosen = code
        for each, button in self._buttons.items():
            button.setChecked(each == code)
        self._say()

    def value(self) -> Value:
        """Give the code of the answer."""
        return self._chosen or None

    def shown(self) -> str:
        """Write the answer in words."""
        return self._words(self._chosen) if self._chosen else ""

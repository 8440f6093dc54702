"""What words, numbers, days and times are typed into; each reads itself early and says what is wrong."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from desktop.errors import BadInputError
from desktop.ui.shared.form_answers import Typed, Value
from desktop.ui.shared.form_fields import ClockTime, Day, FieldSpec, Line, Number, PartialDay, Words
from desktop.ui.shared.layouts import column, restyle, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.typed import read_day, read_partial, read_time, weekday_of
from desktop.ui.shared.words import small, translate, uk_date

_MOST_LINES = 14
_SHORT, _USUAL = 110, 170  # widths of small fields, pixels at 100 %


class Input(QWidget):
    """One field's control; ``changed`` whenever what stands in it changes."""

    changed = Signal()

    def __init__(self, spec: FieldSpec, control: QWidget) -> None:
        super().__init__()
        self.spec = spec
        self.control = control  # takes the focus, the name and the mark of what is wrong
        self.setFocusProxy(control)

    def typed(self) -> Typed:
        """Give what stands in the field; a draft keeps this."""
        raise NotImplementedError

    def fill(self, typed: Typed) -> None:
        """Put into the field what stood there."""
        raise NotImplementedError

    def hold(self, typed: Typed) -> None:
        """Put into the field what a record says, though a list may have lost that answer since."""
        self.fill(typed)

    def value(self) -> Value:
        """Read the field.

        Raises:
            BadInputError: what stands in it cannot be read.
        """
        raise NotImplementedError

    def shown(self) -> str:
        """Write the answer in words, for somebody to compare."""
        typed = self.typed()
        return typed if isinstance(typed, str) else ", ".join(typed)

    def shown_of(self, typed: Typed) -> str:
        """Write another answer in words, as this field would."""
        stood = self.typed()
        blocked = self.blockSignals(True)
        try:
            self.hold(typed)
            return self.shown()
        finally:
            self.fill(stood)
            self.blockSignals(blocked)

    def answers(self) -> frozenset[str]:
        """Give the codes that other fields may depend on."""
        typed = self.typed()
        return frozenset({typed} if isinstance(typed, str) else typed) - {""}

    def describe(self, name: str, description: str) -> None:
        """Tell a screen reader what the field is called and what is said of it."""
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(description)

    def mark(self, *, wrong: bool) -> None:
        """Show that what stands in the field is wrong, or no longer."""
        self.control.setProperty("wrong", "true" if wrong else "false")
        restyle(self.control)


class _GrowingWords(QPlainTextEdit):
    """Lines that become more as they are written; Tab leaves them, Ctrl+Enter is the form's."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._least = lines
        self._high = 0
        self.setTabChangesFocus(True)
        # The stylesheet sets a least height for every field, so that a fixed one does not hold by itself.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._grow)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def _grow(self) -> None:
        written = round(self.document().size().height())
        lines = min(max(written, self._least), _MOST_LINES)
        edges = 2 * look().px(Space.M) + 2 * round(self.document().documentMargin())
        self._high = lines * self.fontMetrics().lineSpacing() + edges
        self.setFixedHeight(self._high)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Leave Ctrl+Enter to the form, which saves."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for little width: the form says how wide it is."""
        return QSize(look().px(200), self._high)


class WordsInput(Input):
    """Several lines of words."""

    def __init__(self, spec: Words) -> None:
        self._words = _GrowingWords(spec.lines)
        super().__init__(spec, self._words)
        self.setLayout(column(self._words))
        self._words.textChanged.connect(self.changed)

    def typed(self) -> str:
        """Give the words as they stand."""
        return self._words.toPlainText()

    def fill(self, typed: Typed) -> None:
        """Put words in."""
        self._words.setPlainText(typed if isinstance(typed, str) else "\n".join(typed))

    def value(self) -> Value:
        """Give the words without space around them."""
        return self.typed().strip() or None


class LineInput(Input):
    """One line; also the ground of everything that is typed and then read."""

    def __init__(self, spec: FieldSpec, *, placeholder: str = "", most: int = 200, width: int = 0) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(most)
        super().__init__(spec, self.line)
        if width:
            self.line.setFixedWidth(look().px(width))
        self._beside = small("") if width else None
        self._shared = False
        self.setLayout(self._build(self._beside))
        self.line.textChanged.connect(self._notice)

    def _build(self, beside: QLabel | None) -> QBoxLayout:
        if beside is None:
            return column(self.line)
        layout = row(self.line, beside, space=Space.M)
        layout.setStretch(1, 1)
        return layout

    def share_the_row(self) -> None:
        """Make room for other fields at the right: what is said beside the line stands below it."""
        layout = self.layout()
        if isinstance(layout, QBoxLayout) and self._beside is not None:
            self._shared = True
            layout.setDirection(QBoxLayout.Direction.TopToBottom)
            layout.setSpacing(look().px(Space.XS))
            self.say_beside(self.understood())

    def typed(self) -> str:
        """Give the line as it stands."""
        return self.line.text()

    def fill(self, typed: Typed) -> None:
        """Put a line in."""
        self.line.setText(typed if isinstance(typed, str) else " ".join(typed))
        self.line.setCursorPosition(0)

    def value(self) -> Value:
        """Give the line without space around it."""
        return self.typed().strip() or None

    def say_beside(self, words: str) -> None:
        """Write beside the line how it is understood."""
        if self._beside is not None:
            self._beside.setText(words)
            self._beside.setVisible(bool(words) or not self._shared)

    def understood(self) -> str:
        """Say in words how the line is understood; empty while it is not."""
        return ""

    def _notice(self) -> None:
        self.say_beside(self.understood())
        self.changed.emit()


class DayInput(LineInput):
    """A day as people type it, with its day of the week beside it."""

    def __init__(self, spec: Day, today: date) -> None:
        super().__init__(spec, placeholder=translate("Form", "Fri or 22/2/2026"), most=40, width=_USUAL)
        self._lies, self._today = spec.lies, today

    def value(self) -> Value:
        """Read the day."""
        text = self.typed().strip()
        return read_day(text, today=self._today, lies=self._lies) if text else None

    def understood(self) -> str:
        """Write the day out with its day of the week."""
        try:
            day = self.value()
        except BadInputError:
            return ""
        if not isinstance(day, date):
            return ""
        weekday, written = weekday_of(day), uk_date(day)
        if self._shared:
            number, month, year = written.split(" ")
            return f"{weekday[:3]} {number} {month[:3]} {year}"
        return f"{weekday} {written}"


class PartialDayInput(LineInput):
    """A date, or as much of one as is known."""

    def __init__(self, spec: PartialDay, today: date) -> None:
        placeholder = translate("Form", "2017, March 2017, about 1950")
        super().__init__(spec, placeholder=placeholder, most=40, width=_USUAL + 70)
        self._lies, self._today = spec.lies, today

    def value(self) -> Value:
        """Read what is known of the date."""
        text = self.typed().strip()
        return read_partial(text, today=self._today, lies=self._lies) if text else None

    def understood(self) -> str:
        """Write out what is known."""
        try:
            known = self.value()
        except BadInputError:
            return ""
        said = "" if known is None else str(known)
        return "" if said == self.typed().strip() else said


class TimeInput(LineInput):
    """A time of day."""

    def __init__(self, spec: ClockTime) -> None:
        super().__init__(spec, placeholder="14:05", most=12, width=_SHORT)

    def value(self) -> Value:
        """Read the time."""
        text = self.typed().strip()
        return read_time(text) if text else None

    def understood(self) -> str:
        """Write the time the usual way, where it was typed another."""
        text = self.typed().strip()
        try:
            said = f"{read_time(text):%H:%M}" if text else ""
        except BadInputError:
            return ""
        return "" if said == text else said


class NumberInput(LineInput):
    """A whole number between its bounds."""

    def __init__(self, spec: Number) -> None:
        super().__init__(spec, most=9, width=_SHORT)
        self._spec = spec
        self.say_beside(spec.unit)

    def understood(self) -> str:
        """Keep the unit beside the number."""
        return self._spec.unit

    def value(self) -> Value:
        """Read the number."""
        text = self.typed().strip().replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()):
            raise BadInputError(
                translate("Form", "This is not a whole number."), translate("Form", "Type digits only.")
            )
        if not self._spec.least <= int(text) <= self._spec.most:
            what = translate("Form", "This number is not between %1 and %2.")
            bounds = what.replace("%1", str(self._spec.least)).replace("%2", str(self._spec.most))
            raise BadInputError(bounds, translate("Form", "Correct it."))
        return int(text)


def line_input(spec: Line) -> LineInput:
    """Make one line of words."""
    return LineInput(spec, placeholder=spec.placeholder, most=spec.most)

"""One field on the screen: its label, a hint, the control, and beside it what is wrong."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from desktop.errors import AlongsideError, BadInputError
from desktop.ui.shared.form_amounts import AmountInput
from desktop.ui.shared.form_answers import Value
from desktop.ui.shared.form_choices import (
    BoxesInput,
    ListChoice,
    SideBySideChoice,
    TickInput,
    yes_no_input,
)
from desktop.ui.shared.form_fields import (
    SEARCHED_LIST,
    SHORT_LIST,
    Amount,
    Choice,
    ClockTime,
    Day,
    FieldSpec,
    Keyed,
    Line,
    Number,
    PartialDay,
    Scale,
    Several,
    Tick,
    Words,
    YesNo,
)
from desktop.ui.shared.form_inputs import (
    DayInput,
    Input,
    LineInput,
    NumberInput,
    PartialDayInput,
    TimeInput,
    WordsInput,
    line_input,
)
from desktop.ui.shared.form_keys import KeyedInput
from desktop.ui.shared.form_scale import ScaleInput
from desktop.ui.shared.form_search import SearchedBoxes
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import column, frame, holder, row
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, muted, problem, small, strong, translate

_LONG_LABEL = 28  # letters, from which few answers read better below each other


def make_input(spec: FieldSpec, today: date) -> Input:
    """Make the control that suits a field."""
    return _makers(today)[type(spec)](spec)


def _makers(today: date) -> Mapping[type[FieldSpec], Callable[[Any], Input]]:
    return {
        Line: line_input,
        Words: WordsInput,
        Choice: _choice,
        Several: _several,
        YesNo: yes_no_input,
        Tick: TickInput,
        Day: lambda spec: DayInput(spec, today),
        PartialDay: lambda spec: PartialDayInput(spec, today),
        ClockTime: TimeInput,
        Number: NumberInput,
        Amount: AmountInput,
        Scale: ScaleInput,
        Keyed: KeyedInput,
    }


def _choice(spec: Choice) -> Input:
    nothing = spec.nothing or translate("Form", "Not asked")
    short = len(spec.options) <= SHORT_LIST and not any(option.heading for option in spec.options)
    if short and all(len(option.label) <= _LONG_LABEL for option in spec.options):
        return SideBySideChoice(spec, spec.options, nothing)
    return ListChoice(spec, nothing, searched=len(spec.options) >= SEARCHED_LIST)


def _several(spec: Several) -> Input:
    return BoxesInput(spec) if len(spec.options) < SEARCHED_LIST else SearchedBoxes(spec)


def heading_line(spec: FieldSpec) -> QWidget:
    """Write words between fields."""
    words: list[QLabel] = [heading(spec.label)] if spec.label else []
    if spec.hint:
        words.append(muted(spec.hint))
    return holder(column(Space.S, *words, space=Space.XS))


class FieldLine(QWidget):
    """A field with everything said about it."""

    def __init__(self, spec: FieldSpec, today: date) -> None:
        super().__init__()
        self.spec = spec
        self.applies = True
        self.input = make_input(spec, today)
        self._sealed = _sealed_words(spec)
        self._problem: QFrame | None = None
        self._words: QLabel | None = None
        self._layout = column(space=Space.XS)
        if not isinstance(spec, Tick) and not spec.bare:
            self._layout.addLayout(self._build_label())
        if spec.hint:
            self._layout.addWidget(small(spec.hint))
        if self._sealed:
            self._layout.addWidget(_seal(self._sealed))
        self._layout.addWidget(self.input)
        self.setLayout(self._layout)
        self._describe("")
        self.input.changed.connect(self.be_content)

    def _build_label(self) -> QHBoxLayout:
        label = strong(self.spec.label)
        label.setBuddy(self.input.control)
        if not self.spec.required:
            return row(label)
        needed = small(translate("Form", "needed"))
        needed.setWordWrap(False)
        if len(self.spec.label) > _LONG_LABEL:
            line = row(label, needed)
            line.setStretch(0, 1)
            return line
        label.setWordWrap(False)
        return row(label, needed, None)

    def apply(self, *, applies: bool) -> None:
        """Be there only if the answers above call for it; showing what is shown already costs time."""
        if applies is not self.applies:
            self.applies = applies
            self.setVisible(applies)

    def read(self) -> Value:
        """Read the answer.

        Raises:
            BadInputError: it cannot be read, or there is none where one is needed.
        """
        value = self.input.value()
        if self.spec.required and value in (None, (), False):
            raise BadInputError(translate("Form", "This is needed."), _what_to_do(self.spec))
        return value

    def complain(self, error: AlongsideError) -> None:
        """Say beside the field what is wrong with it."""
        if self._words is None:
            self._words = problem(str(error))
            line = _marked("danger", Tone.DANGER, self._words)
            self._problem = frame("clear", line)
            self._layout.addWidget(self._problem)
        self._words.setText(str(error))
        self._show_problem(shown=True)
        self.input.mark(wrong=True)
        self._describe(str(error))

    def _show_problem(self, *, shown: bool) -> None:
        if self._problem is not None:
            self._problem.setVisible(shown)

    def be_content(self) -> None:
        """Take back what was said to be wrong."""
        if not self.complaint or self._words is None:
            return
        self._words.clear()
        self._show_problem(shown=False)
        self.input.mark(wrong=False)
        self._describe("")

    @property
    def complaint(self) -> str:
        """What is said to be wrong; empty while nothing is."""
        return "" if self._words is None else self._words.text()

    def _describe(self, complaint: str) -> None:
        needed = translate("Form", "Needed.") if self.spec.required else ""
        said = (complaint, needed, self.spec.hint, self._sealed)
        self.input.describe(self.spec.label, " ".join(part for part in said if part))


def _sealed_words(spec: FieldSpec) -> str:
    if not (isinstance(spec, Words) and spec.sealed):
        return ""
    usual = translate("Form", "Sealed: only the safeguarding lead, the deputy and the manager can read this.")
    return spec.sealed_words or usual


def _seal(words: str) -> QWidget:
    return frame("seal", _marked("lock", Tone.CAUTION, small(words)))


def _marked(icon_name: str, tone: Tone, words: QLabel) -> QHBoxLayout:
    """Put an icon at the first line of the words."""
    line = row(space=Space.XS)
    line.addWidget(icon_label(icon_name, tone, size=17), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return line


class FieldRow(QWidget):
    """Fields beside each other while there is room, below each other when there is not."""

    def __init__(self) -> None:
        super().__init__()
        self._line = row(space=Space.L)
        self.setLayout(self._line)
        self._fields: list[FieldLine] = []
        self._needed = True

    def add(self, line: FieldLine) -> None:
        """Put one more field at the right."""
        self._fields.append(line)
        self._line.addWidget(line, 1, Qt.AlignmentFlag.AlignTop)
        if len(self._fields) > 1:
            for field in self._fields:
                if isinstance(field.input, LineInput):
                    field.input.share_the_row()

    def show_if_needed(self) -> None:
        """Take no room while none of its fields applies."""
        needed = bool(self._shown())
        if needed is not self._needed:
            self._needed = needed
            self.setVisible(needed)

    def _shown(self) -> list[FieldLine]:
        return [field for field in self._fields if field.applies]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Turn the row when the room changes."""
        widths = [field.minimumSizeHint().width() for field in self._shown()]
        needed = sum(widths) + self._line.spacing() * max(len(widths) - 1, 0)
        beside = event.size().width() >= needed
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() is not way:
            self._line.setDirection(way)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask only for the widest: they can stand below each other."""
        sizes = [field.minimumSizeHint() for field in self._shown()]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, max((size.height() for size in sizes), default=0))


def _what_to_do(spec: FieldSpec) -> str:
    if isinstance(spec, Choice | Several | YesNo | Scale | Keyed):
        return translate("Form", "Choose an answer.")
    return translate("Form", "Tick the box.") if isinstance(spec, Tick) else translate("Form", "Fill it in.")

"""How each column is understood: heading, samples, what it holds, and why; put right from the keyboard."""

from functools import cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.imports.columns import Column, ColumnMatch, Placement, choice_named
from desktop.imports.headings import Field, about, is_left_out
from desktop.imports.sheet import Sheet
from desktop.ui.imports.asked import Correction
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import column, holder, row, rule
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import named, small, strong, translate

_WORD_ROLE = Qt.ItemDataRole.UserRole
_SURE = 96
_SAMPLES, _LONGEST_SAMPLE, _LOOK_AT = 3, 28, 400
_CHOICE_WIDTH = 250


class PatientCombo(QComboBox):
    """Opens its list before anything is chosen, so that no field passes through a column on the way."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open the list with the arrow keys, Enter or space; letters look for an entry in it."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        letter = event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in keys or letter:
            self.showPopup()
        if letter:
            self.view().keyboardSearch(event.text())
        elif event.key() not in keys:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  (Qt's name)
        """Let the page scroll: a wheel chooses nothing."""
        event.ignore()


def _choices(parent: QWidget) -> QStandardItemModel:
    """Give everything a column may hold; one list for all columns."""
    model = QStandardItemModel(parent)
    model.appendRow(_item(translate("ColumnLines", "Keep with the referral"), Placement.KEEP.value))
    model.appendRow(_item(translate("ColumnLines", "Leave out"), Placement.LEAVE_OUT.value))
    for label, word in _fields():
        model.appendRow(_item(label, word))
    return model


def _item(label: str, word: str) -> QStandardItem:
    item = QStandardItem(label)
    item.setData(word, _WORD_ROLE)
    item.setEditable(False)
    return item


@cache
def _fields() -> tuple[tuple[str, str], ...]:
    return tuple((about(field).label, field.value) for field in Field)


class _Line:
    """The widgets of one column."""

    def __init__(self, grid: QGridLayout, place: int, shown: Column, samples: str) -> None:
        self.label = shown.label
        self.combo = PatientCombo()
        named(self.combo, translate("ColumnLines", "What “%1” holds").replace("%1", shown.label))
        self.combo.setFixedWidth(look().px(_CHOICE_WIDTH))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._state = _state(shown)
        self._picture = icon_label(*self._state)
        self._why = small("")
        top = Qt.AlignmentFlag.AlignTop
        words = holder(column(strong(shown.label), small(samples), space=Space.HAIR))
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        reason = row(self._picture, self._why, space=Space.S)
        reason.setStretch(1, 1)
        reason.setAlignment(self._picture, top)
        why = holder(reason)
        why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(words, place, 0, top)
        grid.addWidget(self.combo, place, 1, top)
        grid.addWidget(why, place, 2, top)

    def show(self, shown: Column) -> None:
        """Show how the column is understood now."""
        word = shown.field.value if shown.field else shown.placement.value
        self.combo.setCurrentIndex(self.combo.findData(word, _WORD_ROLE))
        self.combo.setEnabled(not is_left_out(shown.label))
        if self._state != _state(shown):
            self._state = _state(shown)
            set_icon(self._picture, *self._state)
        self._why.setText(shown.reason)
        self.combo.setAccessibleDescription(shown.reason)


def _state(shown: Column) -> tuple[str, Tone | None]:
    if shown.placement is Placement.LEAVE_OUT:
        return "stop", None
    if shown.placement is Placement.KEEP:
        return "folder", None
    return ("good", Tone.GOOD) if shown.score >= _SURE else ("caution", Tone.CAUTION)


class ColumnLines(QFrame):
    """A line a column; ``corrected`` carries a ``Correction``."""

    corrected = Signal(object)

    def __init__(self, sheet: Sheet, match: ColumnMatch) -> None:
        super().__init__()
        self.setProperty("part", "card")
        grid = QGridLayout(self)
        edge = look().px(Space.L)
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setHorizontalSpacing(look().px(Space.L))
        grid.setVerticalSpacing(look().px(Space.S))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(2, 6)
        for place, words in enumerate(
            (self.tr("Column in your list"), self.tr("What it holds"), self.tr("Why"))
        ):
            grid.addWidget(_heading(words), 0, place)
        choices = _choices(self)
        self._lines = [
            self._build_line(grid, 2 * place + 1, shown, sheet, choices)
            for place, shown in enumerate(match.columns)
        ]
        self.show_match(match)

    def _build_line(
        self, grid: QGridLayout, place: int, shown: Column, sheet: Sheet, choices: QStandardItemModel
    ) -> _Line:
        grid.addWidget(rule(), place, 0, 1, 3)
        line = _Line(grid, place + 1, shown, samples_of(sheet, shown.index))
        line.combo.setModel(choices)
        line.combo.activated.connect(lambda _place: self._correct(line))
        return line

    def _correct(self, line: _Line) -> None:
        choice = choice_named(str(line.combo.currentData(_WORD_ROLE)))
        if choice is not None:
            self.corrected.emit(Correction(line.label, choice))

    def show_match(self, match: ColumnMatch) -> None:
        """Show how every column is understood now."""
        for line, shown in zip(self._lines, match.columns, strict=True):
            line.show(shown)

    def go_to_first(self) -> None:
        """Put the focus on the first column."""
        self._lines[0].combo.setFocus()


def _heading(words: str) -> QLabel:
    made = small(words)
    made.setWordWrap(False)
    return made


def samples_of(sheet: Sheet, index: int) -> str:
    """Give a few different cells of a column as they stand in the list."""
    found: list[str] = []
    for line in sheet.rows[:_LOOK_AT]:
        cell = " ".join(line.cells[index].split()) if index < len(line.cells) else ""
        if cell and cell not in found:
            found.append(cell)
        if len(found) == _SAMPLES:
            break
    if not found:
        return translate("ColumnLines", "Blank in the first rows")
    return " · ".join(_shortened(cell) for cell in found)


def _shortened(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_SAMPLE else f"{cell[: _LONGEST_SAMPLE - 1].rstrip()}…"

"""What answers are chosen with: side by side, from a list that opens or is searched, boxes, a scale."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QRadioButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.errors import BadInputError
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.form_answers import NO, UNKNOWN, YES, Typed, Value
from desktop.ui.shared.form_fields import Choice, FieldSpec, Option, Several, Tick, YesNo
from desktop.ui.shared.form_inputs import Input
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import translate

_CODE = Qt.ItemDataRole.UserRole + 1
_DEPTH = Qt.ItemDataRole.UserRole + 2
_FOUND_BY = Qt.ItemDataRole.UserRole + 3
_INDENT = 18
_MOST_IN_SIGHT = 12
Index = QModelIndex | QPersistentModelIndex


def one_of(typed: Typed) -> str:
    """Take a typed answer as one code."""
    return typed if isinstance(typed, str) else next(iter(typed), "")


def many_of(typed: Typed) -> list[str]:
    """Take a typed answer as several codes."""
    return list(typed) if isinstance(typed, list) else [typed] if typed else []


def gone(code: str) -> Option:
    """Keep an answer that the list no longer has."""
    return Option(code, translate("Form", "%1 (no longer in the list)").replace("%1", code))


class SideBySideChoice(Input):
    """A few answers beside each other; the arrow keys choose."""

    def __init__(self, spec: FieldSpec, options: Sequence[Option], nothing: str) -> None:
        self._nothing = "" if spec.required else nothing
        self._options = [*([Option("", self._nothing)] if self._nothing else []), *options]
        self._group = QButtonGroup()
        self._buttons: dict[str, QRadioButton] = {}
        self._flow = Flow(space=Space.S, lines=0)
        self._holder = holder(self._flow)
        for option in self._options:
            self._add(option)
        super().__init__(spec, next(iter(self._buttons.values())))
        self._group.setParent(self)
        self.setLayout(column(self._holder))
        self._label = ""
        self.fill("")
        self._group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)

    def _add(self, option: Option) -> None:
        button = QRadioButton(option.label)
        self._group.addButton(button)
        self._buttons[option.code] = button
        self._flow.addWidget(button)

    def describe(self, name: str, description: str) -> None:
        """Name every answer after its question."""
        for option in self._options:
            button = self._buttons[option.code]
            button.setAccessibleName(f"{name}: {option.label}")
            button.setAccessibleDescription(description)

    def mark(self, *, wrong: bool) -> None:
        """Leave it to the words below: there is no edge to colour."""

    def typed(self) -> str:
        """Give the code of the answer."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def hold(self, typed: Typed) -> None:
        """Choose an answer, perhaps one that the list has no longer."""
        code = one_of(typed)
        if code and code not in self._buttons:
            self._options.append(gone(code))
            self._add(self._options[-1])
        self.fill(typed)

    def fill(self, typed: Typed) -> None:
        """Choose an answer."""
        code = one_of(typed)
        if code in self._buttons:
            self._buttons[code].setChecked(True)
            self.setFocusProxy(self._buttons[code])
            self.control = self._buttons[code]
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def value(self) -> Value:
        """Give the code of the answer."""
        return self.typed() or None

    def shown(self) -> str:
        """Write the answer in words."""
        return self._buttons[self.typed()].text() if self.typed() else ""


class _Indented(QStyledItemDelegate):
    """Sets what lies deeper in a tree further to the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw an answer at its depth."""
        moved = QStyleOptionViewItem(option)
        depth = int(index.data(_DEPTH) or 0)
        moved.rect = option.rect.adjusted(look().px(_INDENT) * depth, 0, 0, 0)
        super().paint(painter, moved, index)


class _Found(QCompleter):
    """Finds answers by any part of their words, and writes the answer, not what it was found by."""

    def pathFromIndex(self, index: Index) -> str:  # noqa: N802  (Qt's name)
        """Write the words of the answer."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class _Opening(QComboBox):
    """A list that a typed letter opens: nobody chooses unseen by typing on from the field before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open at what is typed; Enter takes it, Esc leaves everything as it was."""
        typed = event.text()
        if self.isEditable() or not typed.isalnum():
            super().keyPressEvent(event)
            return
        self.showPopup()
        self.view().keyboardSearch(typed)


class ListChoice(Input):
    """A list that opens; a long one is searched while typing."""

    def __init__(self, spec: Choice, nothing: str, *, searched: bool) -> None:
        self._box = _Opening()
        super().__init__(spec, self._box)
        self._searched = searched
        self._model = QStandardItemModel(self)
        if not spec.required:
            self._append(Option("", nothing))
        parents: list[str] = []
        for option in spec.options:
            parents = [*parents[: option.depth], option.label]
            self._append(option, " ".join(parents))
        self._box.setModel(self._model)
        self._box.setItemDelegate(_Indented(self._box))
        self._box.setMaxVisibleItems(_MOST_IN_SIGHT)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(12)
        self._box.setPlaceholderText(translate("Form", "Choose"))
        if searched:
            self._be_searched()
        self.setLayout(column(self._box))
        self.fill("")
        self._box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        if searched:
            self._box.editTextChanged.connect(lambda _text: self.changed.emit())

    def _append(self, option: Option, path: str = "") -> None:
        item = QStandardItem(option.label)
        item.setData(option.code, _CODE)
        item.setData(option.depth, _DEPTH)
        item.setData("" if option.heading else f"{path} {option.also}", _FOUND_BY)
        if option.heading:
            item.setEnabled(False)
            font = self._box.font()
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
            item.setForeground(QColor(look().palette.muted))
        self._model.appendRow(item)

    def _be_searched(self) -> None:
        line = QLineEdit()
        self._box.setLineEdit(line)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        found = _Found(self._model, self._box)
        found.setCompletionRole(_FOUND_BY)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setMaxVisibleItems(_MOST_IN_SIGHT)
        self._box.setCompleter(found)
        line.setPlaceholderText(translate("Form", "Type to search"))
        line.editingFinished.connect(self._take_only_match)

    def _take_only_match(self) -> None:
        """Take what is typed in full, or what it alone can mean."""
        said = self._box.currentText().strip().casefold()
        if not said or self._row_said(said) >= 0:
            self._box.setCurrentIndex(max(self._row_said(said), 0) if said else self._row_of(""))
            return
        fitting = [
            number
            for number in range(self._model.rowCount())
            if said in str(self._model.item(number).data(_FOUND_BY)).casefold()
        ]
        if len(fitting) == 1:
            self._box.setCurrentIndex(fitting[0])

    def _row_said(self, said: str) -> int:
        rows = range(self._model.rowCount())
        return next(
            (
                number
                for number in rows
                if self._model.item(number).isEnabled() and self._model.item(number).text().casefold() == said
            ),
            -1,
        )

    def _row_of(self, code: str) -> int:
        rows = range(self._model.rowCount())
        return next((number for number in rows if self._model.item(number).data(_CODE) == code), -1)

    def describe(self, name: str, description: str) -> None:
        """Name the list and the line in it."""
        super().describe(name, description)
        line = self._box.lineEdit()
        if self._searched and line is not None:
            line.setAccessibleName(name)
            line.setAccessibleDescription(description)

    def typed(self) -> str:
        """Give the code of the answer; what was typed and fits no answer, as it stands."""
        row = self._box.currentIndex()
        if self._searched:
            said = self._box.currentText().strip()
            if row < 0 or self._model.item(row).text() != said:
                row = self._row_said(said.casefold())
                if row < 0:
                    return said
        return str(self._model.item(row).data(_CODE)) if row >= 0 else ""

    def hold(self, typed: Typed) -> None:
        """Choose an answer, perhaps one that the list has no longer."""
        code = one_of(typed)
        if code and self._row_of(code) < 0:
            self._append(gone(code))
        self.fill(typed)

    def fill(self, typed: Typed) -> None:
        """Choose an answer; what is none, but half a word, is put back as it was typed."""
        code = one_of(typed)
        row = self._row_of(code)
        self._box.setCurrentIndex(row)
        if row < 0 and self._searched:
            self._box.setEditText(code)

    def value(self) -> Value:
        """Give the code of the answer."""
        if self._searched:
            self._take_only_match()
        typed = self.typed()
        if typed and self._row_of(typed) < 0:
            raise BadInputError(
                translate("Form", "Nothing in the list is called this."),
                translate("Form", "Type a part of the word and choose from what appears."),
            )
        return typed or None

    def shown(self) -> str:
        """Write the answer in words."""
        row = self._row_of(self.typed())
        return self._model.item(row).text() if row >= 0 and self.typed() else ""


class TickInput(Input):
    """One box."""

    def __init__(self, spec: Tick) -> None:
        self._box = QCheckBox(spec.label)
        super().__init__(spec, self._box)
        self.setLayout(column(self._box))
        self._box.toggled.connect(lambda _on: self.changed.emit())

    def typed(self) -> str:
        """Say yes if it is ticked."""
        return YES if self._box.isChecked() else ""

    def fill(self, typed: Typed) -> None:
        """Tick it, or not."""
        self._box.setChecked(one_of(typed) == YES)

    def value(self) -> Value:
        """Say whether it is ticked."""
        return self._box.isChecked()

    def shown(self) -> str:
        """Write yes or no."""
        return translate("Form", "Yes") if self._box.isChecked() else translate("Form", "No")


class BoxesInput(Input):
    """A few answers, each with a box."""

    def __init__(self, spec: Several) -> None:
        self._options = list(spec.options)
        self._boxes: dict[str, QCheckBox] = {}
        self._flow = Flow(space=Space.S, lines=0)
        for option in self._options:
            self._add(option)
        super().__init__(spec, next(iter(self._boxes.values())))
        self.setLayout(column(holder(self._flow)))

    def _add(self, option: Option) -> None:
        box = QCheckBox(option.label)
        box.toggled.connect(lambda _on: self.changed.emit())
        self._boxes[option.code] = box
        self._flow.addWidget(box)

    def describe(self, name: str, description: str) -> None:
        """Name every box after its question."""
        for box in self._boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")
            box.setAccessibleDescription(description)

    def mark(self, *, wrong: bool) -> None:
        """Leave it to the words below: there is no edge to colour."""

    def typed(self) -> list[str]:
        """Give the codes that are ticked."""
        return [code for code, box in self._boxes.items() if box.isChecked()]

    def hold(self, typed: Typed) -> None:
        """Tick these, perhaps some that the list has no longer."""
        for code in many_of(typed):
            if code not in self._boxes:
                self._add(gone(code))
        self.fill(typed)

    def fill(self, typed: Typed) -> None:
        """Tick these and no others."""
        wanted = many_of(typed)
        for code, box in self._boxes.items():
            box.setChecked(code in wanted)

    def value(self) -> Value:
        """Give the codes that are ticked."""
        return tuple(self.typed())

    def shown(self) -> str:
        """Write the answers in words."""
        return ", ".join(box.text() for box in self._boxes.values() if box.isChecked())


def yes_no_input(spec: YesNo) -> SideBySideChoice:
    """Ask for yes, no, or not known."""
    answers = (
        Option(YES, translate("Form", "Yes")),
        Option(NO, translate("Form", "No")),
        Option(UNKNOWN, spec.unknown or translate("Form", "Not known")),
    )
    return SideBySideChoice(spec, answers, spec.nothing or translate("Form", "Not asked"))

"""Several answers of a long list: search, tick, and see what is ticked."""

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView

from desktop.ui.shared.form_answers import Typed, Value
from desktop.ui.shared.form_choices import gone, many_of
from desktop.ui.shared.form_fields import Option, Several
from desktop.ui.shared.form_inputs import Input
from desktop.ui.shared.layouts import column
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import small, translate

_CODE = Qt.ItemDataRole.UserRole + 1
_FOUND_BY = Qt.ItemDataRole.UserRole + 3
_HEIGHT = 168


class _SearchLine(QLineEdit):
    """Finds in the list below; Down goes there."""

    def __init__(self, below: QListView) -> None:
        super().__init__()
        self._below = below

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go down into the list."""
        if event.key() == Qt.Key.Key_Down:
            self._below.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _Boxes(QListView):
    """The boxes; a typed letter searches, and never ticks or jumps out of sight."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Leave letters and digits to the search above."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().isalnum() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class SearchedBoxes(Input):
    """A list with boxes, made shorter by what is typed above it; what is ticked stands below."""

    def __init__(self, spec: Several) -> None:
        self._list = _Boxes()
        line = _SearchLine(self._list)
        super().__init__(spec, line)
        self._line = line
        self._line.setPlaceholderText(translate("Form", "Type to search"))
        self._model = QStandardItemModel(self)
        for option in spec.options:
            if not option.heading:
                self._append(option)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(_FOUND_BY)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setModel(self._found)
        self._list.setProperty("part", "boxes")
        self._list.setFixedHeight(look().px(_HEIGHT))
        self._list.setCurrentIndex(self._found.index(0, 0))
        self._chosen = small("")
        self.setLayout(column(self._line, self._list, self._chosen, space=Space.XS))
        self._line.textChanged.connect(self._find)
        self._list.typed.connect(self._search_on)
        self._model.itemChanged.connect(lambda _item: self._notice())
        self._say()

    def _append(self, option: Option) -> None:
        item = QStandardItem(option.label)
        item.setData(option.code, _CODE)
        item.setData(f"{option.label} {option.also}", _FOUND_BY)
        item.setCheckable(True)
        item.setEditable(False)
        self._model.appendRow(item)

    def _find(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        self._list.setCurrentIndex(self._found.index(0, 0))

    def _search_on(self, typed: str) -> None:
        """Go on in the search with what was typed in the list."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.insert(typed)

    def _notice(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        shown = self.shown() or translate("Form", "None chosen")
        self._chosen.setText(translate("Form", "Chosen: %1").replace("%1", shown) if self.shown() else shown)

    def describe(self, name: str, description: str) -> None:
        """Name the search and the list."""
        super().describe(translate("Form", "%1: search").replace("%1", name), description)
        self._list.setAccessibleName(name)
        self._list.setAccessibleDescription(description)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(number) for number in range(self._model.rowCount())]

    def _ticked(self) -> list[QStandardItem]:
        return [item for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def typed(self) -> list[str]:
        """Give the codes that are ticked."""
        return [str(item.data(_CODE)) for item in self._ticked()]

    def hold(self, typed: Typed) -> None:
        """Tick these, perhaps some that the list has no longer."""
        known = {str(item.data(_CODE)) for item in self._items()}
        for code in many_of(typed):
            if code not in known:
                self._append(gone(code))
        self.fill(typed)

    def fill(self, typed: Typed) -> None:
        """Tick these and no others."""
        wanted = many_of(typed)
        for item in self._items():
            chosen = item.data(_CODE) in wanted
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)

    def value(self) -> Value:
        """Give the codes that are ticked."""
        return tuple(self.typed())

    def shown(self) -> str:
        """Write the answers in words."""
        return ", ".join(item.text() for item in self._ticked())

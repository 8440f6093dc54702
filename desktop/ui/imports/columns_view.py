"""How the columns of a list were understood, each to be put right, and the name the list is kept under."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from desktop.imports.columns import ColumnMatch, Placement
from desktop.imports.dates import DateOrder
from desktop.imports.headings import Field as Holds
from desktop.imports.plan import OWN_LIST
from desktop.imports.sheet import Sheet
from desktop.ui.imports.asked import CheckAsked
from desktop.ui.imports.column_lines import ColumnLines
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.fields import Field, text_input
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import Item, column, frame, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, muted, sentence


class ColumnsView(Screen):
    """Shows the columns.

    ``corrected`` carries a ``Correction``, ``checked`` a ``CheckAsked``, ``sheet_chosen`` the name of another
    sheet; ``back`` gives the list up.
    """

    corrected = Signal(object)
    checked = Signal(object)
    sheet_chosen = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: ColumnLines | None = None
        self._order: DateOrder | None = None
        self._source = text_input(OWN_LIST)
        self._sheet = QComboBox()
        self._sheet.activated.connect(lambda _place: self.sheet_chosen.emit(self._sheet.currentText()))
        self._sheet_field = Field(self.tr("Sheet"), self._sheet)
        self._source_field = Field(
            self.tr("Kept under the name"),
            self._source,
            hint=self.tr("Give lists from one place the same name: their references belong together."),
        )
        self._facts = muted("")
        self._notices = column(space=Space.S)
        self._room = column()
        self._check = primary(self.tr("Check every row"), self.check)
        self._build()

    def _build(self) -> None:
        back = quiet(self.tr("Another list"), self.back.emit)
        set_icon(back, "back", "accent")
        head = page_header(self.tr("How your list is understood"), "", self._check)
        fields = row(self._source_field, self._sheet_field, space=Space.L)
        fields.setStretch(0, 2)
        fields.setStretch(1, 1)
        inside = column(holder(self._room), holder(fields), None, space=Space.L)
        self._area = scrolled(holder(inside))
        layout = page(
            holder(row(back, None)), head, self._facts, holder(self._notices), self._area, space=Space.S
        )
        layout.setStretch(4, 1)
        self.setLayout(layout)

    def show_list(self, sheet: Sheet, match: ColumnMatch) -> None:
        """Show a list that was just read."""
        self._order = None
        self._show_facts(sheet, match)
        blocker = QSignalBlocker(self._sheet)
        self._sheet.clear()
        self._sheet.addItems(list(sheet.sheet_names))
        self._sheet.setCurrentText(sheet.sheet_name)
        self._sheet_field.setVisible(len(sheet.sheet_names) > 1)
        blocker.unblock()
        if self._lines is not None:
            self._lines.hide()
            self._room.removeWidget(self._lines)
            self._lines.deleteLater()
        self._lines = ColumnLines(sheet, match)
        self._lines.corrected.connect(self.corrected)
        self._room.addWidget(self._lines)
        self.show_match(match)

    def _show_facts(self, sheet: Sheet, match: ColumnMatch) -> None:
        rows = counted(len(sheet.rows), self.tr("1 row"), self.tr("%1 rows"))
        columns = counted(len(match.columns), self.tr("1 column"), self.tr("%1 columns"))
        self._facts.setText(f"{sheet.file_name} · {sheet.kind} · {rows} · {columns}")

    def show_match(self, match: ColumnMatch) -> None:
        """Show how the columns are understood after one was put right."""
        if self._lines is not None:
            self._lines.show_match(match)
        self._clear_notices()
        if match.column(Holds.DATE_REFERRED) is None:
            self._notice(
                Tone.CAUTION,
                self.tr(
                    "No column holds the date of the referral yet. Choose it below: returns count by it."
                ),
            )
        kept = len(match.placed(Placement.KEEP))
        if kept:
            one = self.tr("1 column has no place of its own: it is kept with the referral, nothing is lost.")
            many = self.tr(
                "%1 columns have no place of their own: they are kept with the referral, nothing is lost."
            )
            self._notice(Tone.INFO, counted(kept, one, many))

    def refuse(self, problem: str) -> None:
        """Say above the columns why the list cannot be brought in like this."""
        self._clear_notices()
        self._notice(Tone.DANGER, problem)

    def ask_order(self, question: str) -> None:
        """Ask whether the month or the day comes first in the dates of this list."""
        self._clear_notices()
        day = secondary(self.tr("The day comes first"), lambda: self._answer(DateOrder.DAY_FIRST))
        month = secondary(self.tr("The month comes first"), lambda: self._answer(DateOrder.MONTH_FIRST))
        self._notice(Tone.CAUTION, question, day, month)
        day.setFocus()

    def _answer(self, order: DateOrder) -> None:
        self._order = order
        self._clear_notices()
        self.check()

    def _notice(self, tone: Tone, words: str, *buttons: QWidget) -> None:
        told = sentence(words)
        items: list[Item] = [icon_label(tone.value, tone, size=20), told, *buttons]
        line = row(*items, space=Space.M)
        line.setStretch(1, 1)
        side, edge = look().px(Space.L), look().px(Space.S)
        line.setContentsMargins(side, edge, edge, edge)
        made: QFrame = frame("message", line)
        made.setProperty("tone", tone.value)
        made.setAccessibleName(words)
        self._notices.addWidget(made)

    def _clear_notices(self) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def check(self) -> None:
        """Ask for every row to be checked."""
        self._source_field.be_content()
        source = " ".join(self._source.text().split())
        if source:
            self.checked.emit(CheckAsked(source, self._order))
        else:
            self._source_field.complain(self.tr("Give the list a name, such as own list."))

    def save(self) -> None:
        """Go on to the check (Ctrl+Enter)."""
        self.check()

    def step_back(self) -> bool:
        """Give the list up."""
        self.back.emit()
        return True

    def arrive(self) -> None:
        """Begin with going on: most lists are understood as they are."""
        self._check.setFocus()

"""The return as a document: whose, for which period, by which rules, and every table as in the files."""

from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.dates import civil_date
from desktop.returns.result import Return, Table
from desktop.ui.returns.asked import CellChosen
from desktop.ui.returns.counts_table import CountsTable
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import Item, card, column, frame, holder, row, rule, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, muted, sentence, small, strong, uk_date

_MARGIN_FOR_EYES = 60


class Marking(QFrame):
    """The sentence that must be seen as long as numbers are exact."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "message")
        self.setProperty("tone", Tone.CAUTION.value)
        self._words = strong("")
        inside = row(icon_label("caution", Tone.CAUTION, size=20), self._words, space=Space.M)
        inside.setStretch(1, 1)
        side, edge = look().px(Space.L), look().px(Space.S)
        inside.setContentsMargins(side, edge, side, edge)
        self.setLayout(inside)

    def show_marking(self, marking: str | None) -> None:
        """Show what every page of the return must carry; nothing where it may be passed on."""
        words = self.tr("This return %1.")
        self._words.setText(words.replace("%1", marking or ""))
        self.setAccessibleName(self._words.text())
        self.setVisible(marking is not None)


class Document(QWidget):
    """Shows a return from its title to its last note; ``opened`` carries the ``CellChosen``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        self._inside: QWidget | None = None
        self._hint: QLabel | None = None
        self._hinting = False
        self.tables: tuple[CountsTable, ...] = ()

    def show_return(self, result: Return) -> None:
        """Show a return in place of the last one."""
        if self._area is not None:
            self._area.hide()
            self._outer.removeWidget(self._area)
            self._area.deleteLater()
        self.tables = tuple(self._build_table(table) for table in result.tables)
        items: list[Item] = [self._build_head(result)]
        for table in self.tables:
            items += [rule(), self._build_section(table)]
        items += [rule(), self._build_about(result)]
        paper = card(*items, space=Space.XL, margin=Space.XL)
        self._inside = holder(column(paper, None))
        self._area = scrolled(self._inside)
        self._outer.addWidget(self._area)

    def _build_head(self, result: Return) -> QWidget:
        facts = " · ".join(words for words in (result.period.title, result.provider) if words)
        words = column(heading(result.definition.title), strong(facts), space=Space.XS)
        if result.definition.wording:
            words.addWidget(muted(result.definition.wording.strip()))
        self._hint = small(self.tr("Arrow keys and Enter, or the mouse, open a number: who is in it?"))
        self._hint.setVisible(self._hinting)
        words.addWidget(self._hint)
        return holder(words)

    def give_hint(self, *, wanted: bool) -> None:
        """Say in the document itself that a number opens, where nothing beside it says so."""
        self._hinting = wanted
        if self._hint is not None:
            self._hint.setVisible(wanted)

    def _build_about(self, result: Return) -> QWidget:
        rules = self.tr("%1, version %2").replace("%1", result.definition.id)
        facts = (
            Detail(self.tr("Provider"), result.provider),
            Detail(self.tr("Commissioner"), result.commissioner),
            Detail(self.tr("Period"), f"{result.period.id}: {result.period.title}"),
            Detail(self.tr("Counting rules"), rules.replace("%2", result.definition.version)),
            Detail(self.tr("Counted on"), uk_date(civil_date(result.counted_at))),
            Detail(self.tr("History code"), result.history_code),
        )
        sentences = dict.fromkeys((*(table.counted for table in result.tables), *result.notes))
        notes = [sentence(words) for words in sentences if words]
        return holder(column(heading(self.tr("About this return")), *notes, DetailList(facts), space=Space.M))

    def _build_table(self, table: Table) -> CountsTable:
        made = CountsTable(table)
        made.opened.connect(self._open)
        made.moved.connect(partial(self._bring_into_sight, made))
        return made

    def _build_section(self, shown: CountsTable) -> QWidget:
        table = shown.table
        unit = self.tr("Number of %1").replace("%1", table.unit)
        words = column(heading(table.title), small(unit), space=Space.HAIR)
        notes = [small(note) for note in table.notes]
        return holder(column(words, shown, column(*notes, space=Space.XS), space=Space.M))

    def _open(self, chosen: CellChosen) -> None:
        for table in self.tables:
            if table.table.id != chosen.table_id:
                table.let_go()
        self.opened.emit(chosen)

    def go_back_to_cell(self) -> None:
        """Put the focus on the table whose number was opened."""
        for table in self.tables:
            if table.currentIndex().isValid():
                table.setFocus()

    def _bring_into_sight(self, table: CountsTable, place: QRect) -> None:
        if self._area is None or self._inside is None or not table.hasFocus():
            return
        centre = table.viewport().mapTo(self._inside, place.center())
        self._area.ensureVisible(centre.x(), centre.y(), 0, look().px(_MARGIN_FOR_EYES))


def stale_strip(words: str, button: QWidget) -> QFrame:
    """Say that the records changed since the return was counted, with the button to count again."""
    line = row(icon_label("info", Tone.INFO, size=20), sentence(words), button, space=Space.M)
    line.setStretch(1, 1)
    side, edge = look().px(Space.L), look().px(Space.XS)
    line.setContentsMargins(side, edge, edge, edge)
    return frame("message", line)

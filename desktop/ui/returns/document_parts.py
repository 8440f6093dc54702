"""What the return on screen is made of: cover, chapters, tables, texts, and how it was counted."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from desktop.returns.document import COMMISSIONER, cover_facts
from desktop.returns.result import Return, Text
from desktop.ui.returns.counts_table import CountsTable
from desktop.ui.shared.buttons import quiet
from desktop.ui.shared.charts import ChartPicture
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.icons import icon_label
from desktop.ui.shared.layouts import Item, column, frame, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, muted, named, sentence, small, strong, title, translate


class Marking(QFrame):
    """The sentence that must be seen as numbers are exact."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "message")
        self.setProperty("tone", Tone.CAUTION.value)
        self._words = strong("")
        self._words.setWordWrap(False)
        inside = row(icon_label("caution", Tone.CAUTION, size=20), self._words, space=Space.M)
        inside.setStretch(1, 1)
        side, edge = look().px(Space.L), look().px(Space.XS)
        inside.setContentsMargins(side, edge, side, edge)
        self.setLayout(inside)

    def show_marking(self, marking: str | None) -> None:
        """Show what every page of the return must carry; nothing where it may be passed on."""
        words = self.tr("This page %1.")
        self._words.setText(words.replace("%1", marking or ""))
        self.setAccessibleName(self._words.text())
        self.setVisible(marking is not None)


def stale_strip(words: str, button: QWidget) -> QFrame:
    """Say that the records changed since the return was counted, with the button to count again."""
    line = row(icon_label("info", Tone.INFO, size=20), sentence(words), button, space=Space.M)
    line.setStretch(1, 1)
    side, edge = look().px(Space.L), look().px(Space.XS)
    line.setContentsMargins(side, edge, edge, edge)
    return frame("message", line)


def build_cover(result: Return, name_commissioner: Callable[[], object]) -> QWidget:
    """Show what the return is called, its days, and the facts of its cover; who pays can be said here."""
    days = strong(" · ".join(words for words in (result.period.in_words, result.stream) if words))
    words = column(heading(result.definition.title), days, space=Space.XS)
    if result.definition.wording:
        words.addWidget(muted(" ".join(result.definition.wording.split())))
    words_on_it = (
        translate("Document", "Change…") if result.commissioner else translate("Document", "Give a name…")
    )
    naming = quiet(words_on_it, name_commissioner)
    named(naming, translate("Document", "Name the commissioner…"))
    facts = [
        Detail(name, value, naming if name == COMMISSIONER else None) for name, value in cover_facts(result)
    ]
    return holder(column(holder(words), DetailList(facts), space=Space.L))


def build_chapter_title(words: str) -> QWidget:
    """Head a chapter."""
    made = title(words)
    made.setProperty("part", "title")
    return made


class TablePart(QWidget):
    """A table under its title, perhaps a chart, what is counted and what its reader must know below."""

    def __init__(self, made: CountsTable) -> None:
        super().__init__()
        self.setProperty("part", "clear")
        self.table, self.shown = made, made.shown
        counted = dict.fromkeys((*(table.counted for table in self.shown.tables), *self.shown.notes))
        below = holder(column(*(small(words) for words in counted if words), space=Space.XS))
        self._chart: ChartPicture | None = None
        self._inside = column(heading(self.shown.name), made, below, space=Space.S)
        self.setLayout(self._inside)

    def show_chart(self, chart: ChartPicture | None) -> None:
        """Show a chart between the title and the table, in place of the one before."""
        if self._chart is not None:
            self._chart.hide()
            self._inside.removeWidget(self._chart)
            self._chart.deleteLater()
        self._chart = chart
        if chart is not None:
            self._inside.insertWidget(1, chart)


def build_text(text: Text, fill_in: Callable[[], object]) -> QWidget:
    """Show words that somebody wrote, or where to write them."""
    paragraphs: list[Item] = [sentence(words) for words in text.paragraphs]
    if not paragraphs:
        button = quiet(translate("Document", "Fill in…"), fill_in)
        named(button, translate("Document", "Fill in %1…").replace("%1", text.name))
        paragraphs = [muted(translate("Document", "Nothing is written here yet.")), row(button, None)]
    notes = [small(words) for words in text.notes]
    return holder(column(heading(text.name), *paragraphs, *notes, space=Space.S))


def build_counted(result: Return) -> QWidget:
    """Show the rules by which everything was counted, numbered, and what holds for the whole return."""
    lines = [f"{number}. {rule.sentence}" for number, rule in enumerate(result.rules, start=1)]
    words = [sentence(line) for line in (*lines, *result.notes)]
    return holder(column(*words, space=Space.S))

"""Before a list is brought in: what every row would become, what is double, what is left out and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QScrollArea, QWidget

from desktop.domain.incoming import RowsAre
from desktop.imports.plan import ImportPlan
from desktop.ui.imports.check_tables import (
    ProbableTable,
    doubles_table,
    not_placed_table,
    rejects_table,
)
from desktop.ui.shared.buttons import primary, quiet, secondary
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.icons import icon_label, set_icon
from desktop.ui.shared.layouts import card, column, holder, row, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.pages import page, page_header, section
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, muted, sentence, small, title, whole_number

_YEARS_WIDTH = 200


class CheckView(Screen):
    """Shows the dry run.

    ``agreed`` wants the list brought in, ``rejects_wanted`` the rows left out as a file, ``answered`` carries
    a ``RowsAre``, ``joined`` the ``ProbableDuplicate`` whose person is (or is not) the one on file.
    """

    agreed = Signal()
    rejects_wanted = Signal()
    answered = Signal(object)
    joined = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bring_in = primary("", self.agreed.emit)
        self._outer = column()
        self._area: QScrollArea | None = None
        self._probable: ProbableTable | None = None
        back = quiet(self.tr("Back to the columns"), self.back.emit)
        set_icon(back, "back", "accent")
        head = page_header(
            self.tr("Check before bringing in"), self.tr("Nothing has been written yet."), self._bring_in
        )
        layout = page(holder(row(back, None)), head, holder(self._outer), space=Space.S)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what bringing the list in would do."""
        place = 0
        if self._area is not None:
            place = self._area.verticalScrollBar().value()
            self._area.hide()
            self._outer.removeWidget(self._area)
            self._area.deleteLater()
        one, many = self.tr("Bring in 1 row"), self.tr("Bring in %1 rows")
        self._bring_in.setText(counted(len(plan.rows), one, many))
        self._bring_in.setEnabled(bool(plan.rows))
        inside = column(*self._build_parts(plan), None, space=Space.L)
        self._area = scrolled(holder(inside))
        self._outer.addWidget(self._area)
        self._area.verticalScrollBar().setValue(place)

    def _build_parts(self, plan: ImportPlan) -> list[QWidget]:
        parts = [self._build_tiles(plan)]
        if plan.rows:
            beside = row(self._build_question(plan), self._build_years(plan), space=Space.L)
            beside.setStretch(0, 3)
            beside.setStretch(1, 2)
            parts.append(holder(beside))
        if plan.rejects:
            parts.append(self._build_rejects(plan))
        if plan.probable:
            parts.append(self._build_probable(plan))
        if plan.not_placed:
            parts.append(self._build_not_placed(plan))
        if plan.duplicates:
            parts.append(self._build_doubles(plan))
        if plan.notes:
            parts.append(section(self.tr("Good to know"), *map(sentence, plan.notes), space=Space.S))
        return parts

    def _build_tiles(self, plan: ImportPlan) -> QWidget:
        bad = Tone.DANGER if plan.rejects else None
        tiles = (
            _tile("good", Tone.GOOD, len(plan.rows), self.tr("come in")),
            _tile("copy", None, len(plan.duplicates), self.tr("double, so left out")),
            _tile("caution", bad, len(plan.rejects), self.tr("cannot come in as they are")),
        )
        line = row(*tiles, space=Space.L)
        for place in range(len(tiles)):
            line.setStretch(place, 1)
        return holder(line)

    def _build_question(self, plan: ImportPlan) -> QFrame:
        words = {
            RowsAre.HISTORY: self.tr("They are over: cases of the past"),
            RowsAre.OPEN: self.tr("They are still open"),
        }
        group = QButtonGroup(self)
        buttons = []
        for rows_are, text in words.items():
            button = QRadioButton(text)
            button.setChecked(rows_are is plan.rows_are)
            button.clicked.connect(lambda _checked, answer=rows_are: self.answered.emit(answer))
            group.addButton(button)
            buttons.append(button)
        why = self.tr("Chosen by the date of the newest row. Change it if it is wrong.")
        return section(
            self.tr("Are these cases over, or still open?"),
            holder(column(*buttons, space=Space.XS)),
            small(why) if plan.rows_are_assumed else small(self.tr("As you said.")),
            None,
            space=Space.S,
        )

    def _build_years(self, plan: ImportPlan) -> QFrame:
        lines = [Detail(year, whole_number(rows)) for year, rows in plan.years]
        made = section(self.tr("Rows by financial year"), DetailList(lines), None, space=Space.S)
        made.setMinimumWidth(look().px(_YEARS_WIDTH))
        return made

    def _build_rejects(self, plan: ImportPlan) -> QFrame:
        save = secondary(self.tr("Save these rows…"), self.rejects_wanted.emit)
        set_icon(save, "save", "ink")
        words = muted(
            self.tr(
                "Everything else comes in without them. Save them, put them right, and bring them in later."
            )
        )
        line = row(words, save, space=Space.M)
        line.setStretch(0, 1)
        return section(self.tr("Rows that cannot come in"), holder(line), rejects_table(plan))

    def _build_probable(self, plan: ImportPlan) -> QFrame:
        words = self.tr("Somebody may be in the list or on file already. A shared telephone is no reason.")
        advice = self.tr("Where it is the same person as on file, choose the row and press Enter.")
        on_file = any(one.person_id is not None for one in plan.probable)
        table = self._probable = ProbableTable(plan)
        table.opened.connect(self.joined)
        told = f"{words} {advice}" if on_file else words
        return section(self.tr("Perhaps the same person"), muted(told), table)

    def show_joined(self, plan: ImportPlan) -> None:
        """Show anew which rows join somebody on file."""
        if self._probable is not None:
            self._probable.show_plan(plan)

    def _build_not_placed(self, plan: ImportPlan) -> QFrame:
        words = self.tr("No code fits these words. They are kept with the referral as they stand.")
        return section(self.tr("Words nobody could place"), muted(words), not_placed_table(plan))

    def _build_doubles(self, plan: ImportPlan) -> QFrame:
        return section(self.tr("Rows that are double"), doubles_table(plan))

    def save(self) -> None:
        """Bring the list in (Ctrl+Enter)."""
        if self._bring_in.isEnabled():
            self.agreed.emit()

    def step_back(self) -> bool:
        """Return to the columns."""
        self.back.emit()
        return True

    def arrive(self) -> None:
        """Begin with going on."""
        if self._bring_in.isEnabled():
            self._bring_in.setFocus()


def _tile(icon_name: str, tone: Tone | None, number: int, words: str) -> QFrame:
    text = column(title(whole_number(number)), muted(words), space=Space.HAIR)
    inside = row(icon_label(icon_name, tone, size=26), text, space=Space.M)
    inside.setStretch(1, 1)
    made = card(holder(inside), margin=Space.L)
    made.setAccessibleName(f"{whole_number(number)} {words}")
    return made

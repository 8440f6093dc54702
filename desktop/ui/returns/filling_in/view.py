"""What a return needs beside its counts: its parts in a list, one of them open beside it."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.periods import Period, period_containing, previous, quarters_of
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.entered_rules import CoverRules, EnteredRules
from desktop.services.return_entries import AnyRules
from desktop.ui.returns.filling_in.asked import Asked, PartLine
from desktop.ui.shared.fields import Field
from desktop.ui.shared.layouts import SideBySide, holder
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import muted

_PANEL = 640
_BOTH_CHOICES = 640  # pixels at 100 % for both to be read
_QUARTERS = 12
"""So many quarters can be chosen, the present one among them."""


class FillingView(Screen):
    """Chooses a return and a quarter; ``asked`` carries an ``Asked``, ``opened`` the ``PartLine`` chosen."""

    asked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._return, self._quarter = self._box(12), self._box(12)
        self._table: Table[PartLine] = Table(
            self.tr("Parts to fill in"),
            (
                Column(
                    self.tr("Part"), lambda one: one.rules.title, note=self._kind, stretch=True, least=170
                ),
                Column(self.tr("How far"), self._how_far, tone=lambda one: one.tone, width=150),
            ),
        )
        self._count = muted("")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._build_empty())
        self.panel = WithPanel(self._build_page(), width=_PANEL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self._return.currentIndexChanged.connect(lambda _place: self._offer_quarters())
        self._quarter.currentIndexChanged.connect(lambda _place: self._ask())
        self._table.opened.connect(self.opened)

    def _box(self, letters: int) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _build_page(self) -> QWidget:
        said = self.tr("What a return needs beside its counts. It is kept per quarter.")
        rules, quarter = Field(self.tr("Return"), self._return), Field(self.tr("Quarter"), self._quarter)
        self._choices = SideBySide(rules, quarter, needs=_BOTH_CHOICES)
        head = page_header(self.tr("Fill in a return"), said)
        layout = page(head, self._choices, self._count, self._pages, space=Space.M)
        layout.setStretch(3, 1)
        return holder(layout, "page")

    def _build_empty(self) -> QWidget:
        return empty_state(
            "returns",
            self.tr("Nothing to fill in"),
            self.tr("No return asks for anything that has to be typed in."),
        )

    # ── choosing ────────────────────────────────────────────────────────────────────────────────────────────

    def offer(self, definitions: Mapping[str, Definition], *, today: date) -> None:
        """Offer the returns that need something typed in; the last full quarter comes first."""
        self._today = today
        with QSignalBlocker(self._return):
            self._return.clear()
            for one in definitions.values():
                if one.cover or one.entered or one.texts:
                    self._return.addItem(one.title, one)
        if self._return.count():
            self._offer_quarters()
        else:
            self._count.hide()
            self._choices.hide()
            self._pages.setCurrentIndex(1)

    def choose(self, asked: Asked) -> None:
        """Choose a return and a quarter that somebody comes from."""
        for place in range(self._return.count()):
            if self._return.itemData(place).id == asked.definition_id:
                self._return.setCurrentIndex(place)
        for place in range(self._quarter.count()):
            if self._quarter.itemData(place).start == asked.quarter.start:
                self._quarter.setCurrentIndex(place)

    def _offer_quarters(self) -> None:
        definition: Definition = self._return.currentData()
        quarter = period_containing(self._today, year_start_month=definition.year_start_month)
        with QSignalBlocker(self._quarter):
            self._quarter.clear()
            for _number in range(_QUARTERS):
                self._quarter.addItem(f"{quarter.id.replace(':', ' ')}: {quarter.title}", quarter)
                quarter = previous(quarter)
            self._quarter.setCurrentIndex(1)
        self._ask()

    def _ask(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.asked.emit(chosen)

    @property
    def chosen(self) -> Asked | None:
        """What is chosen now; nothing before anything was offered."""
        definition, quarter = self._return.currentData(), self._quarter.currentData()
        if definition is None or quarter is None:
            return None
        return Asked(definition.id, quarter)

    @property
    def definition(self) -> Definition | None:
        """The counting rules chosen now."""
        return self._return.currentData()  # type: ignore[no-any-return]

    # ── the parts ───────────────────────────────────────────────────────────────────────────────────────────

    def show_parts(self, lines: Sequence[PartLine]) -> None:
        """Show how much of each part stands there; the chosen part stays chosen."""
        place = self._table.currentIndex().row()
        self._table.show_rows(lines)
        self._table.choose(max(place, 0) if lines else 0)
        done = sum(line.filled == line.places for line in lines)
        said = self.tr("Parts filled in: %1 of %2. Enter opens one.")
        self._count.setText(said.replace("%1", str(done)).replace("%2", str(len(lines))))
        self._count.show()
        self._pages.setCurrentIndex(0)

    def choose_part(self, rules: AnyRules) -> None:
        """Choose a part in the list."""
        for place, line in enumerate(self.rows):
            if line.rules.id == rules.id:
                self._table.selectRow(place)

    @property
    def rows(self) -> tuple[PartLine, ...]:
        """The parts on screen."""
        return self._table.rows

    def open_chosen(self) -> None:
        """Open the chosen part."""
        self._table.open_chosen()

    def _kind(self, line: PartLine) -> str:
        rules = line.rules
        if isinstance(rules, CoverRules):
            return self.tr("lines of the cover")
        if isinstance(rules, EnteredRules):
            return rules.section or self.tr("numbers")
        return rules.section or self.tr("words")

    def _how_far(self, line: PartLine) -> str:
        if line.not_to_be_told:
            return self.tr("No consent")
        if line.filled == line.places:
            return self.tr("Filled in")
        if not line.filled:
            return self.tr("Not yet")
        said = self.tr("%1 of %2")
        return said.replace("%1", str(line.filled)).replace("%2", str(line.places))

    # ── what every screen does ──────────────────────────────────────────────────────────────────────────────

    def arrive(self) -> None:
        """Begin in the list of parts."""
        if not self.panel.panel_open:
            self._table.setFocus()

    def save(self) -> None:
        """Save what is written in the panel."""
        self.panel.save()

    def step_back(self) -> bool:
        """Close the panel."""
        return self.panel.step_back()


def last_quarter_of(period: Period, *, today: date) -> Period:
    """Give the last quarter of a period that has begun."""
    quarters = quarters_of(period)
    return next((one for one in reversed(quarters) if one.start <= today), quarters[0])

"""The directory on the screen: what is looked for on top, the places found below, one of them beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.codes import CodeList
from desktop.queries.organisations import OrganisationLine
from desktop.ui.organisations.reading import standing
from desktop.ui.shared.buttons import primary
from desktop.ui.shared.fields import SearchBox
from desktop.ui.shared.form_fields import options_of
from desktop.ui.shared.layouts import holder, row
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import counted, muted, named


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """What somebody looks for in the directory."""

    text: str = ""
    kind_code: str | None = None
    need_code: str | None = None
    closed_too: bool = False


class DirectoryView(Screen):
    """Finds places while typing; ``opened`` carries an ``OrganisationLine``, ``asked`` a ``PlacesAsked``."""

    asked = Signal(object)
    opened = Signal(object)
    add_wanted = Signal()

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self._may_change = may_change
        self._search = SearchBox(self.tr("Find a place"), self.tr("Name, kind, area, need"))
        self._kinds = self._box(self.tr("Kind"), self.tr("Every kind"))
        self._needs = self._box(self.tr("Need"), self.tr("Every need"))
        self._closed = QCheckBox(self.tr("Closed ones too"))
        self._count = muted("")
        self._table = self._build_table()
        self._pages = QStackedWidget()
        for each in (self._table, self._build_nothing(), self._build_empty()):
            self._pages.addWidget(each)
        self.panel = WithPanel(self._build_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self._connect()

    def _box(self, name: str, everything: str) -> QComboBox:
        box = QComboBox()
        named(box, name)
        box.addItem(everything, None)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _build_page(self) -> QWidget:
        add = [primary(self.tr("Add a place"), self.add_wanted.emit)] if self._may_change else []
        words = self.tr("Places to turn to. Look whether an entry is still so before you send somebody.")
        header = page_header(self.tr("Directory"), words, *add)
        filters = row(self._kinds, self._needs, self._closed, space=Space.M)
        for place, share in enumerate((1, 1, 0)):
            filters.setStretch(place, share)
        layout = page(header, self._search, filters, self._count, self._pages, space=Space.M)
        layout.setStretch(4, 1)
        return holder(layout, "page")

    def _build_table(self) -> Table[OrganisationLine]:
        return Table(
            self.tr("Places found"),
            (
                Column(self.tr("Name"), lambda one: one.name, note=_what, stretch=True, least=190),
                Column(
                    self.tr("How sure"), lambda one: standing(one).word, tone=lambda one: standing(one).tone
                ),
                Column(self.tr("Waiting time"), lambda one: one.waiting_time, width=135),
                Column(self.tr("Areas"), self._areas, width=150),
            ),
        )

    def _areas(self, one: OrganisationLine) -> str:
        if one.areas is None:
            return self.tr("Not known")
        return ", ".join(one.areas) or self.tr("Everywhere")

    def _build_nothing(self) -> QWidget:
        return empty_state(
            "find",
            self.tr("No such place in the directory"),
            self.tr("Try fewer letters, another word for what they do, or every kind and every need."),
        )

    def _build_empty(self) -> QWidget:
        add = [primary(self.tr("Add the first place"), self.add_wanted.emit)] if self._may_change else []
        return empty_state(
            "organisation",
            self.tr("The directory is empty"),
            self.tr("Add the places you send people to. Signposting and referrals choose from here."),
            *add,
        )

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self._ask())
        self._search.moved.connect(self._table.choose)
        self._search.entered.connect(self._table.open_chosen)
        for box in (self._kinds, self._needs):
            box.currentIndexChanged.connect(lambda _place: self._ask())
        self._closed.toggled.connect(lambda _on: self._ask())
        self._table.opened.connect(self.opened)

    def offer(self, lists: Mapping[str, CodeList], *, today: date) -> None:
        """Offer kinds and needs to narrow by."""
        for box, key in ((self._kinds, "organisation-kind"), (self._needs, "need")):
            if box.count() == 1:
                for one in options_of(lists[key], on=today):
                    box.addItem(one.label, one.code)

    def look_for(self, text: str) -> None:
        """Look for something, as if it were typed."""
        self._search.setText(text)

    @property
    def wanted(self) -> PlacesAsked:
        """What is looked for now."""
        return PlacesAsked(
            text=self._search.text().strip(),
            kind_code=self._kinds.currentData(),
            need_code=self._needs.currentData(),
            closed_too=self._closed.isChecked(),
        )

    def _ask(self) -> None:
        self.asked.emit(self.wanted)

    def show_places(self, lines: Sequence[OrganisationLine]) -> None:
        """Show what was found."""
        self._table.show_rows(lines)
        one, many = self.tr("1 place. Enter opens it."), self.tr("%1 places. Enter opens one.")
        self._count.setText(counted(len(lines), one, many))
        self._count.setVisible(bool(lines))
        nothing_asked = self.wanted == PlacesAsked()
        self._pages.setCurrentIndex(0 if lines else 2 if nothing_asked else 1)

    @property
    def rows(self) -> tuple[OrganisationLine, ...]:
        """The places on screen."""
        return self._table.rows

    def arrive(self) -> None:
        """Begin to type what is looked for."""
        if not self.panel.panel_open:
            self._search.setFocus()

    def save(self) -> None:
        """Save what is written in the panel."""
        self.panel.save()

    def step_back(self) -> bool:
        """Close the panel, or look for everything again."""
        if self.panel.step_back():
            return True
        if self._search.text():
            self._search.clear()
            return True
        return False


def _what(one: OrganisationLine) -> str:
    return one.kind or one.what_they_do

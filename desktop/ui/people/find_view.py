"""Finding people while typing: who matches, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.queries.people import FindResult, FoundPerson
from desktop.ui.people.shown import TONES
from desktop.ui.shared.buttons import primary, secondary
from desktop.ui.shared.form import Form
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import column, holder, row
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, muted


class FindView(Screen):
    """Shows who was found; ``opened`` carries the ``FoundPerson`` that was chosen.

    ``list_wanted`` wishes to bring in a list, where the records hold nobody yet.
    """

    opened = Signal(object)
    list_wanted = Signal()
    adding_wanted = Signal()
    """Nobody found is who is meant: they are to be added."""

    def __init__(self, *, may_add: bool = True) -> None:
        super().__init__()
        self._may_add = may_add
        self._count = muted("")
        self._count.setAccessibleName(self.tr("How many were found"))
        self._table = self._build_table()
        self._pages = QStackedWidget()
        self._start = self._build_start()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._build_nobody())
        self._empty = self._build_empty()
        self._pages.addWidget(self._empty)
        self._is_empty = False
        self._add = secondary(self.tr("Not here? Add a person"), self.adding_wanted.emit)
        set_icon(self._add, "add", "ink")
        layout = page(
            page_header(self.tr("People")),
            self._count,
            self._pages,
            holder(row(self._add, None)),
            space=Space.M,
        )
        layout.setStretch(2, 1)
        self._panel = WithPanel(holder(layout, "page"))
        self._panel.closed.connect(self._show_add)
        self.setLayout(column(self._panel, space=0))
        self.show_nothing()

    def _build_table(self) -> Table[FoundPerson]:
        table: Table[FoundPerson] = Table(
            self.tr("People found"),
            (
                Column(self.tr("Name"), lambda row: row.name, note=_who, stretch=True, least=220),
                Column(self.tr("Born"), lambda row: row.born),
                Column(self.tr("Area"), lambda row: row.place),
                Column(self.tr("Why it matches"), _why, tone=_tone),
            ),
        )
        table.opened.connect(self.opened)
        return table

    def _build_start(self) -> QWidget:
        return empty_state(
            "people",
            self.tr("Find somebody first"),
            self.tr(
                "Press Ctrl+K and type a name, a reference, a date of birth or a telephone number. "
                "Names that only sound alike, and nicknames, are found too."
            ),
        )

    def _build_nobody(self) -> QWidget:
        return empty_state(
            "find",
            self.tr("Nobody found"),
            self.tr("Try fewer letters, the surname alone, a telephone number, or how the name sounds."),
        )

    def _build_empty(self) -> QWidget:
        self._bring_in = primary(self.tr("Bring in a list"), self.list_wanted.emit)
        return empty_state(
            "people",
            self.tr("Nobody is in the records yet"),
            self.tr("Bring in the list you keep today. Then everybody on it can be found here."),
            self._bring_in,
        )

    def be_empty(self, *, empty: bool, may_bring_in: bool = True) -> None:
        """Say whether the records hold nobody yet, and what may be done about it."""
        self._is_empty = empty
        self._bring_in.setVisible(may_bring_in)
        if self._pages.currentWidget() in (self._start, self._empty):
            self.show_nothing()

    def show_nothing(self) -> None:
        """Go back to the beginning: nothing is being looked for."""
        self._count.setText("")
        self._count.hide()
        self._table.show_rows(())
        self._pages.setCurrentWidget(self._empty if self._is_empty else self._start)
        self._show_add()

    def show_found(self, found: FindResult) -> None:
        """Show who was found."""
        self._table.show_rows(found.rows)
        self._count.setText(self._counted(found))
        self._count.setVisible(bool(found.rows))
        self._pages.setCurrentIndex(1 if found.rows else 2)
        self._show_add()

    def _counted(self, found: FindResult) -> str:
        if self._panel.panel_open:
            return self.tr("Perhaps already here. Enter opens them instead.")
        if found.more:
            best = self.tr("The %1 best matches. Type more to narrow it down.")
            return counted(len(found.rows), best, best)
        return counted(
            len(found.rows),
            self.tr("1 match. Enter opens it."),
            self.tr("%1 matches. Arrow keys choose, Enter opens."),
        )

    def _show_add(self) -> None:
        """Offer to add somebody only once somebody was looked for."""
        looked = self._pages.currentWidget() not in (self._start, self._empty)
        self._add.setVisible(self._may_add and looked and not self._panel.panel_open)

    def open_form(self, form: Form) -> None:
        """Open a form beside the people found: they may be here already."""
        self._panel.open_form(form)
        self._show_add()

    def save(self) -> None:
        """Save what is written in the panel."""
        self._panel.save()

    def step_back(self) -> bool:
        """Close the panel, if it is open."""
        return self._panel.step_back()

    def choose(self, step: int) -> None:
        """Choose another row, from the search box."""
        self._table.choose(step)

    def open_chosen(self) -> None:
        """Open the chosen row, from the search box."""
        self._table.open_chosen()

    @property
    def rows(self) -> tuple[FoundPerson, ...]:
        """Who is listed now."""
        return self._table.rows


def _who(row: FoundPerson) -> str:
    return f"{row.reference} · “{row.known_as}”" if row.known_as else row.reference


def _why(row: FoundPerson) -> str:
    return row.why[:1].upper() + row.why[1:]


def _tone(row: FoundPerson) -> Tone:
    return TONES.get(row.tier, Tone.PLAIN)

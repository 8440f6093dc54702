"""The people somebody was given to help today: no search, nobody else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.queries.assignments import AssignedPerson
from desktop.ui.shared.pages import empty_state, page, page_header
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import counted, uk_date


class HelpingView(Screen):
    """Lists them; ``opened`` carries the ``AssignedPerson``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._table = self._build_table()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(
            empty_state(
                "people",
                self.tr("Nobody is given to you today"),
                self.tr("Whoever looks after you gives you people to help. Then they stand here."),
            )
        )
        head = page_header(
            self.tr("People you help"),
            self.tr("Arrow keys choose, Enter opens. Read the alerts and what is safe before anything else."),
        )
        layout = page(head, self._pages, space=Space.L)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._pages.setCurrentIndex(1)

    def _build_table(self) -> Table[AssignedPerson]:
        table: Table[AssignedPerson] = Table(
            self.tr("People you help today"),
            (
                Column(self.tr("Name"), lambda one: one.name, note=_what_to_do, stretch=True, least=240),
                Column(self.tr("Until"), lambda one: uk_date(one.until_on)),
                Column(self.tr("Alerts"), self._alerts, tone=_tone),
            ),
        )
        table.opened.connect(self.opened)
        return table

    def _alerts(self, one: AssignedPerson) -> str:
        return counted(one.alerts, self.tr("1 alert"), self.tr("%1 alerts")) if one.alerts else ""

    def show_people(self, people: Sequence[AssignedPerson]) -> None:
        """Show who was given."""
        self._table.show_rows(people)
        self._pages.setCurrentIndex(0 if people else 1)

    @property
    def rows(self) -> tuple[AssignedPerson, ...]:
        """Who is in sight."""
        return self._table.rows

    def arrive(self) -> None:
        """Begin in the list."""
        if self._table.rows:
            self._table.setFocus()


def _what_to_do(one: AssignedPerson) -> str:
    return " · ".join(part for part in (one.reference, one.note.text) if part)


def _tone(one: AssignedPerson) -> Tone:
    return Tone.CAUTION if one.alerts else Tone.PLAIN

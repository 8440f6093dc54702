"""What happened, what they told us, who changed what: one beside the other, the first in sight."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from desktop.domain.codes import CodeList
from desktop.queries.history import HistoryRow
from desktop.queries.people import NOT_ASKED, PersonDetails
from desktop.queries.timeline import Timeline as Told
from desktop.ui.people.history import fields_in_words, what_was_done
from desktop.ui.people.slot import Slot
from desktop.ui.people.telling import entry_of, groups
from desktop.ui.shared.buttons import Button, quiet
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.layouts import column, holder, row, rule, scrolled
from desktop.ui.shared.look import look
from desktop.ui.shared.timeline import Timeline, TimelineEntry
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import muted, sentence, small, strong, uk_moment

_MOST_CHANGES = 50
_LEAST_HEIGHT = 380
_HISTORY = 2


class RecordTabs(QWidget):
    """Shows one of three; ``opened`` carries the chosen ``TimelineEntry``.

    ``history_wanted``: who changed what is looked at now. ``earlier_wanted``: what lies further back.
    """

    opened = Signal(object)
    history_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, *, whole: bool = True) -> None:
        super().__init__()
        self._tabs = QButtonGroup(self)
        self._line = Flow(space=Space.XS)
        self._pages = QStackedWidget()
        nothing = self.tr("Nothing has happened here yet. Ctrl+N records the first contact.")
        self.timeline = Timeline(self.tr("What happened"), kinds=groups() if whole else (), nothing=nothing)
        self.timeline.opened.connect(self.opened)
        self._earlier = quiet(self.tr("Show what lies further back"), self.earlier_wanted.emit)
        self._earlier.hide()
        self._answers, self._history = Slot(self), Slot(self)
        happened = holder(column(self.timeline, row(self._earlier, None), space=Space.XS))
        self._add(self.tr("What happened") if whole else self.tr("What you wrote"), happened)
        if whole:
            self._add(self.tr("What they told us"), scrolled(holder(column(self._answers, None))))
            self._add(self.tr("Who changed what"), scrolled(holder(column(self._history, None))))
        self._tabs.idClicked.connect(self.turn_to)
        line = holder(self._line)
        self.setLayout(column(line, self._pages, space=Space.S))
        line.setVisible(whole)
        self.turn_to(0)
        self._pages.setMinimumHeight(look().px(_LEAST_HEIGHT))

    def _add(self, name: str, inside: QWidget) -> None:
        button = Button(name)
        button.setProperty("part", "tab")
        button.setCheckable(True)
        self._tabs.addButton(button, self._pages.addWidget(inside))
        self._line.addWidget(button)

    def turn_to(self, number: int) -> None:
        """Bring one of them into sight."""
        self._pages.setCurrentIndex(number)
        self._tabs.button(number).setChecked(True)
        if number == _HISTORY:
            self.history_wanted.emit()

    @property
    def shows_history(self) -> bool:
        """Whether who changed what is in sight."""
        return self._pages.currentIndex() == _HISTORY

    def begin_anew(self) -> None:
        """Turn to what happened: another person is shown."""
        self.turn_to(0)
        self._history.hold(None)
        self.timeline.narrow("")
        self.timeline.show_entries(())

    def show_timeline(self, told: Told, *, today: date) -> None:
        """Show what happened, the newest first."""
        entries: Sequence[TimelineEntry] = [entry_of(entry) for entry in told.entries]
        self.timeline.show_entries(entries, today=today)
        self._earlier.setVisible(told.earlier is not None)

    def show_answers(self, person: PersonDetails) -> None:
        """Show the answers they chose to give."""
        details = [Detail(label, "" if said == NOT_ASKED else said) for label, said in person.answers]
        self._answers.hold(DetailList(details, nothing=self.tr("Not asked")))

    def show_history(self, rows: Sequence[HistoryRow], code_lists: Mapping[str, CodeList]) -> None:
        """Show who changed what, the newest first."""
        inside = column(space=Space.M)
        for number, change in enumerate(rows[:_MOST_CHANGES]):
            if number:
                inside.addWidget(rule())
            inside.addWidget(_change(change, code_lists))
        if not rows:
            inside.addWidget(muted(self.tr("No changes yet.")))
        self._history.hold(holder(inside))


def _change(change: HistoryRow, code_lists: Mapping[str, CodeList]) -> QWidget:
    words = column(strong(what_was_done(change)), space=Space.HAIR)
    fields = fields_in_words(change, code_lists)
    if fields:
        words.addWidget(sentence(fields))
    words.addWidget(small(f"{change.user} · {uk_moment(change.at)}"))
    return holder(words)

"""The room of supervision: team leaders and managers write, workers read what is about their work."""

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.dates import civil_date
from desktop.domain.permissions import Permission, may
from desktop.queries.colleagues import Colleague, colleagues
from desktop.queries.supervision import SupervisionDetails, supervision_notes
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Room
from desktop.ui.supervision.view import note_page, supervision_list
from desktop.ui.supervision.writing import Noting, correcting_form, note_form

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


def today() -> date:
    """Give the day on the calendar."""
    return civil_date(datetime.now(UTC))


class SupervisionRoom(Room):
    """Joins the notes on the screen to the records."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._supervises = may(actor, Permission.SUPERVISE)
        self.view = supervision_list(supervises=self._supervises)
        self._fill(self.view)
        self.view.opened.connect(self._open)
        self.view.add_wanted.connect(self._begin)
        tasks.changed.connect(self._notice)

    def arrive(self) -> None:
        """Look which notes there are."""
        self.view.arrive()
        self._refresh()

    def _refresh(self) -> None:
        work = partial(supervision_notes, actor=self._actor)
        self._tasks.read(self, work, self.view.show_rows, replaces="notes", otherwise=self._explain)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("supervision_note"):
            self._refresh()

    def _noting(self) -> Noting:
        return Noting(self._tasks, self._actor, self._drafts, today())

    def _begin(self) -> None:
        """Ask who works here, but for oneself: nobody supervises their own work."""

        def ask(session: "RecordSession") -> tuple[Colleague, ...]:
            everybody = colleagues(session, actor=self._actor, who_may=Permission.SEE_SUPERVISION)
            return tuple(one for one in everybody if one.user_id != self._actor.user_id)

        self._tasks.read(self, ask, self._show_form, otherwise=self._explain)

    def _show_form(self, workers: tuple[Colleague, ...]) -> None:
        self.view.panel.open_form(note_form(self._noting(), workers))

    def _open(self, note: SupervisionDetails) -> None:
        deeds = []
        if self._supervises and note.may_correct:
            deeds.append(Deed(self.tr("Correct it…"), partial(self._correct, note)))
        self.view.panel.open(self.tr("Supervision note"), note_page(note, deeds))

    def _correct(self, note: SupervisionDetails) -> None:
        self.view.panel.open_form(correcting_form(self._noting(), note))

"""The room of funding, for managers: who pays, from when until when."""

from datetime import UTC, datetime
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.dates import civil_date
from desktop.queries.funding_streams import FundingStreamRow, funding_streams
from desktop.ui.funding.forms import Funding, adding_form, changing_funding_form
from desktop.ui.funding.view import funding_list
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.screen import Room


class FundingRoom(Room):
    """Joins the list of funding to the records; whatever is opened is there to be changed."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self.view = funding_list()
        self._fill(self.view)
        self.view.opened.connect(self._change)
        self.view.add_wanted.connect(self._add)
        tasks.changed.connect(self._notice)

    def arrive(self) -> None:
        """Look who pays."""
        self.view.arrive()
        self._refresh()

    def _refresh(self) -> None:
        work = partial(funding_streams, actor=self._actor)
        self._tasks.read(self, work, self.view.show_rows, replaces="funding", otherwise=self._explain)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("funding_stream"):
            self._refresh()

    def _funding(self) -> Funding:
        return Funding(self._tasks, self._actor, self._drafts, civil_date(datetime.now(UTC)))

    def _add(self) -> None:
        self.view.panel.open_form(adding_form(self._funding()))

    def _change(self, stream: FundingStreamRow) -> None:
        self.view.panel.open_form(changing_funding_form(self._funding(), stream))

"""The room of the directory: finds places, opens one beside the list, changes it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import OrganisationId
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError
from desktop.queries.code_lists import code_lists
from desktop.queries.organisations import (
    OrganisationDetails,
    OrganisationLine,
    find_organisations,
    organisation_details,
)
from desktop.services.organisations import open_organisation_again, verify_organisation
from desktop.ui.organisations.reading import organisation_page
from desktop.ui.organisations.view import DirectoryView, PlacesAsked
from desktop.ui.organisations.writing import Writing, changing_form, closing_form, new_form
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.messages import done
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Room


def today() -> date:
    """Give the day on the calendar."""
    return civil_date(datetime.now(UTC))


class DirectoryRoom(Room):
    """Joins the directory on the screen to the records."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._lists: Mapping[str, CodeList] = {}
        self._may_change = may(actor, Permission.CHANGE_DIRECTORY)
        self.view = DirectoryView(may_change=self._may_change)
        self._fill(self.view)
        self.view.asked.connect(self._find)
        self.view.opened.connect(self._open_line)
        self.view.add_wanted.connect(self._begin)
        tasks.changed.connect(self._notice)

    def arrive(self) -> None:
        """Look what is in the directory."""
        self.view.arrive()
        if self._lists:
            self._find(self.view.wanted)
        else:
            self._tasks.read(self, partial(code_lists, actor=self._actor), self._keep_lists, replaces="lists")

    def _keep_lists(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        self.view.offer(lists, today=today())
        self._find(self.view.wanted)

    def _find(self, wanted: PlacesAsked) -> None:
        if not self._lists:
            return
        work = partial(
            find_organisations,
            actor=self._actor,
            code_lists=self._lists,
            text=wanted.text,
            kind_code=wanted.kind_code,
            need_code=wanted.need_code,
            closed_too=wanted.closed_too,
        )
        self._tasks.read(self, work, self.view.show_places, replaces="find", otherwise=self._explain)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("organisation"):
            self._find(self.view.wanted)

    # ── one place ───────────────────────────────────────────────────────────────────────────────────────────

    def _writing(self) -> Writing:
        return Writing(self._tasks, self._actor, self._drafts, self._lists, today())

    def _begin(self) -> None:
        self.view.panel.open_form(new_form(self._writing()))

    def _open_line(self, line: OrganisationLine) -> None:
        self._read(line.organisation_id)

    def _read(self, organisation_id: OrganisationId) -> None:
        work = partial(
            organisation_details,
            actor=self._actor,
            organisation_id=organisation_id,
            code_lists=self._lists,
        )
        self._tasks.read(self, work, self._show, replaces="place", otherwise=self._explain)

    def _show(self, held: OrganisationDetails) -> None:
        page = organisation_page(held, self._lists, self._deeds(held))
        self.view.panel.open(held.line.name, page)

    def _deeds(self, held: OrganisationDetails) -> list[Deed]:
        if not self._may_change:
            return []
        change = Deed(self.tr("Change it…"), partial(self._change, held))
        if held.line.closed_on is not None:
            return [Deed(self.tr("Open it again"), partial(self._open_again, held)), change]
        return [
            Deed(self.tr("Still so today"), partial(self._verify, held), "primary"),
            change,
            Deed(self.tr("It closes…"), partial(self._close, held), "quiet"),
        ]

    def _change(self, held: OrganisationDetails) -> None:
        form = changing_form(self._writing(), held)
        form.finished.connect(partial(self._read, held.line.organisation_id))
        self.view.panel.open_form(form)

    def _close(self, held: OrganisationDetails) -> None:
        form = closing_form(self._writing(), held)
        form.finished.connect(partial(self._read, held.line.organisation_id))
        self.view.panel.open_form(form)

    def _verify(self, held: OrganisationDetails) -> None:
        work = partial(
            verify_organisation,
            actor=self._actor,
            organisation_id=held.line.organisation_id,
            version=held.version,
        )
        said = self.tr("Noted: %1 is still so today.").replace("%1", held.line.name)
        self._tasks.write(self, work, partial(self._tell, held, said), otherwise=partial(self._refuse, held))

    def _open_again(self, held: OrganisationDetails) -> None:
        work = partial(
            open_organisation_again,
            actor=self._actor,
            organisation_id=held.line.organisation_id,
            version=held.version,
        )
        said = self.tr("%1 is open again.").replace("%1", held.line.name)
        self._tasks.write(self, work, partial(self._tell, held, said), otherwise=partial(self._refuse, held))

    def _tell(self, held: OrganisationDetails, said: str, _nothing: object) -> None:
        self.said.emit(done(said))
        self._read(held.line.organisation_id)

    def _refuse(self, held: OrganisationDetails, error: AlongsideError) -> None:
        """Say why not, and show the entry as it is now."""
        self._explain(error)
        self._read(held.line.organisation_id)

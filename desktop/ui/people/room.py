"""The room of people: the search on top finds, Enter opens, Esc goes back."""

from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, may
from desktop.queries.people import FindResult, FoundPerson, find_people, is_anybody_there
from desktop.ui.people.find_view import FindView
from desktop.ui.people.list_and_record import ListAndRecord
from desktop.ui.people.new_person import NewPersonForm, Typed
from desktop.ui.people.record import PersonPage
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.messages import could_not, done
from desktop.ui.shared.screen import Destination
from desktop.ui.shared.words import translate

_MOST = 50


class PeopleRoom(ListAndRecord):
    """Asks the records on behalf of the search, and holds the page of whoever was opened."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        found = FindView(may_add=may(actor, Permission.CHANGE_PERSON))
        super().__init__(
            found,
            PersonPage(tasks=tasks, actor=actor, drafts=drafts),
            choose_first=translate("PeopleRoom", "Find the person first: the contact opens with their page."),
        )
        self._tasks, self._actor = tasks, actor
        self._found = found
        self._text = ""
        self._found.opened.connect(self._open)
        self._found.list_wanted.connect(partial(self.leads_to.emit, Destination("imports")))
        self._found.adding_wanted.connect(self._begin_adding)
        self._record.back.connect(self._show_list)
        tasks.changed.connect(self._notice)
        self._look_whether_empty()

    def look_for(self, text: str) -> None:
        """Find people while somebody types."""
        self._text = text.strip()
        self._show_list()
        self._find()

    def choose(self, step: int) -> None:
        """Choose another of the people found."""
        self._found.choose(step)

    def is_finding(self) -> bool:
        """Say whether the people found are in sight, not somebody's page."""
        return not self.shows_record

    def open_chosen(self) -> None:
        """Open the chosen person."""
        if self.is_finding():
            self._found.open_chosen()

    def arrive(self) -> None:
        """Put the focus where the work begins."""
        if self.shows_record:
            self._record.arrive()

    def _find(self) -> None:
        if self._text:
            work = partial(find_people, actor=self._actor, text=self._text, limit=_MOST)
        else:
            self._found.show_nothing()
            return
        self._tasks.read(self, work, self._show_found, replaces="find")

    def _show_found(self, found: FindResult) -> None:
        if found.text == self._text:
            self._found.show_found(found)

    def _open(self, row: FoundPerson) -> None:
        self.open_person(row.person_id)

    def _begin_adding(self) -> None:
        form = NewPersonForm(self._tasks, self._actor, Typed(self._text))
        form.looked_for.connect(self._look_beside)
        form.added.connect(self._open_added)
        form.could_not_add.connect(lambda error: self.said.emit(could_not(error)))
        self._found.open_form(form)

    def _look_beside(self, name: str) -> None:
        """Look for whoever they may already be, while their name is typed."""
        self._text = name
        self._find()

    def _open_added(self, person_id: PersonId) -> None:
        self.open_person(person_id)
        self.said.emit(done(self.tr("Added. Add… records the referral that brought them here.")))

    def _look_whether_empty(self) -> None:
        work = partial(is_anybody_there, actor=self._actor)
        self._tasks.read(self, work, self._show_whether_empty, replaces="anybody")

    def _show_whether_empty(self, anybody: bool) -> None:  # noqa: FBT001  (the answer of a question)
        may_bring_in = may(self._actor, Permission.IMPORT_LISTS)
        self._found.be_empty(empty=not anybody, may_bring_in=may_bring_in)

    def _notice(self, changed: Changed) -> None:
        if not changed.touches("person"):
            return
        self._look_whether_empty()
        if self.is_finding() and self._text:
            self._find()

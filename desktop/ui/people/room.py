"""The room of people: the search on top finds, Enter opens, Esc goes back."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, may
from desktop.queries.people import FindResult, FoundPerson, find_people, is_anybody_there
from desktop.ui.people.find_view import FindView
from desktop.ui.people.new_person import NewPersonForm, Typed
from desktop.ui.people.record import PersonPage
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.messages import Message, could_not, done
from desktop.ui.shared.screen import Destination, Room

_MOST = 50


class PeopleRoom(Room):
    """Asks the records on behalf of the search, and holds the page of whoever was opened."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._text = ""
        self._contact_wished = False
        self._found = FindView(may_add=may(actor, Permission.CHANGE_PERSON))
        self._record = PersonPage(tasks=tasks, actor=actor, drafts=drafts)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._found)
        self._pages.addWidget(self._record)
        self._fill(self._pages)
        self._found.opened.connect(self._open)
        self._found.list_wanted.connect(partial(self.leads_to.emit, Destination("imports")))
        self._found.adding_wanted.connect(self._begin_adding)
        self._record.back.connect(self._go_back)
        self._record.opened.connect(partial(self._pages.setCurrentWidget, self._record))
        self._record.said.connect(self.said)
        tasks.changed.connect(self._notice)
        self._look_whether_empty()

    def look_for(self, text: str) -> None:
        """Find people while somebody types."""
        self._text = text.strip()
        self._show_found_list()
        self._find()

    def choose(self, step: int) -> None:
        """Choose another of the people found."""
        self._found.choose(step)

    def is_finding(self) -> bool:
        """Say whether the people found are in sight, not somebody's page."""
        return self._pages.currentWidget() is self._found

    def open_chosen(self) -> None:
        """Open the chosen person."""
        if self._pages.currentWidget() is self._found:
            self._found.open_chosen()

    def open_person(self, person_id: PersonId) -> None:
        """Open a record from elsewhere."""
        wished, self._contact_wished = self._contact_wished, False
        self._record.open_person(person_id, then=self._record.record_contact if wished else None)

    def open_thing(self, thing: object) -> None:
        """Open the record of a person whom another room leads to."""
        if isinstance(thing, UUID):
            self.open_person(PersonId(thing))

    def record_contact(self) -> None:
        """Begin a contact with whoever is in sight; if nobody is, find them first."""
        if self._pages.currentWidget() is self._record:
            self._record.record_contact()
            return
        self._contact_wished = True
        self.said.emit(Message(self.tr("Find the person first: the contact opens with their page.")))

    def open_menu(self) -> None:
        """Open the menu of everything that can be added to the record in sight."""
        if self._pages.currentWidget() is self._record:
            self._record.view.open_menu()

    def step_back(self) -> bool:
        """Return from a record to the people found."""
        self._contact_wished = False
        return super().step_back()

    def arrive(self) -> None:
        """Put the focus where the work begins."""
        if self._pages.currentWidget() is self._record:
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

    def _go_back(self) -> None:
        self._show_found_list()

    def _show_found_list(self) -> None:
        self._record.leave()
        self._pages.setCurrentWidget(self._found)

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
        if self._pages.currentWidget() is self._found and self._text:
            self._find()

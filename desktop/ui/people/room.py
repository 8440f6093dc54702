"""The room of people: the search on top finds, Enter opens, Esc goes back."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError
from desktop.queries.code_lists import code_lists
from desktop.queries.history import HistoryRow, record_history
from desktop.queries.people import (
    FindResult,
    FoundPerson,
    PersonDetails,
    find_people,
    is_anybody_there,
    person_details,
)
from desktop.services.access import Look, note_access
from desktop.services.contact_points import reveal_contact
from desktop.ui.people.find_view import FindView
from desktop.ui.people.person_view import PersonView
from desktop.ui.people.shown import ContactWanted
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.messages import could_not
from desktop.ui.shared.screen import Destination, Room

_MOST = 50
_SHOWN_OF_A_PERSON = ("contact_point", "support_case", "referral", "incident")


class PeopleRoom(Room):
    """Asks the records on behalf of the two screens of people."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks = tasks
        self._drafts = drafts
        self._actor = actor
        self._text = ""
        self._person: PersonId | None = None
        self._lists: Mapping[str, CodeList] | None = None
        self._found = FindView()
        self._record = PersonView()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._found)
        self._pages.addWidget(self._record)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._found.opened.connect(self._open)
        self._found.list_wanted.connect(partial(self.leads_to.emit, Destination("imports")))
        self._record.back.connect(self._go_back)
        self._record.contact_wanted.connect(self._reveal)
        tasks.changed.connect(self._notice)
        self._look_whether_empty()

    def look_for(self, text: str) -> None:
        """Find people while somebody types."""
        self._text = text.strip()
        self._pages.setCurrentWidget(self._found)
        self._find()

    def choose(self, step: int) -> None:
        """Choose another of the people found."""
        self._found.choose(step)

    def open_chosen(self) -> None:
        """Open the chosen person."""
        if self._pages.currentWidget() is self._found:
            self._found.open_chosen()

    def open_person(self, person_id: PersonId) -> None:
        """Open a record from elsewhere."""
        self._person = person_id
        if self._lists is None:
            self._tasks.read(self, partial(code_lists, actor=self._actor), self._keep_lists)
        else:
            self._read_person(self._lists)

    def open_thing(self, thing: object) -> None:
        """Open the record of a person whom another room leads to."""
        if isinstance(thing, UUID):
            self.open_person(PersonId(thing))

    def step_back(self) -> bool:
        """Return from a record to the people found."""
        if self._pages.currentWidget() is self._found:
            return False
        self._go_back()
        return True

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

    def _keep_lists(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        self._read_person(lists)

    def _read_person(self, lists: Mapping[str, CodeList]) -> None:
        if self._person is None:
            return
        work = partial(person_details, actor=self._actor, person_id=self._person, code_lists=lists)
        self._tasks.read(self, work, self._show_person, replaces="person", otherwise=self._explain)

    def _show_person(self, person: PersonDetails) -> None:
        if person.person_id != self._person:
            return
        fresh = self._pages.currentWidget() is not self._record
        self._record.show_person(person)
        self._pages.setCurrentWidget(self._record)
        if fresh:
            self._record.arrive()
            look = partial(note_access, look=Look.LOOKED, kind="person", record_id=person.person_id)
            self._tasks.write(self, partial(look, actor=self._actor))
        history = partial(record_history, actor=self._actor, record_id=person.person_id)
        self._tasks.read(self, history, self._show_history, replaces="history")

    def _show_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self._record.show_history(rows, self._lists or {})

    def _reveal(self, wanted: ContactWanted) -> None:
        work = partial(reveal_contact, actor=self._actor, contact_point_id=wanted.contact_point_id)
        show = partial(self._record.show_value, wanted.contact_point_id)
        self._tasks.write(self, work, show, otherwise=self._explain)

    def _go_back(self) -> None:
        self._person = None
        self._pages.setCurrentWidget(self._found)

    def _explain(self, error: AlongsideError) -> None:
        self.said.emit(could_not(error))

    def _look_whether_empty(self) -> None:
        work = partial(is_anybody_there, actor=self._actor)
        self._tasks.read(self, work, self._show_whether_empty, replaces="anybody")

    def _show_whether_empty(self, anybody: bool) -> None:  # noqa: FBT001  (the answer of a question)
        may_bring_in = may(self._actor, Permission.IMPORT_LISTS)
        self._found.be_empty(empty=not anybody, may_bring_in=may_bring_in)

    def _notice(self, changed: Changed) -> None:
        if changed.touches("person"):
            self._look_whether_empty()
        if self._person is not None and self._lists is not None:
            itself = self._person in changed.kinds.get("person", ())
            if itself or changed.touches(*_SHOWN_OF_A_PERSON):
                self._read_person(self._lists)
        elif self._text and changed.touches("person"):
            self._find()

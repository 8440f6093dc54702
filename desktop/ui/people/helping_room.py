"""The room of whoever helps people given to them: the list, and the page of one."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.ids import PersonId
from desktop.queries.assignments import AssignedPerson, people_assigned_to_me
from desktop.ui.people.helping_view import HelpingView
from desktop.ui.people.record import PersonPage
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.messages import Message
from desktop.ui.shared.screen import Room


class HelpingRoom(Room):
    """Asks for the people given to whoever is signed in; there is no search."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        super().__init__()
        self._tasks, self._actor = tasks, actor
        self._contact_wished = False
        self._list = HelpingView()
        self._record = PersonPage(
            tasks=tasks, actor=actor, drafts=drafts, back_to=self.tr("Back to the people you help")
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._record)
        self._fill(self._pages)
        self._list.opened.connect(self._open)
        self._record.back.connect(self._go_back)
        self._record.opened.connect(partial(self._pages.setCurrentWidget, self._record))
        self._record.said.connect(self.said)
        tasks.changed.connect(self._notice)
        self._read()

    def _read(self) -> None:
        work = partial(people_assigned_to_me, actor=self._actor)
        self._tasks.read(self, work, self._show, replaces="assigned", otherwise=self._explain)

    def _show(self, people: tuple[AssignedPerson, ...]) -> None:
        waited = not self._list.rows
        self._list.show_people(people)
        if waited and self._list.isVisible():
            self._list.arrive()

    def _open(self, one: AssignedPerson) -> None:
        self.open_thing(one.person_id)

    def open_thing(self, thing: object) -> None:
        """Open the record of somebody."""
        if isinstance(thing, UUID):
            wished, self._contact_wished = self._contact_wished, False
            then = self._record.record_contact if wished else None
            self._record.open_person(PersonId(thing), then=then)

    def record_contact(self) -> None:
        """Begin a contact with whoever is in sight; if nobody is, choose them first."""
        if self._pages.currentWidget() is self._record:
            self._record.record_contact()
            return
        self._contact_wished = True
        self.said.emit(Message(self.tr("Choose the person first: the contact opens with their page.")))
        self._list.arrive()

    def open_menu(self) -> None:
        """Open the menu of everything that can be added to the record in sight."""
        if self._pages.currentWidget() is self._record:
            self._record.view.open_menu()

    def step_back(self) -> bool:
        """Return from a record to the list."""
        self._contact_wished = False
        return super().step_back()

    def _go_back(self) -> None:
        self._record.leave()
        self._pages.setCurrentWidget(self._list)
        self._list.arrive()

    def _notice(self, changed: Changed) -> None:
        if changed.touches("assignment", "person", "alert", "support_case", "lock_out"):
            self._read()

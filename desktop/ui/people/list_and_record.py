"""A room with a list of people, and the record of whoever was opened from it in its place."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from desktop.domain.ids import PersonId
from desktop.ui.people.record import PersonPage
from desktop.ui.shared.messages import Message
from desktop.ui.shared.screen import Room, Screen


class ListAndRecord(Room):
    """Leads from a list to a record and back; a contact that is wished for begins once somebody is chosen."""

    def __init__(self, people: Screen, record: PersonPage, *, choose_first: str) -> None:
        """Take both screens; ``choose_first`` is said when a contact is wished for and nobody is in sight."""
        super().__init__()
        self._people, self._record, self._choose_first = people, record, choose_first
        self._contact_wished = False
        self._pages = QStackedWidget()
        self._pages.addWidget(people)
        self._pages.addWidget(record)
        self._fill(self._pages)
        record.opened.connect(partial(self._pages.setCurrentWidget, record))
        record.said.connect(self.said)

    @property
    def shows_record(self) -> bool:
        """Whether somebody's record is in sight, not the list."""
        return self._pages.currentWidget() is self._record

    def open_person(self, person_id: PersonId) -> None:
        """Open a record."""
        wished, self._contact_wished = self._contact_wished, False
        self._record.open_person(person_id, then=self._record.record_contact if wished else None)

    def open_thing(self, thing: object) -> None:
        """Open the record of a person whom another room leads to."""
        if isinstance(thing, UUID):
            self.open_person(PersonId(thing))

    def record_contact(self) -> None:
        """Begin a contact with whoever is in sight; if nobody is, they are chosen first."""
        if self.shows_record:
            self._record.record_contact()
            return
        self._contact_wished = True
        self.said.emit(Message(self._choose_first))

    def open_menu(self) -> None:
        """Open the menu of everything that can be added to the record in sight."""
        if self.shows_record:
            self._record.view.open_menu()

    def step_back(self) -> bool:
        """Return from a record to the list."""
        self._contact_wished = False
        return super().step_back()

    def _show_list(self) -> None:
        self._record.leave()
        self._pages.setCurrentWidget(self._people)

"""The room of whoever helps people given to them: the list, and the page of one."""

from functools import partial

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.queries.assignments import AssignedPerson, people_assigned_to_me
from desktop.ui.people.helping_view import HelpingView
from desktop.ui.people.list_and_record import ListAndRecord
from desktop.ui.people.record import PersonPage
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.words import translate


class HelpingRoom(ListAndRecord):
    """Asks for the people given to whoever is signed in; there is no search."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper) -> None:
        people = HelpingView()
        back_to = translate("HelpingRoom", "Back to the people you help")
        super().__init__(
            people,
            PersonPage(tasks=tasks, actor=actor, drafts=drafts, back_to=back_to),
            choose_first=translate(
                "HelpingRoom", "Choose the person first: the contact opens with their page."
            ),
        )
        self._tasks, self._actor, self._list = tasks, actor, people
        self._list.opened.connect(self._open)
        self._record.back.connect(self._go_back)
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
        self.open_person(one.person_id)

    def record_contact(self) -> None:
        """Begin a contact with whoever is in sight; if nobody is, go to the list."""
        super().record_contact()
        if not self.shows_record:
            self._list.arrive()

    def _go_back(self) -> None:
        self._show_list()
        self._list.arrive()

    def _notice(self, changed: Changed) -> None:
        if changed.touches("assignment", "person", "alert", "support_case", "lock_out"):
            self._read()

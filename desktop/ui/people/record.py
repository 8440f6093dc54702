"""One person's page joined to the records: asks, changes, opens forms, and notices what others change."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, may
from desktop.errors import AlongsideError
from desktop.queries.alerts import AlertLine, alerts_of_person
from desktop.queries.code_lists import code_lists
from desktop.queries.history import HistoryRow, record_history
from desktop.queries.next_things import NextThing, next_things
from desktop.queries.people import ContactLine, PersonDetails, person_details
from desktop.queries.timeline import Timeline, timeline
from desktop.services.access import Look, note_access
from desktop.services.contact_points import reveal_contact, say_what_is_safe
from desktop.ui.cases.doing import Doing, begin_on_case
from desktop.ui.contacts.calling import Call, now
from desktop.ui.contacts.forms import ContactForm, new_contact_form
from desktop.ui.people.about import AboutPerson, Adding, about_person
from desktop.ui.people.nouns import OPENINGS, addings_for
from desktop.ui.people.person_view import PersonView
from desktop.ui.people.shown import CaseWish, ContactWanted, ReferralWish, SafeSaid
from desktop.ui.people.telling import EntryKey
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.form import Form
from desktop.ui.shared.screen import Room
from desktop.ui.shared.timeline import TimelineEntry

_MOST = 500
_HEAD = frozenset({"person", "contact_point", "support_case", "referral", "incident", "involved_person"})
_UNSEEN = frozenset({"access", "reminder_seen"})


class PersonPage(Room):
    """Opens people one after the other; ``back`` wishes to return to where they were chosen."""

    back = Signal()
    opened = Signal()
    """The record asked for is in sight."""

    def __init__(self, *, tasks: Tasks, actor: Actor, drafts: DraftKeeper, back_to: str = "") -> None:
        super().__init__()
        self._tasks, self._actor, self._drafts = tasks, actor, drafts
        self._lists: Mapping[str, CodeList] | None = None
        self._asked: PersonId | None = None
        self._person: PersonDetails | None = None
        self._then: Callable[[], None] | None = None
        self._most = _MOST
        self.view = PersonView(actor=actor, addings=addings_for(actor), back_to=back_to)
        self._fill(self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.back.connect(self.back)
        view.contact_wanted.connect(self._reveal)
        view.safe_said.connect(self._say_safe)
        view.contact_opened.connect(self._open_contact)
        view.adding_chosen.connect(self._add)
        view.done_to_case.connect(self._do_to_case)
        view.entry_opened.connect(self._open_entry)
        view.alert_opened.connect(self._open_alert)
        view.next_opened.connect(self._open_next)
        view.history_wanted.connect(self._read_history)
        view.earlier_wanted.connect(self._read_earlier)
        self._tasks.changed.connect(self._notice)

    # ── opening ─────────────────────────────────────────────────────────────────────────────────────────────

    def open_person(self, person_id: PersonId, *, then: Callable[[], None] | None = None) -> None:
        """Open a record; ``then`` is called once it is in sight."""
        self._asked, self._then, self._most = person_id, then, _MOST
        if self._person is not None and self._person.person_id != person_id:
            self._person = None
        if self._lists is None:
            self._tasks.read(self, partial(code_lists, actor=self._actor), self._keep_lists)
        else:
            self._read()

    def leave(self) -> None:
        """Forget whose page it was: what others change matters no more."""
        self._asked = self._person = None

    @property
    def person(self) -> PersonDetails | None:
        """Whose page is in sight, if any is."""
        return self._person if self._asked is not None else None

    def _keep_lists(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        self._read()

    def _read(self) -> None:
        self._read_person()
        self._read_alerts()
        self._read_timeline()
        self._read_next()

    def _read_person(self) -> None:
        if self._asked is None or self._lists is None:
            return
        work = partial(person_details, actor=self._actor, person_id=self._asked, code_lists=self._lists)
        self._tasks.read(self, work, self._show_person, replaces="person", otherwise=self._explain)

    def _show_person(self, person: PersonDetails) -> None:
        if person.person_id != self._asked:
            return
        fresh = self._person is None
        self._person = person
        self.view.show_person(person)
        if fresh:
            look = partial(note_access, look=Look.LOOKED, kind="person", record_id=person.person_id)
            self._tasks.write(self, partial(look, actor=self._actor))
            self.opened.emit()
            self.view.arrive()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _read_alerts(self) -> None:
        if self._asked is None:
            return
        work = partial(alerts_of_person, actor=self._actor, person_id=self._asked)
        show = partial(self._show_alerts, self._asked)
        self._tasks.read(self, work, show, replaces="alerts", otherwise=self._pass_over)

    def _show_alerts(self, whose: PersonId, alerts: tuple[AlertLine, ...]) -> None:
        if whose == self._asked:
            self.view.show_alerts(alerts, self._lists or {})

    def _read_timeline(self) -> None:
        if self._asked is None or self._lists is None:
            return
        work = partial(
            timeline, actor=self._actor, person_id=self._asked, code_lists=self._lists, most=self._most
        )
        self._tasks.read(self, work, self._show_timeline, replaces="timeline", otherwise=self._pass_over)

    def _show_timeline(self, told: Timeline) -> None:
        if told.person_id == self._asked:
            self.view.show_timeline(told, today=today())

    def _read_earlier(self) -> None:
        self._most += _MOST
        self._read_timeline()

    def _read_next(self) -> None:
        if self._asked is None or self._lists is None or not may(self._actor, Permission.SEE_CASE_NOTES):
            return
        work = partial(next_things, actor=self._actor, person_id=self._asked, code_lists=self._lists)
        show = partial(self._show_next, self._asked)
        self._tasks.read(self, work, show, replaces="next", otherwise=self._pass_over)

    def _show_next(self, whose: PersonId, things: tuple[NextThing, ...]) -> None:
        if whose == self._asked:
            self.view.show_next(things, today=today())

    def _read_history(self) -> None:
        if self._asked is None:
            return
        work = partial(record_history, actor=self._actor, record_id=self._asked)
        self._tasks.read(self, work, self._show_history, replaces="history", otherwise=self._explain)

    def _show_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self.view.show_history(rows, self._lists or {})

    # ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────

    def _reveal(self, wanted: ContactWanted) -> None:
        work = partial(reveal_contact, actor=self._actor, contact_point_id=wanted.contact_point_id)
        self._tasks.write(self, work, partial(self._show_value, wanted), otherwise=self._explain)

    def _show_value(self, wanted: ContactWanted, value: str) -> None:
        point = wanted.contact_point_id
        line = next((one for one in self._contacts() if one.contact_point_id == point), None)
        if line is None:
            return  # another person is in sight by now
        self.view.show_value(point, value)
        if wanted.call:
            call = Call(point, line.version, value, line.verdict, now())
            self._show_form(self._asked, new_contact_form(self._about(), call))

    def _contacts(self) -> tuple[ContactLine, ...]:
        return self._person.contacts if self._person is not None else ()

    def _say_safe(self, said: SafeSaid) -> None:
        work = partial(
            say_what_is_safe,
            actor=self._actor,
            contact_point_id=said.contact_point_id,
            version=said.version,
            state=said.state,
        )
        self._tasks.write(self, work, otherwise=self._explain)

    # ── forms ───────────────────────────────────────────────────────────────────────────────────────────────

    def record_contact(self) -> None:
        """Begin a contact with whoever is in sight; one that is being written already gets the focus."""
        if isinstance(self.view.inside_panel, ContactForm):
            self.view.inside_panel.arrive()
        elif self.person is not None:
            self._show_form(self._asked, new_contact_form(self._about()))

    def _about(self) -> AboutPerson:
        person = self._person
        if person is None or self._lists is None:
            message = "nobody's record is in sight"
            raise RuntimeError(message)
        return about_person(
            person,
            tasks=self._tasks,
            actor=self._actor,
            drafts=self._drafts,
            lists=self._lists,
            today=today(),
        )

    def _add(self, adding: Adding) -> None:
        if self._person is not None:
            adding.begin(self._about(), partial(self._show_form, self._asked))

    def _show_form(self, whose: PersonId | None, form: Form) -> None:
        """Open a form, unless somebody else's page is in sight by the time it is ready."""
        if whose == self._asked and self._asked is not None:
            self.view.open_form(form)
        else:
            form.deleteLater()

    def _show_page(self, whose: PersonId | None, title: str, inside: QWidget) -> None:
        if whose == self._asked and self._asked is not None:
            self.view.open_page(title, inside)
        else:
            inside.deleteLater()

    def _do_to_case(self, wish: CaseWish | ReferralWish) -> None:
        show = partial(self._show_form, self._asked)
        begin_on_case(Doing(self._about(), show, self.said.emit, self), wish)

    def _open_entry(self, entry: TimelineEntry) -> None:
        if isinstance(entry.key, EntryKey):
            self._open(entry.key)

    def _open_alert(self, alert: AlertLine) -> None:
        self._open(EntryKey("alert", alert.alert_id, ""))

    def _open_contact(self, line: ContactLine) -> None:
        self._open(EntryKey("contact_point", line.contact_point_id, ""))

    def _open_next(self, thing: NextThing) -> None:
        self._open(EntryKey(thing.kind, thing.record_id, ""))

    def _open(self, key: EntryKey) -> None:
        opening = OPENINGS.get(key.kind)
        if opening is not None and self._person is not None:
            whose = self._asked
            show, show_page = partial(self._show_form, whose), partial(self._show_page, whose)
            opening.open(self._about(), key.record_id, show, show_page)

    # ── the rest ────────────────────────────────────────────────────────────────────────────────────────────

    def _notice(self, changed: Changed) -> None:
        kinds = changed.kinds.keys() - _UNSEEN
        if self._asked is None or not kinds:
            return
        if kinds & _HEAD:
            self._read_person()
        if "alert" in kinds:
            self._read_alerts()
        self._read_timeline()
        self._read_next()
        if self.view.tabs.shows_history:
            self._read_history()

    def _pass_over(self, _: AlongsideError) -> None:
        """Leave it to the page itself, which says the same of the same person."""

    def arrive(self) -> None:
        """Begin on the page, or in the form that is open."""
        inside = self.view.inside_panel
        if isinstance(inside, Form):
            inside.arrive()
        else:
            self.view.arrive()


def today() -> date:
    """Give the day on the calendar of the United Kingdom."""
    return civil_date(datetime.now(UTC))

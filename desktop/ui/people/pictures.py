"""Finding people and one record, with made-up people only."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import parse_code_list
from desktop.domain.ids import (
    AlertId,
    AssignmentId,
    CaseId,
    ContactPointId,
    DeviceId,
    PersonId,
    ReferralId,
    UserId,
)
from desktop.domain.names import NAMELESS
from desktop.domain.safe_contact import (
    Channel,
    ContactSafety,
    PersonSafety,
    SafeState,
    may_use,
    usual_purpose,
)
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.platform.resources import resource_text
from desktop.queries.alerts import AlertLine
from desktop.queries.assignments import AssignedPerson
from desktop.queries.history import FieldChange, HistoryRow
from desktop.queries.next_things import NextThing
from desktop.queries.people import (
    NOT_ASKED,
    CaseLine,
    ContactLine,
    FindResult,
    FoundPerson,
    PersonDetails,
    ReferralLine,
)
from desktop.queries.timeline import Timeline, TimelineEntry
from desktop.ui.people.find_view import FindView
from desktop.ui.people.helping_view import HelpingView
from desktop.ui.people.new_person import NewPersonForm, Typed
from desktop.ui.people.nouns import addings_for
from desktop.ui.people.person_view import PersonView
from desktop.ui.shared.screen import Picture

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks

_NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
_LONG = "Wilhelmina Featherstonehaugh-Cholmondeley"


def _person_id(number: int) -> PersonId:
    return PersonId(UUID(int=number))


def _row(number: int, name: str, known_as: str | None, why: str, tier: str) -> FoundPerson:
    born = f"{number * 3 % 28 + 1} May {1950 + number * 7 % 55}" if name else ""
    place = ("TS24", "TS1", "TS10", "TS18")[number % 4]
    reference = f"A-{1000 + number * 37}"
    return FoundPerson(_person_id(number), reference, name or NAMELESS, known_as, born, place, why, tier)


FOUND = FindResult(
    text="katherine mar",
    rows=(
        _row(1, "Katherine Marsh", None, "name", "exact"),
        _row(2, "Katherine Marshall-Greene", "Kit", "name begins so", "prefix"),
        _row(3, _LONG, "Kath", "both names begin so", "prefix"),
        _row(4, "Kate Marsh", None, "“Katherine” may be short for this", "nickname"),
        _row(5, "Catherine Marche", None, "sounds like it", "sound"),
        _row(6, "Kathryn March", "Kay", "sounds like it", "sound"),
        _row(7, "", None, "phone number", "phone"),
    ),
    more=False,
)


_NOTHING_SAID = PersonSafety()


def _contact(
    channel: Channel, said: ContactSafety, note: str | None = None, *, person: PersonSafety = _NOTHING_SAID
) -> ContactLine:
    purpose = usual_purpose(channel)
    verdict = may_use(channel, said, now=_NOW, purpose=purpose, person=person, barred=None)
    point = ContactPointId(UUID(int=list(Channel).index(channel) + 1))
    return ContactLine(point, channel, said.state, "••••••47", verdict, said.confirmed_on, note)


def _case(number: int, crime: str, opened: date, closed: date | None) -> CaseLine:
    reference = f"C-0{number}12"
    sealed, worker = closed is not None, "Bethan Price"
    also = ("Repeat victim",) if number == 1 else ()
    case_id = CaseId(UUID(int=number))
    line = CaseLine(case_id, reference, crime, opened, closed, from_history=False)
    return replace(line, worker=worker, also_involves=also, sealed=sealed)


_SAFE = ContactSafety(SafeState.SAFE, confirmed_on=date(2026, 1, 12), voicemail_agreed=True)
_ANSWERS = (
    ("Sex", "Female"),
    ("Gender", "Woman"),
    ("Same as registered at birth", "Yes"),
    ("Ethnicity", "English, Welsh, Scottish, Northern Irish or British"),
    ("Sexual orientation", NOT_ASKED),
    ("Religion", NOT_ASKED),
    ("Disability", "Prefer not to say"),
    ("Language", "English"),
)
_REFERRAL = ReferralLine(
    referral_id=ReferralId(UUID(int=1)),
    reference="R-0412",
    received_on=date(2026, 1, 8),
    source="Police control room",
    crime="Burglary at home",
    external_reference="OP-77120",
    happened="7 January 2026",
    kept_apart='{"Pets": "two cats", "Key safe": "fitted"}',
    waits=True,
)
PERSON = PersonDetails(
    person_id=_person_id(2),
    version=3,
    reference="A-1074",
    name="Katherine Marshall-Greene",
    initials="K.M.G.",
    known_as="Kit",
    age=41,
    born="14 May 1984",
    died_on=None,
    place="Stockton-on-Tees",
    postcode="TS18 1AB",
    answers=_ANSWERS,
    contacts=(
        _contact(Channel.PHONE, _SAFE, "Weekdays after 4 pm"),
        _contact(Channel.TEXT, ContactSafety(SafeState.UNSAFE), "A former partner sees the phone"),
        _contact(Channel.EMAIL, ContactSafety(SafeState.GIVEN_BY_REFERRER)),
        _contact(Channel.LETTER, ContactSafety(SafeState.UNKNOWN)),
    ),
    referrals=(_REFERRAL,),
    cases=(
        _case(1, "Burglary at home", date(2026, 1, 9), None),
        _case(2, "Harassment", date(2024, 6, 2), date(2024, 9, 30)),
    ),
    archived=False,
)
NAMELESS_PERSON = replace(
    PERSON,
    person_id=_person_id(7),
    reference="A-1259",
    name=NAMELESS,
    known_as=None,
    age=None,
    born="",
    contacts=(),
    referrals=(),
    cases=(),
)
VOLUNTEERS_VIEW = replace(PERSON, answers=(), referrals=(), cases=())
LONG_PERSON = replace(
    PERSON,
    person_id=_person_id(9),
    name=_LONG,
    known_as="Mina",
    pronouns="they/them",
    interpreter="British Sign Language",
    asked_to_stay_anonymous=True,
    no_contact_since=date(2026, 2, 20),
)
WORKER = Actor(UserId(UUID(int=1)), DeviceId(UUID(int=2)), "Bethan Price", frozenset({Role.SUPPORT_WORKER}))
VOLUNTEER = replace(WORKER, name="Vi Okafor", roles=frozenset({Role.VOLUNTEER}))
LISTS = {key: parse_code_list(resource_text(f"codes/{key}.toml")) for key in ("alert-kind",)}
ALERTS = (
    AlertLine(
        alert_id=AlertId(UUID(int=1)),
        version=1,
        case_id=None,
        kind_code="other",
        what_to_do="Never visit alone: two of you, by daylight.",
        why=WITHHELD,
        raised_on=date(2026, 1, 12),
        raised_by="Amal Haddad",
        review_on=date(2026, 4, 12),
        review_due=False,
        resolved_on=None,
        resolved_by=None,
        resolved_reason=NOTHING,
    ),
)
NEXT = (
    NextThing(
        "action",
        UUID(int=1),
        "Ring about the door alarm",
        date(2026, 3, 2),
        promised=True,
        who="Bethan Price",
    ),
    NextThing("key_date", UUID(int=2), "Court hearing", date(2026, 3, 17), who="10:00"),
    NextThing("plan", UUID(int=3), "Look at the plan again", date(2026, 4, 2)),
)
ASSIGNED = tuple(
    AssignedPerson(
        assignment_id=AssignmentId(UUID(int=number)),
        person_id=_person_id(number),
        reference=f"PA-00000{number}-C",
        name=name,
        initials="",
        from_on=date(2026, 2, 2),
        until_on=date(2026, 4, 30) if number == 1 else None,
        note=ShownWords(note),
        alerts=number % 2,
    )
    for number, name, note in (
        (1, "Katherine Marshall-Greene", "Shopping on Tuesdays, and somebody to talk to"),
        (2, _LONG, ""),
    )
)
_HAPPENED = (
    (
        "contact",
        "Phone: Spoke with the person",
        ("12 minutes", "Emotional support"),
        "Slept better. Wants the alarm fitted before the weekend; the neighbour keeps the spare key.",
    ),
    ("action", "Action agreed", ("Promised to the person", "By 2 March 2026"), "Ring about the door alarm"),
    ("contact", "Phone: No answer", (), ""),
    ("concern", "Safeguarding concern about an adult", ("Domestic abuse",), ""),
    (
        "assessment",
        "Needs assessment at the start",
        ("Feels unsafe: 7", "Outlook and attitudes: 6"),
        "Sleeps badly since the night it happened.",
    ),
    ("consent", "Consent given: Share with another organisation", ("In person",), ""),
    ("support_case", "Case opened", ("C-0112", "Burglary at home"), ""),
    ("referral", "Referral: Police control room", ("R-0412",), ""),
)


def _to_confirm() -> PersonView:
    """Show somebody whose case was marked: what was safe must be confirmed again."""
    marked = PersonSafety(controlling_since=date(2026, 2, 20), sensitive=True)
    channels = (Channel.PHONE, Channel.TEXT, Channel.LETTER, Channel.VISIT)
    return person(replace(PERSON, contacts=tuple(_contact(one, _SAFE, person=marked) for one in channels)))


def _adding() -> FindView:
    view = found()
    form = NewPersonForm(cast("Tasks", None), WORKER, Typed("katherine mar"))
    view.open_form(form)
    form.fields["phone"].input.fill("01632 960147")
    view.show_found(FOUND)
    return view


def _helping(*, nobody: bool = False) -> HelpingView:
    view = HelpingView()
    view.show_people(() if nobody else ASSIGNED)
    return view


def told(number: int) -> Timeline:
    """Tell so many things that happened, the newest first."""
    entries = []
    for count in range(number):
        kind, title, facts, words = _HAPPENED[count % len(_HAPPENED)]
        sealed = kind == "concern"
        entries.append(
            TimelineEntry(
                kind=kind,
                record_id=UUID(int=count + 1),
                version=1,
                case_id=None,
                on=date(2026, 3, 2) - timedelta(days=count * 2),
                at_time="14:05" if kind == "contact" else None,
                title=title,
                facts=facts,
                words=WITHHELD if sealed else ShownWords(words),
                who=("Bethan Price", "Amal Haddad")[count % 2],
                sealed=sealed,
            )
        )
    return Timeline(PERSON.person_id, tuple(entries), None)


HISTORY = (
    HistoryRow(
        datetime(2026, 1, 12, 16, 20, tzinfo=UTC),
        "Bethan Price",
        "update",
        (FieldChange("known_as", "", "Kit"), FieldChange("surname", "Marshall", "Marshall-Greene")),
    ),
    HistoryRow(datetime(2026, 1, 9, 10, 5, tzinfo=UTC), "Amal Haddad", "insert", ()),
)


def found() -> FindView:
    """Show people found."""
    view = FindView()
    view.show_found(FOUND)
    return view


def _empty() -> FindView:
    view = FindView()
    view.be_empty(empty=True)
    return view


def _nobody() -> FindView:
    view = FindView()
    view.show_found(FindResult("zzz", (), more=False))
    return view


def person(shown: PersonDetails = PERSON, *, actor: Actor = WORKER, entries: int = 8) -> PersonView:
    """Show one record, with what happened, what comes next and what must be seen first."""
    view = PersonView(actor=actor, addings=addings_for(actor))
    view.show_person(shown)
    if shown is NAMELESS_PERSON:
        view.show_next((), today=_NOW.date())
        return view
    view.show_alerts(ALERTS, LISTS)
    view.show_timeline(told(entries), today=_NOW.date())
    if actor is WORKER:
        view.show_next(NEXT, today=_NOW.date())
        view.show_history(HISTORY, {})
    return view


def _revealed() -> PersonView:
    view = person()
    view.show_value(PERSON.contacts[0].contact_point_id, "01632 960 147")
    return view


def _tab(number: int) -> PersonView:
    view = person()
    view.tabs.turn_to(number)
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    return (
        Picture("people-start", FindView),
        Picture("people-empty", _empty),
        Picture("people-found", found),
        Picture("people-nobody", _nobody),
        Picture("people-adding", _adding),
        Picture("people-helping", _helping),
        Picture("people-helping-nobody", partial(_helping, nobody=True)),
        Picture("person", person, width=1072, height=740),
        Picture("person-tall", person, height=1100),
        Picture("person-many-entries", partial(person, entries=500)),
        Picture("person-confirm-again", _to_confirm),
        Picture("person-volunteer", partial(person, VOLUNTEERS_VIEW, actor=VOLUNTEER)),
        Picture("person-long-name", partial(person, LONG_PERSON)),
        Picture("person-answers", partial(_tab, 1)),
        Picture("person-history", partial(_tab, 2)),
        Picture("person-number-shown", _revealed),
        Picture("person-nameless", partial(person, NAMELESS_PERSON)),
    )

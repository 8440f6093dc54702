"""Finding people and one record, with made-up people only."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from desktop.domain.ids import CaseId, ContactPointId, PersonId, ReferralId
from desktop.domain.names import NAMELESS
from desktop.domain.safe_contact import (
    Channel,
    ContactSafety,
    PersonSafety,
    SafeState,
    may_use,
    usual_purpose,
)
from desktop.queries.history import FieldChange, HistoryRow
from desktop.queries.people import (
    NOT_ASKED,
    CaseLine,
    ContactLine,
    FindResult,
    FoundPerson,
    PersonDetails,
    ReferralLine,
)
from desktop.ui.people.find_view import FindView
from desktop.ui.people.person_view import PersonView
from desktop.ui.shared.screen import Picture

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


def _contact(channel: Channel, said: ContactSafety, note: str | None = None) -> ContactLine:
    verdict = may_use(
        channel, said, now=_NOW, purpose=usual_purpose(channel), person=PersonSafety(), barred=None
    )
    point = ContactPointId(UUID(int=list(Channel).index(channel) + 1))
    return ContactLine(point, channel, said.state, "••••••47", verdict, said.confirmed_on, note)


def _case(number: int, crime: str, opened: date, closed: date | None) -> CaseLine:
    reference = f"C-0{number}12"
    return CaseLine(CaseId(UUID(int=number)), reference, crime, opened, closed, from_history=False)


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


def person(shown: PersonDetails = PERSON) -> PersonView:
    """Show one record, with the number that was asked for."""
    view = PersonView()
    view.show_person(shown)
    view.show_history(HISTORY if shown is PERSON else (), {})
    return view


def _revealed() -> PersonView:
    view = person()
    view.show_value(PERSON.contacts[0].contact_point_id, "01632 960 147")
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    return (
        Picture("people-start", FindView),
        Picture("people-empty", _empty),
        Picture("people-found", found),
        Picture("people-nobody", _nobody),
        Picture("person", person, height=1180),
        Picture("person-number-shown", _revealed),
        Picture("person-nameless", partial(person, NAMELESS_PERSON)),
    )

"""Finding people and one record, with made-up people only."""

from datetime import date
from uuid import UUID

from desktop.domain.ids import PersonId
from desktop.domain.safe_contact import Channel, ContactSafety, SafeState, may_use
from desktop.ui.people.find_view import FindView
from desktop.ui.people.person_view import PersonView
from desktop.ui.people.shown import (
    CaseShown,
    ChangeShown,
    ContactShown,
    FoundPeople,
    FoundShown,
    PersonShown,
)
from desktop.ui.shared.details import Detail
from desktop.ui.shared.screen import Picture
from desktop.ui.shared.tokens import Tone

_TODAY = date(2026, 3, 3)
_LONG = "Wilhelmina Featherstonehaugh-Cholmondeley"


def _person_id(number: int) -> PersonId:
    return PersonId(UUID(int=number))


def _row(number: int, name: str, known_as: str, why: str, tone: Tone) -> FoundShown:
    born = f"{number * 3 % 28 + 1:02}/{number % 12 + 1:02}/{1950 + number * 7 % 55}"
    place = ("Hartlepool", "Middlesbrough", "Redcar and Cleveland", "Stockton-on-Tees")[number % 4]
    return FoundShown(_person_id(number), f"A-{1000 + number * 37}", name, known_as, born, place, why, tone)


ROWS = (
    _row(1, "Katherine Marsh", "", "Name", Tone.GOOD),
    _row(2, "Katherine Marshall-Greene", "Kit", "Name begins so", Tone.ACCENT),
    _row(3, _LONG, "Kath", "Known as", Tone.INFO),
    _row(4, "Kate Marsh", "", "Nickname of Katherine", Tone.INFO),
    _row(5, "Catherine Marche", "", "Sounds like Katherine", Tone.CAUTION),
    _row(6, "Kathryn March", "Kay", "Sounds like Katherine", Tone.CAUTION),
    _row(7, "", "", "Telephone number", Tone.INFO),
)


def _contact(channel: Channel, value: str, said: ContactSafety, *notes: str) -> ContactShown:
    verdict = may_use(channel, said, today=_TODAY)
    contact_id = UUID(int=list(Channel).index(channel) + 1)
    return ContactShown(contact_id, channel, value, said.state, verdict.allowed, verdict.sentence, notes)


_SAFE = ContactSafety(SafeState.SAFE, confirmed_on=date(2026, 1, 12), voicemail_agreed=True)
PERSON = PersonShown(
    person_id=_person_id(2),
    reference="A-1074",
    name="Katherine Marshall-Greene",
    call_me="Kit",
    age="41 years old",
    born="14 May 1984",
    place="Stockton-on-Tees",
    contacts=(
        _contact(Channel.PHONE, "01632 960 147", _SAFE, "Weekdays after 4 pm. Confirmed 12 January 2026."),
        _contact(
            Channel.TEXT, "07700 900 147", ContactSafety(SafeState.UNSAFE), "A former partner sees the phone."
        ),
        _contact(Channel.EMAIL, "kit@example.org", ContactSafety(SafeState.GIVEN_BY_REFERRER)),
        _contact(Channel.LETTER, "2 Example Row", ContactSafety(SafeState.UNKNOWN)),
    ),
    cases=(
        CaseShown("C-0412", "Burglary at home", date(2026, 1, 9), "Open", Tone.GOOD, "Police control room"),
        CaseShown(
            "C-0187", "Harassment", date(2024, 6, 2), "Closed: needs met", Tone.PLAIN, "Referred herself"
        ),
        CaseShown(
            "R-0099",
            "Theft from a shop",
            date(2022, 11, 21),
            "Not taken up",
            Tone.PLAIN,
            "Housing association",
        ),
    ),
    answers=(
        Detail("Sex", "Female"),
        Detail("Gender same as at birth", "Yes"),
        Detail("Ethnicity", "English, Welsh, Scottish, Northern Irish or British"),
        Detail("Disability", "Prefer not to say"),
        Detail("Religion", ""),
        Detail("Sexual orientation", ""),
        Detail("Language", "English"),
    ),
    history=(
        ChangeShown(
            "12 January 2026, 16:20", "Bethan Price", "Phone: state changed from given by referrer to safe"
        ),
        ChangeShown("9 January 2026, 10:05", "Amal Haddad", "Record made from the list “January referrals”"),
    ),
)
NAMELESS = PersonShown(
    person_id=_person_id(7),
    reference="A-1259",
    name="",
    call_me="",
    age="",
    born="",
    place="Hartlepool",
    answers=PERSON.answers[2:6],
)


def _start() -> FindView:
    return FindView()


def _found() -> FindView:
    view = FindView()
    view.show_found(FoundPeople("katherine mar", ROWS))
    return view


def _nobody() -> FindView:
    view = FindView()
    view.show_found(FoundPeople("zzz", ()))
    return view


def _person(shown: PersonShown) -> PersonView:
    view = PersonView()
    view.show_person(shown)
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    return (
        Picture("people-start", _start),
        Picture("people-found", _found),
        Picture("people-nobody", _nobody),
        Picture("person", lambda: _person(PERSON), height=1180),
        Picture("person-nameless", lambda: _person(NAMELESS)),
    )

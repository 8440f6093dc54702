"""Recording and correcting a contact, with made-up people only."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import parse_code_list
from desktop.domain.ids import CaseId, ContactId, ContactPointId, DeviceId, PersonId, UserId
from desktop.domain.safe_contact import Verdict
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import BadInputError
from desktop.platform.resources import resource_names, resource_text
from desktop.queries.contacts import ContactDetails
from desktop.ui.contacts.calling import Call
from desktop.ui.contacts.forms import ContactForm, CorrectingForm
from desktop.ui.contacts.reading import contact_page
from desktop.ui.people.about import AboutPerson, CaseChoice
from desktop.ui.people.pictures import person
from desktop.ui.shared.screen import Picture

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks
    from desktop.ui.shared.drafts import DraftKeeper

_NOW = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
_NOTE = "Slept better. Wants the alarm fitted before the weekend; the neighbour keeps the spare key."
_WIDTH, _HEIGHT = 480, 820


def about(*roles: Role) -> AboutPerson:
    """Make up whose page it is; a picture asks the records nothing and keeps no drafts."""
    held = frozenset(roles or (Role.SUPPORT_WORKER,))
    actor = Actor(UserId(UUID(int=1)), DeviceId(UUID(int=2)), "Bethan Price", held)
    lists = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]
    return AboutPerson(
        tasks=cast("Tasks", None),
        actor=actor,
        drafts=cast("DraftKeeper", None),
        person_id=PersonId(UUID(int=2)),
        name="Katherine Marshall-Greene",
        cases=(
            CaseChoice(CaseId(UUID(int=1)), "C-0112 · Burglary at home", is_open=True),
            CaseChoice(CaseId(UUID(int=2)), "C-0212 · Harassment", is_open=False),
        ),
        lists={one.key: one for one in lists},
        today=date(2026, 3, 3),
    )


CALL = Call(
    ContactPointId(UUID(int=1)),
    1,
    "01632 960 147",
    Verdict(
        allowed=True,
        sentence="Safe: the person confirmed it.",
        withhold_number=True,
        ask_identity_first=True,
        ask_for="Kit",
        code_word="parcel",
    ),
    _NOW,
)
CONTACT = ContactDetails(
    contact_id=ContactId(UUID(int=1)),
    version=2,
    person_id=PersonId(UUID(int=2)),
    case_id=CaseId(UUID(int=1)),
    case_reference="C-0112",
    referral_id=None,
    happened_on=date(2026, 3, 2),
    at_time="14:05",
    channel_code="phone",
    channel="Phone",
    direction="out",
    result_code="spoke-with-person",
    result="Spoke with the person",
    reached=True,
    minutes=12,
    with_whom=NOTHING,
    note=ShownWords(_NOTE),
    restricted=False,
    support_codes=frozenset({"emotional", "personal-alarm"}),
    support=("Emotional support", "Personal alarm"),
    contact_point_id=None,
    who="Bethan Price",
    shared_with=(),
    may_correct=True,
)


def _later() -> datetime:
    return _NOW + timedelta(minutes=7, seconds=20)


def _new() -> ContactForm:
    return ContactForm(about(), clock=lambda: _NOW)


def _wrong() -> ContactForm:
    form = _new()
    form.save()
    form.refuse(BadInputError("A contact cannot have happened later today.", "Check the time."), field="at")
    return form


def _called() -> ContactForm:
    form = ContactForm(about(), call=CALL, clock=_later)
    form.fields["result"].input.fill("spoke-with-person")
    form.fields["minutes"].input.fill("8")
    form.fields["note"].input.fill(_NOTE)
    form.fields["result"].input.changed.emit()
    return form


def _beside_the_page() -> QWidget:
    view = person()
    view.open_form(ContactForm(about(), call=CALL, clock=_later))
    return view


def _read_only() -> QWidget:
    sealed = replace(CONTACT, note=WITHHELD, restricted=True, may_correct=False)
    return contact_page(sealed)


def pictures() -> tuple[Picture, ...]:
    """Every state of a contact."""
    return (
        Picture("contact-new", _new, width=_WIDTH, height=_HEIGHT),
        Picture("contact-wrong", _wrong, width=_WIDTH, height=_HEIGHT),
        Picture("contact-call", _called, width=_WIDTH, height=1180),
        Picture(
            "contact-volunteer", partial(ContactForm, about(Role.VOLUNTEER)), width=_WIDTH, height=_HEIGHT
        ),
        Picture("contact-correct", partial(CorrectingForm, about(), CONTACT), width=_WIDTH, height=1100),
        Picture("contact-read", _read_only, width=_WIDTH, height=620),
        Picture("contact-beside-the-page", _beside_the_page, width=1072, height=740),
    )

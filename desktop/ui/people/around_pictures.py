"""Everything around a case in its states, with made-up people only."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Role
from desktop.domain.attachment_kinds import AttachmentKind
from desktop.domain.ids import (
    AlertId,
    AttachmentId,
    HouseholdLinkId,
    InvolvedPersonId,
    LockOutId,
    PersonId,
    UserId,
)
from desktop.domain.safe_contact import Channel
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import BadInputError
from desktop.queries.alerts import AlertLine
from desktop.queries.attachments import AttachmentLine
from desktop.queries.colleagues import Colleague
from desktop.queries.households import HouseholdLine
from desktop.queries.involved_people import InvolvedLine
from desktop.queries.lock_outs import LockOutRow
from desktop.queries.people import FindResult, FoundPerson
from desktop.ui.alerts.forms import alert_items, alert_spec
from desktop.ui.attachments.forms import attachment_items, attachment_spec
from desktop.ui.attachments.picking import FileToKeep
from desktop.ui.attachments.picture import picture
from desktop.ui.contact_points.asked import contact_point_spec, referrer_spec
from desktop.ui.households.finder import OtherPerson
from desktop.ui.households.forms import household_items, household_spec
from desktop.ui.involved_people.asked import involved_spec, offender_spec
from desktop.ui.involved_people.forms import involved_items
from desktop.ui.key_dates.forms import key_date_spec
from desktop.ui.lock_outs.forms import LockedOut, lock_out_spec
from desktop.ui.people.made import CASES, LONG, PANEL, TODAY, made_form, made_lists, made_page
from desktop.ui.reminders.forms import reminder_spec
from desktop.ui.shared.form import Form
from desktop.ui.shared.screen import Picture

_WORKER = frozenset({Role.SUPPORT_WORKER})


def _alert_form() -> Form:
    typed: dict[str, str | list[str]] = {
        "kind": "unsafe-to-call",
        "what": "Ring her mobile only, between ten and noon.",
        "why": "Her brother answers the house telephone.",
    }
    return made_form(alert_spec(made_lists(), CASES, TODAY), typed)


def _alert() -> QWidget:
    alert = AlertLine(
        alert_id=AlertId(UUID(int=1)),
        version=1,
        case_id=None,
        kind_code="unsafe-to-call",
        what_to_do="Ring her mobile only, between ten and noon. Never leave a message with anybody.",
        why=WITHHELD,
        raised_on=date(2026, 2, 3),
        raised_by=LONG,
        review_on=date(2026, 4, 3),
        review_due=False,
        resolved_on=None,
        resolved_by=None,
        resolved_reason=NOTHING,
    )
    return made_page("Alert", alert_items(alert, made_lists()), "Resolve…", "Let it stand until…", "Change")


def _involved_form() -> Form:
    typed: dict[str, str | list[str]] = {"role": "police-officer", "name": LONG, "number": "01632 960 200"}
    return made_form(involved_spec(made_lists(), CASES, TODAY), typed)


def _involved() -> QWidget:
    line = InvolvedLine(
        involved_person_id=InvolvedPersonId(UUID(int=1)),
        version=1,
        case_id=None,
        role_code="social-worker",
        name=ShownWords(LONG),
        organisation=ShownWords("Riverside Adults' Services"),
        what_we_may_say=ShownWords("That we support her, nothing of why."),
        note=NOTHING,
        ways=(Channel.PHONE, Channel.EMAIL),
        never_speak_to=True,
        trusted_other=False,
        parental_responsibility=None,
    )
    items = involved_items(line, made_lists())
    return made_page("Somebody around the case", items, "Show how they are reached", "Change", "Put away…")


def _household() -> Form:
    other = OtherPerson(None)
    row = FoundPerson(
        PersonId(UUID(int=1)), "PA-000009-K", LONG, None, "4 May 1951", "Leeds", "surname", "exact"
    )
    other.show_found(FindResult("Feather", (row,), more=False))
    return made_form(household_spec(made_lists(), TODAY), {"relation": "parent"}, above=other)


def _link() -> QWidget:
    line = HouseholdLine(
        household_link_id=HouseholdLinkId(UUID(int=1)),
        version=1,
        other_id=PersonId(UUID(int=2)),
        reference="PA-000009-K",
        name=LONG,
        relation_code="parent",
        turned=False,
        live_together=True,
        since=date(2019, 5, 1),
        until=None,
        note=NOTHING,
    )
    return made_page("Household", household_items(line, made_lists()), "Change", "Put away…")


def _attachment_form() -> Form:
    file = FileToKeep(None)
    file.refuse(BadInputError("This is called .pdf but is no PDF file.", "Ask where it comes from."))
    return made_form(attachment_spec(CASES), {"name": "letter.pdf"}, above=file)


def _attachment() -> QWidget:
    line = AttachmentLine(
        attachment_id=AttachmentId(UUID(int=1)),
        version=1,
        case_id=None,
        name=ShownWords("Front door after the break-in, seen from the stairs.png", sealed=True),
        kind=AttachmentKind.PNG,
        size=482_113,
        added_on=date(2026, 2, 3),
        added_by="Amal Haddad",
        sealed=True,
        note=ShownWords("For the compensation claim."),
    )
    page = made_page("File", attachment_items(line), "Show it", "Save a copy…", "Change", "Put away…")
    page.tell(picture(b"not a picture", "door.png"))
    return page


def _lock_out() -> Form:
    locked = LockOutRow(
        lock_out_id=LockOutId(UUID(int=1)),
        version=1,
        user_id=UserId(UUID(int=1)),
        colleague=LONG,
        locked_on=date(2026, 2, 3),
        locked_by="Lena Okafor",
        reason=ShownWords("They are neighbours.", sealed=True),
        lifted_on=None,
    )
    offered = [Colleague(UserId(UUID(int=n)), name, _WORKER) for n, name in enumerate(("Amal", "Jo", "Vi"))]
    return made_form(lock_out_spec(offered), above=LockedOut((locked,)))


def _contact_point() -> Form:
    typed: dict[str, str | list[str]] = {
        "channel": "phone",
        "value": "01632 960 147",
        "state": "safe",
        "days": ["0", "2", "4"],
        "from": "10:00",
        "to": "12:30",
        "voicemail": "yes",
        "voicemail_words": "It is Jo, ring when you can",
    }
    return made_form(contact_point_spec(), typed)


def pictures() -> tuple[Picture, ...]:
    """Every state of what stands around a case."""
    return (
        Picture("alert-form", _alert_form, width=PANEL, height=820),
        Picture("alert", _alert, width=PANEL, height=620),
        Picture("contact-point-empty", lambda: made_form(contact_point_spec()), width=PANEL, height=1250),
        Picture("contact-point-filled", _contact_point, width=PANEL, height=1620),
        Picture("contact-point-referrer", lambda: made_form(referrer_spec()), width=PANEL, height=420),
        Picture("involved-form", _involved_form, width=PANEL, height=1250),
        Picture("involved", _involved, width=PANEL, height=620),
        Picture("offender-form", lambda: made_form(offender_spec(CASES)), width=PANEL, height=620),
        Picture(
            "key-date-form",
            lambda: made_form(
                key_date_spec(made_lists(), CASES, TODAY), {"kind": "hearing", "day": "friday"}
            ),
            width=PANEL,
            height=760,
        ),
        Picture("household-form", _household, width=PANEL, height=900),
        Picture("household", _link, width=PANEL, height=520),
        Picture("reminder-form", lambda: made_form(reminder_spec(CASES)), width=PANEL, height=520),
        Picture("attachment-form", _attachment_form, width=PANEL, height=820),
        Picture("attachment", _attachment, width=PANEL, height=620),
        Picture("lock-out", _lock_out, width=PANEL, height=760),
    )

"""What a contact asks, and its answers as what happened."""

from collections.abc import Mapping
from datetime import date, datetime

from desktop.domain.codes import CodeList, Kind
from desktop.domain.dates import civil_time
from desktop.domain.ids import ContactPointId
from desktop.domain.permissions import Permission, may
from desktop.queries.contacts import ContactDetails
from desktop.services.contacts import ContactFacts
from desktop.ui.people.about import AboutPerson
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    ClockTime,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Keyed,
    Line,
    Number,
    Option,
    Several,
    Tick,
    Whenabouts,
    Words,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.words import translate

REACHED = "spoke-with-person"
PHONE = "phone"
_LONGEST = 600
_A_CHOICE = 2


def contact_spec(
    about: AboutPerson, *, calling: bool = False, correcting: ContactDetails | None = None, intro: str = ""
) -> FormSpec:
    """Describe the form: when and how, what came of it, how long, what was said and given."""
    held = (correcting.channel_code, correcting.result_code) if correcting else ()
    return FormSpec(
        translate("Contacts", "Correct a contact")
        if correcting
        else translate("Contacts", "Record a contact"),
        (
            Keyed(
                "result",
                translate("Contacts", "How did it go?"),
                required=True,
                options=_without_unknown(about.lists["contact-result"], about, held),
            ),
            *(_still_safe(about) if calling else ()),
            Number(
                "minutes", translate("Contacts", "How long"), most=_LONGEST, unit=translate("Contacts", "min")
            ),
            *_what_was_said(about, correcting),
            Heading("when", translate("Contacts", "When and how")),
            *_when_and_how(about, held),
            *(_case(about) if correcting is None else ()),
        ),
        save_label=translate("Contacts", "Save the contact"),
        intro=intro,
        another_label="" if correcting else translate("Contacts", "Save and add another"),
    )


def _when_and_how(about: AboutPerson, held: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    ways = [("out", translate("Contacts", "We did")), ("in", translate("Contacts", "They did"))]
    return (
        Day("day", translate("Contacts", "Day"), required=True, lies=Whenabouts.PAST),
        ClockTime("at", translate("Contacts", "Time"), beside=True),
        Choice(
            "channel",
            translate("Contacts", "How"),
            required=True,
            options=_without_unknown(about.lists["contact-channel"], about, held),
        ),
        Choice("direction", translate("Contacts", "Who began it"), required=True, options=options(ways)),
    )


def _still_safe(about: AboutPerson) -> tuple[FieldSpec, ...]:
    if not may(about.actor, Permission.CHANGE_PERSON):
        return ()
    answers = [
        ("yes", translate("Contacts", "Yes, they said so")),
        ("no", translate("Contacts", "No longer safe")),
    ]
    return (
        Keyed(
            "still",
            translate("Contacts", "Is this number still safe?"),
            options=options(answers),
            keys="yn",
            depends_on=shown_if("result", REACHED),
        ),
    )


def _what_was_said(about: AboutPerson, correcting: ContactDetails | None) -> tuple[FieldSpec, ...]:
    withheld = correcting is not None and (correcting.note.withheld or correcting.with_whom.withheld)
    hint = (
        translate("Contacts", "What stands there is sealed. Leave it empty to keep it.") if withheld else ""
    )
    return (
        Words("note", translate("Contacts", "What was said"), hint=hint, lines=4),
        Several(
            "support",
            translate("Contacts", "Support given"),
            options=_without_unknown(about.lists["support-given"], about, ()),
        ),
        Line("with_whom", translate("Contacts", "With whom, if not the person"), hint=hint),
        Tick(
            "restricted",
            translate("Contacts", "Restricted note"),
            hint=translate("Contacts", "Only the safeguarding lead, the deputy and the manager can read it."),
        ),
    )


def _case(about: AboutPerson) -> tuple[FieldSpec, ...]:
    """Ask for the case only where there is more than one it can belong to."""
    if len(about.cases) < _A_CHOICE:
        return ()
    several_open = sum(case.is_open for case in about.cases) > 1
    pairs = [(str(case.case_id), case.label) for case in about.cases]
    label, nothing = translate("Contacts", "For which case"), translate("Contacts", "The open one, if any")
    return (Choice("case", label, required=several_open, options=options(pairs), nothing=nothing),)


def _without_unknown(code_list: CodeList, about: AboutPerson, held: tuple[str, ...]) -> tuple[Option, ...]:
    """Leave out "not known": it is there for old lists, and whoever was there knows."""
    unknown = {code.code for code in code_list if code.kind is not Kind.ANSWER} - set(held)
    shown = options_of(code_list, on=about.today, besides=[code for code in held if code in code_list])
    return tuple(option for option in shown if option.code not in unknown)


def first_values(about: AboutPerson, at: datetime) -> Mapping[str, object]:
    """Give what a contact nearly always is: now, by phone, from us, for the one open case."""
    clock = civil_time(at)
    open_cases = [case for case in about.cases if case.is_open]
    values: dict[str, object] = {
        "day": clock.date(),
        "at": clock.time(),
        "channel": PHONE,
        "direction": "out",
    }
    if len(open_cases) == 1:
        values["case"] = str(open_cases[0].case_id)
    return values


def taken_for_granted(about: AboutPerson, at: datetime) -> str:
    """Say what a new contact is taken to be until somebody says otherwise."""
    said = translate("Contacts", "Today at %1 we rang%2. Change below what differs.")
    open_cases = [case for case in about.cases if case.is_open]
    case = (
        translate("Contacts", ", for %1").replace("%1", open_cases[0].label) if len(open_cases) == 1 else ""
    )
    return said.replace("%1", f"{civil_time(at):%H:%M}").replace("%2", case)


def facts_of(answers: FormAnswers, *, today: date, contact_point_id: ContactPointId | None) -> ContactFacts:
    """Read the answers as what happened."""
    at = answers.time("at")
    return ContactFacts(
        happened_on=answers.day("day") or today,
        at_time=f"{at:%H:%M}" if at else None,
        channel_code=answers.code("channel") or "",
        direction=answers.code("direction") or "",
        result_code=answers.code("result") or "",
        minutes=answers.number("minutes"),
        with_whom=answers.text("with_whom") or None,
        note=answers.text("note") or None,
        restricted=answers.ticked("restricted"),
        support_codes=frozenset(answers.codes("support")) or None,
        contact_point_id=contact_point_id,
    )


def values_of(contact: ContactDetails) -> Mapping[str, object]:
    """Give what stands in a contact, to correct it."""
    return {
        "day": contact.happened_on,
        "at": contact.at_time,
        "channel": contact.channel_code,
        "direction": contact.direction,
        "result": contact.result_code,
        "minutes": contact.minutes,
        "with_whom": contact.with_whom.text,
        "note": contact.note.text,
        "restricted": contact.restricted,
        "support": sorted(contact.support_codes or ()),
    }

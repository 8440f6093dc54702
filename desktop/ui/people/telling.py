"""The entries of the records as lines of the timeline: icon, group, badges, what is withheld said plainly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop.queries.timeline import TimelineEntry as Told
from desktop.ui.shared.timeline import TimelineBadge, TimelineEntry
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import translate

_LONDON = ZoneInfo("Europe/London")
_CONTACTS, _PLAN, _SAFETY, _SHARING, _COURSE, _AROUND = (
    "contacts",
    "plan",
    "safety",
    "sharing",
    "course",
    "around",
)
_KINDS: Mapping[str, tuple[str, str]] = {
    "contact": (_CONTACTS, "contact"),
    "assessment": (_PLAN, "assessment"),
    "plan": (_PLAN, "plan"),
    "goal": (_PLAN, "goal"),
    "action": (_PLAN, "action"),
    "concern": (_SAFETY, "concern"),
    "concern_call": (_SAFETY, "call"),
    "concern_decision": (_SAFETY, "concern"),
    "concern_addition": (_SAFETY, "concern"),
    "alert": (_SAFETY, "alert"),
    "consent": (_SHARING, "consent"),
    "onward_referral": (_SHARING, "signposting"),
    "referral": (_COURSE, "referral"),
    "support_case": (_COURSE, "case"),
    "ending": (_COURSE, "ending"),
    "assignment": (_COURSE, "people"),
    "reminder": (_AROUND, "reminder"),
    "involved_person": (_AROUND, "involved"),
    "key_date": (_AROUND, "key-date"),
    "household_link": (_AROUND, "household"),
    "attachment": (_AROUND, "attachment"),
}


@dataclass(frozen=True, slots=True)
class EntryKey:
    """Which record an entry is of; one record may have several entries, told apart by their titles."""

    kind: str
    record_id: UUID
    title: str


def groups() -> tuple[tuple[str, str], ...]:
    """Name the groups that the timeline can be narrowed to."""
    return (
        (_CONTACTS, translate("Person", "Contacts")),
        (_PLAN, translate("Person", "Plan")),
        (_SAFETY, translate("Person", "Safeguarding")),
        (_SHARING, translate("Person", "Sharing")),
        (_COURSE, translate("Person", "Course")),
        (_AROUND, translate("Person", "Other")),
    )


def entry_of(told: Told) -> TimelineEntry:
    """Make one line of what the records tell."""
    group, icon = _KINDS.get(told.kind, ("", "plain"))
    words = told.words.text
    if told.words.withheld:
        sealed = translate("Person", "Sealed: there are words here that your role does not read.")
        words = f"{words}\n{sealed}" if words else sealed
    badges = (TimelineBadge(translate("Person", "Sealed"), Tone.CAUTION),) if told.sealed else ()
    return TimelineEntry(
        key=EntryKey(told.kind, told.record_id, told.title),
        at=_moment(told.on, told.at_time),
        kind=group,
        icon=icon,
        title=told.title,
        facts=" · ".join(told.facts),
        words=words,
        who=told.who,
        badges=badges,
    )


def _moment(on: date, at_time: str | None) -> datetime | date:
    if not at_time:
        return on
    return datetime.combine(on, time.fromisoformat(at_time), tzinfo=_LONDON)

"""How the course itself is told in the timeline: what came in, which cases were opened, own reminders."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from desktop.domain.dates import date_in_words
from desktop.models.base import Record
from desktop.models.case import Case
from desktop.models.referral import Referral
from desktop.models.reminder import Reminder
from desktop.queries.timeline_lines import Line, Sayings, Telling, facts, titled


def _referral(one: Referral, say: Sayings) -> Iterator[Line]:
    source = say.of("referral-source", one.source_code) or one.source_words or ""
    yield Line(
        on=one.received_on,
        title=titled("Referral", source),
        facts=facts(
            one.reference,
            "Asked to stay anonymous" if one.asked_to_stay_anonymous else "",
            titled("No case", say.of("reason-not-a-case", one.reason_not_case_code))
            if one.reason_not_case_code
            else "",
        ),
        fields=("kept_apart",),
    )
    if one.offered_on:
        yield Line(on=one.offered_on, title="Support explained", facts=(one.reference,))
    if one.answered_on:
        said = "Said yes to support" if one.accepted else "Declined support"
        yield Line(on=one.answered_on, title=said, facts=(one.reference,))


def _case(one: Case, say: Sayings) -> Iterator[Line]:
    yield Line(
        on=one.opened_on,
        title="Case opened",
        facts=facts(
            one.reference,
            say.of("crime-type", one.main_crime_code),
            *(say.of("also-involves", code) for code in sorted(one.also_involves or ())),
        ),
        who=one.worker_id,
    )
    if one.closed_on and one.from_history:  # a case closed here has its ending beside it
        yield Line(on=one.closed_on, title=titled("Case closed", say.of("ending-reason", one.ending_code)))
    if one.sealed_on:
        yield Line(on=one.sealed_on, title="Case sealed", facts=(one.reference,))


def _reminder(one: Reminder, _say: Sayings) -> Iterator[Line]:
    done = (f"Done on {date_in_words(one.done_on)}",) if one.done_on else ()
    yield Line(
        on=one.due_on, title="Your reminder", facts=done, fields=("words", "put_off_words"), who=one.user_id
    )


COURSE: Mapping[type[Record], Telling] = MappingProxyType(
    {
        Referral: Telling(_referral, Referral.received_on),
        Case: Telling(_case, Case.opened_on),
        Reminder: Telling(_reminder, Reminder.due_on),
    }
)
"""The kinds that are no records of a case, and how they are told."""

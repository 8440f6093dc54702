"""How each kind of record about a person is told in the timeline: on which day, in which words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy.orm import InstrumentedAttribute

from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date, civil_time, date_in_words
from desktop.models.alert import Alert
from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.assignment import Assignment
from desktop.models.attachment import Attachment
from desktop.models.base import CaseRecord
from desktop.models.broken_glass import BrokenGlass
from desktop.models.concern import Concern, ConcernAddition, ConcernCall, ConcernDecision
from desktop.models.consent import Consent
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.household import HouseholdLink
from desktop.models.involved_person import AllegedOffender, InvolvedPerson
from desktop.models.key_date import KeyDate
from desktop.models.lock_out import LockOut
from desktop.models.onward_referral import OnwardReferral
from desktop.models.plan import Action, Goal, Plan

_TOLD_TO = {
    "lead": "the safeguarding lead",
    "deputy": "the deputy lead",
    "out_of_hours": "the out-of-hours team",
    "adult_care": "adult social care",
    "childrens_care": "children's social care",
    "police": "the police",
    "other": "somebody else",
}
_STATES = {"met": "reached", "partly": "partly reached", "dropped": "dropped", "done": "done"}


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words in which codes, organisations and people on file are told."""

    code_lists: Mapping[str, CodeList]
    organisations: Mapping[UUID, str] = field(default_factory=dict)
    people: Mapping[UUID, str] = field(default_factory=dict)
    needs: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """The answers of each assessment."""

    def of(self, key: str, code: str | None) -> str:
        """Give the label of a code; one that its list lost stands as it is, none is no word."""
        if code is None:
            return ""
        known = self.code_lists.get(key)
        return known.label(code) if known is not None and code in known else code


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event in the life of a record; ``fields`` names the words that belong to it."""

    on: date
    title: str
    at_time: str | None = None
    facts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    who: UUID | None = None


Tell = Callable[[Any, Sayings], Iterable[Line]]


@dataclass(frozen=True, slots=True)
class Telling:
    """How a kind is told, and the column of the first day of a record, if it has one."""

    tell: Tell
    first_day: InstrumentedAttribute[Any] | None = None


def made_on(record_id: UUID) -> date:
    """Give the civil day on which a record was made, which its identity (UUID version 7) holds."""
    return civil_date(datetime.fromtimestamp((record_id.int >> 80) / 1000, tz=UTC))


def facts(*said: str) -> tuple[str, ...]:
    """Leave out what there is nothing to say of."""
    return tuple(one for one in said if one)


def titled(what: str, more: str) -> str:
    """Put a kind and its name together."""
    return f"{what}: {more}" if more else what


def _clock(moment: datetime) -> str:
    return f"{civil_time(moment):%H:%M}"


def _dated(words: str, day: date | None) -> str:
    return f"{words} {date_in_words(day)}" if day else ""


def _took(minutes: int | None) -> str:
    if not minutes:
        return ""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _they_began(channel: str) -> str:
    if channel in {"phone", "video"}:
        return "They rang"
    return "They wrote" if channel in {"text", "email", "letter"} else "They came to us"


def _contact(one: Contact, say: Sayings) -> Iterator[Line]:
    channel = say.of("contact-channel", one.channel_code)
    yield Line(
        on=one.happened_on,
        at_time=one.at_time,
        title=titled(channel, say.of("contact-result", one.result_code)),
        facts=facts(
            _they_began(one.channel_code) if one.direction == "in" else "",
            _took(one.minutes),
            *(say.of("support-given", code) for code in sorted(one.support_codes or ())),
            "Restricted" if one.restricted else "",
        ),
        fields=("with_whom", "note"),
        who=one.worker_id,
    )


def _consent(one: Consent, say: Sayings) -> Iterator[Line]:
    kind = say.of("consent-kind", one.kind_code)
    yield Line(
        on=one.answered_on,
        title=titled("Consent given" if one.given else "Consent refused", kind),
        facts=facts(
            say.organisations.get(one.organisation_id, "") if one.organisation_id else "",
            say.of("consent-how", one.how_code),
            _dated("Until", one.expires_on),
        ),
        fields=(
            "what",
            "to_whom",
            "purpose",
            "limits",
            "given_by_words",
            "capacity_reason",
            "competence_judged_by",
            "competence_reason",
        ),
        who=one.taken_by,
    )
    if one.withdrawn_on:
        yield Line(on=one.withdrawn_on, title=titled("Consent withdrawn", kind), fields=("withdrawn_words",))


def _assessment(one: Assessment, say: Sayings) -> Iterator[Line]:
    stage = {"start": "at the start", "review": "at a review", "ending": "at the ending"}[one.stage]
    yield Line(
        on=one.made_on,
        title=f"Needs assessment {stage}",
        facts=facts(
            f"Feels unsafe: {one.safety_score}" if one.safety_score else "",
            titled("Risk", say.of("risk-level", one.risk_level)) if one.risk_level else "",
            *say.needs.get(one.id, ()),
        ),
        fields=("support_around", "words", "risk_reason"),
        who=one.made_by,
    )


def _plan(one: Plan, _say: Sayings) -> Iterator[Line]:
    agreed = {True: "Agreed with the person", False: "Not agreed with the person", None: ""}
    yield Line(
        on=one.made_on,
        title="Recovery plan",
        facts=facts(agreed[one.agreed_with_person], _dated("Review on", one.review_on)),
        fields=("words",),
        who=one.made_by,
    )


def _goal(one: Goal, say: Sayings) -> Iterator[Line]:
    need = say.of("need", one.need_code)
    yield Line(on=one.set_on, title=titled("Goal", need), fields=("words",))
    if one.settled_on:
        yield Line(on=one.settled_on, title=f"Goal {_STATES.get(one.state, one.state)}", fields=("words",))


def _action(one: Action, _say: Sayings) -> Iterator[Line]:
    promised = "Promised to the person" if one.promised else ""
    by_when = _dated("By", one.due_on)
    yield Line(
        on=made_on(one.id),
        title="Action agreed",
        facts=facts(promised, by_when),
        fields=("words", "owner_words"),
        who=one.owner_id,
    )
    if one.settled_on:
        state = _STATES.get(one.state, one.state)
        yield Line(
            on=one.settled_on,
            title=f"Action {state}",
            facts=facts(promised),
            fields=("words", "settled_words"),
            who=one.owner_id,
        )


def _concern(one: Concern, say: Sayings) -> Iterator[Line]:
    yield Line(
        on=civil_date(one.raised_at),
        at_time=_clock(one.raised_at),
        title=f"Safeguarding concern about {'a child' if one.about == 'child' else 'an adult'}",
        facts=facts(
            *(say.of("care-act-category", code) for code in sorted(one.category_codes or ())),
            "Immediate danger" if one.immediate_danger else "",
            "" if one.closed_on else "Open",
        ),
        fields=("narrative", "exact_words", "where_and_who", "wishes", "override_reason"),
        who=one.raised_by,
    )
    if one.closed_on:
        yield Line(on=one.closed_on, title="Safeguarding concern closed", who=one.signed_off_by)


def _call(one: ConcernCall, _say: Sayings) -> Iterator[Line]:
    yield Line(
        on=civil_date(one.told_at),
        at_time=_clock(one.told_at),
        title=f"Concern: told {_TOLD_TO[one.told]}" if one.reached else f"Concern: rang {_TOLD_TO[one.told]}",
        facts=() if one.reached else ("Not reached",),
        fields=("whom", "said"),
        who=one.told_by,
    )


def _decision(one: ConcernDecision, say: Sayings) -> Iterator[Line]:
    yield Line(
        on=civil_date(one.decided_at),
        at_time=_clock(one.decided_at),
        title=titled("Concern, decision", say.of("concern-decision", one.decision_code)),
        fields=("reasons", "referred_to", "their_reference", "feedback"),
        who=one.decided_by,
    )


def _addition(one: ConcernAddition, _say: Sayings) -> Iterator[Line]:
    yield Line(
        on=civil_date(one.added_at),
        at_time=_clock(one.added_at),
        title="Concern: something added",
        fields=("words",),
        who=one.added_by,
    )


def _alert(one: Alert, say: Sayings) -> Iterator[Line]:
    kind = say.of("alert-kind", one.kind_code)
    yield Line(
        on=one.raised_on,
        title=titled("Alert", kind),
        facts=facts(one.what_to_do or "", _dated("Look again on", one.review_on)),
        fields=("why",),
        who=one.raised_by,
    )
    if one.resolved_on:
        yield Line(
            on=one.resolved_on,
            title=titled("Alert resolved", kind),
            fields=("resolved_reason",),
            who=one.resolved_by,
        )


def _onward(one: OnwardReferral, say: Sayings) -> Iterator[Line]:
    where = say.organisations.get(one.organisation_id, "")
    told = one.kind == "told"
    waiting = "" if told or one.sent_on or one.stopped_on else "Not sent yet"
    yield Line(
        on=one.made_on,
        title=titled("Told about" if told else "Onward referral", where),
        facts=facts(say.of("need", one.need_code), waiting, _dated("Follow up on", one.follow_up_on)),
        fields=() if one.sent_on else ("what_was_passed",),
        who=one.made_by,
    )
    if one.sent_on:
        yield Line(on=one.sent_on, title=titled("Details passed on to", where), fields=("what_was_passed",))
    if one.stopped_on:
        yield Line(on=one.stopped_on, title=titled("Onward referral stopped", where))
    elif one.outcome_on:
        outcome = say.of("onward-outcome", one.outcome_code)
        yield Line(on=one.outcome_on, title=titled(where, outcome), fields=("outcome_words",))


def _ending(one: Ending, say: Sayings) -> Iterator[Line]:
    agreed = {"yes": "Agreed with the person", "no": "The person did not agree", "not_asked": "Not asked"}
    yield Line(
        on=one.closed_on,
        title=titled("Case closed", say.of("ending-reason", one.reason_code)),
        facts=facts("Planned" if one.planned else "Not planned", agreed[one.agreed]),
        fields=("their_words", "words", "open_concern_reason"),
        who=one.closed_by,
    )
    if one.reopened_on:
        yield Line(
            on=one.reopened_on, title="Case reopened", fields=("reopened_reason",), who=one.reopened_by
        )


def _involved(one: InvolvedPerson, say: Sayings) -> Iterator[Line]:
    yield Line(
        on=made_on(one.id),
        title=titled("Around the case", say.of("involved-role", one.role_code)),
        facts=facts(
            "Never speak to them" if one.never_speak_to else "",
            "Trusted other" if one.trusted_other else "",
            "Has parental responsibility" if one.parental_responsibility else "",
        ),
        fields=("name", "organisation", "what_we_may_say", "note"),
    )


def _key_date(one: KeyDate, say: Sayings) -> Iterator[Line]:
    yield Line(
        on=one.happens_on,
        at_time=one.at_time,
        title=say.of("key-date-kind", one.kind_code),
        facts=facts(_dated("Dealt with on", one.dealt_with_on)),
        fields=("place", "note"),
    )


def _household(one: HouseholdLink, say: Sayings) -> Iterator[Line]:
    yield Line(
        on=one.since or made_on(one.id),
        title=titled("Household", say.of("household-relation", one.relation_code)),
        facts=facts(say.people.get(one.other_id, ""), "Live together" if one.live_together else ""),
        fields=("note",),
    )
    if one.until:
        yield Line(on=one.until, title="Household: no longer", facts=facts(say.people.get(one.other_id, "")))


def _attachment(one: Attachment, _say: Sayings) -> Iterator[Line]:
    yield Line(
        on=one.added_on,
        title="File kept",
        facts=(one.kind.upper() if one.kind != "other" else "Other file",),
        fields=("name", "note"),
        who=one.added_by,
    )


def _assignment(one: Assignment, _say: Sayings) -> Iterator[Line]:
    yield Line(
        on=one.from_on,
        title="Given to a colleague",
        facts=facts(_dated("Until", one.until_on)),
        fields=("note",),
        who=one.user_id,
    )


TELLINGS: Mapping[type[CaseRecord], Telling] = MappingProxyType(
    {
        Contact: Telling(_contact, Contact.happened_on),
        Consent: Telling(_consent, Consent.answered_on),
        Assessment: Telling(_assessment, Assessment.made_on),
        Plan: Telling(_plan, Plan.made_on),
        Goal: Telling(_goal, Goal.set_on),
        Action: Telling(_action),
        Concern: Telling(_concern),
        ConcernCall: Telling(_call),
        ConcernDecision: Telling(_decision),
        ConcernAddition: Telling(_addition),
        Alert: Telling(_alert, Alert.raised_on),
        OnwardReferral: Telling(_onward, OnwardReferral.made_on),
        Ending: Telling(_ending, Ending.closed_on),
        InvolvedPerson: Telling(_involved),
        KeyDate: Telling(_key_date, KeyDate.happens_on),
        HouseholdLink: Telling(_household),
        Attachment: Telling(_attachment, Attachment.added_on),
        Assignment: Telling(_assignment, Assignment.from_on),
    }
)
"""Every kind about a person that the timeline tells."""

NOT_TOLD: Mapping[type[CaseRecord], str] = MappingProxyType(
    {
        NeedAnswer: "stands within its assessment",
        OutcomeAnswer: "stands within its assessment",
        AllegedOffender: "criminal-offence data: opened one at a time, never listed",
        LockOut: "for those who may lock out, on a list of their own",
        BrokenGlass: "for the safeguarding lead, on a list of their own",
    }
)
"""The kinds that it leaves out on purpose, and why."""

"""Rows of the real store for made-up histories."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID

from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.base import Base
from desktop.models.case import Case, FundingStream
from desktop.models.concern import Concern, ConcernDecision
from desktop.models.contact import Contact, ContactShare
from desktop.models.ending import Ending
from desktop.models.incident import Incident
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.plan import Goal, Plan
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.survey_reply import SurveyReply
from tests.returns import histories as told

PUT_AWAY = datetime(2026, 3, 1, tzinfo=UTC)
_IN_ORDER: tuple[type[Base], ...] = (
    *(FundingStream, Organisation, Person, Incident, Referral, Case, Ending, Contact, ContactShare),
    *(Assessment, NeedAnswer, OutcomeAnswer, Plan, Goal, OnwardReferral, Concern, ConcernDecision),
    SurveyReply,
)
Row = tuple[type[Base], dict[str, object]]


def identity(kind: int, serial: int, at: datetime | date = date(2024, 1, 1)) -> UUID:
    """Make an identity of version 7 for a moment; of one moment the serial number says which came first."""
    moment = at if isinstance(at, datetime) else datetime.combine(at, time.min, UTC)
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | serial << 24 | kind)


def write_history(session: RecordSession, *, history: told.History, user_id: UUID) -> None:
    """Write everything down; the person with serial 7 has the reference P-7."""
    rows: defaultdict[type[Base], list[dict[str, object]]] = defaultdict(list)
    for model, row in _Writer(history, user_id).rows():
        rows[model].append(row)
    for model in _IN_ORDER:
        session.write_many(model, rows[model])


def _away(archived: bool) -> datetime | None:  # noqa: FBT001 what a record says of itself
    return PUT_AWAY if archived else None


class _Writer:
    """Goes through a history once."""

    def __init__(self, history: told.History, user_id: UUID) -> None:
        self._history = history
        self._user = user_id
        self._streams: dict[str, UUID] = {}
        self._organisations: dict[str | None, UUID] = {}
        self._first_case: UUID | None = None

    def rows(self) -> Iterator[Row]:
        for person in self._history.people:
            yield from self._of_person(person)
        for reply in self._history.replies:
            answers = {f"{name}_code": code for name, code in reply.answers}
            yield (
                SurveyReply,
                {
                    "id": identity(20, reply.serial),
                    "quarter_start": reply.quarter_start,
                    "archived_at": _away(reply.archived),
                    **answers,
                },
            )
        for name, stream_id in self._streams.items():
            yield FundingStream, {"id": stream_id, "name": name, "funder": None}
        for kind, organisation_id in self._organisations.items():
            yield Organisation, {"id": organisation_id, "name": f"Place {kind}", "kind_code": kind}

    def _of_person(self, person: told.Person) -> Iterator[Row]:
        person_id = None if person.nameless else identity(1, person.serial)
        if person_id is not None:
            yield Person, _person_row(person, person_id)
        for referral in person.referrals:
            yield from self._of_referral(referral, person_id)
        for case, contacts in person.cases:
            if person_id is not None:
                yield from self._of_case(case, person_id, None)
                yield from self._contacts(contacts, person_id, None, identity(4, case.serial))

    def _of_referral(self, one: told.Referral, person_id: UUID | None) -> Iterator[Row]:
        referral_id, incident_id = identity(2, one.serial), identity(3, one.serial)
        yield (
            Incident,
            {
                "id": incident_id,
                "crime_code": one.crime,
                "reported_code": one.reported,
                "not_reported_codes": one.not_reported,
                "hate_strands": one.strands,
            },
        )
        yield (
            Referral,
            {
                "id": referral_id,
                "reference": f"R-{one.serial}",
                "received_on": one.received_on,
                "person_id": person_id,
                "incident_id": incident_id,
                "source_code": one.source,
                "offered_on": one.offered_on,
                "answered_on": one.answered_on,
                "accepted": one.accepted,
                "reason_not_case_code": one.reason,
                "archived_at": _away(one.archived),
            },
        )
        if person_id is None:
            return
        case_id = None
        if one.case is not None:
            case_id = identity(4, one.case.serial)
            yield from self._of_case(one.case, person_id, referral_id)
        yield from self._contacts(one.contacts, person_id, referral_id, case_id)

    def _contacts(
        self,
        contacts: tuple[told.Contact, ...],
        person_id: UUID,
        referral_id: UUID | None,
        case_id: UUID | None,
    ) -> Iterator[Row]:
        for one in contacts:
            contact_id = identity(10, one.serial, one.written_at)
            yield (
                Contact,
                {
                    "id": contact_id,
                    "person_id": person_id,
                    "case_id": case_id,
                    "referral_id": referral_id if one.before_case or case_id is None else None,
                    "worker_id": self._user,
                    "happened_on": one.on,
                    "channel_code": one.channel,
                    "direction": one.direction,
                    "result_code": one.result,
                    "minutes": one.minutes,
                    "support_codes": one.support,
                    "archived_at": _away(one.archived),
                },
            )
            if one.shared and self._first_case not in {None, case_id}:
                share: dict[str, object] = {
                    "id": identity(11, one.serial),
                    "contact_id": contact_id,
                    "case_id": self._first_case,
                }
                yield ContactShare, share

    def _of_case(self, one: told.Case, person_id: UUID, referral_id: UUID | None) -> Iterator[Row]:
        case_id = identity(4, one.serial)
        of_case = {"person_id": person_id, "case_id": case_id}
        stream = None
        if one.stream is not None:
            stream = self._streams.setdefault(one.stream, identity(6, len(self._streams)))
        yield (
            Case,
            {
                "id": case_id,
                "reference": f"C-{one.serial}",
                "person_id": person_id,
                "referral_id": referral_id,
                "funding_stream_id": stream,
                "main_crime_code": one.crime,
                "also_involves": one.also,
                "opened_on": one.opened_on,
                "closed_on": one.closed_on,
                "ending_code": one.old_reason,
                "enhanced_codes": one.enhanced,
                "repeat_victim": one.repeat,
                "from_history": one.from_history,
                "archived_at": _away(one.archived),
            },
        )
        self._first_case = self._first_case or case_id
        for ending in one.endings:
            yield Ending, self._ending(ending) | of_case
        for assessment in one.assessments:
            yield from self._assessment(assessment, of_case)
        for plan in one.plans:
            yield from self._plan(plan, of_case)
        for onward in one.onwards:
            yield OnwardReferral, self._onward(onward) | of_case
        for concern in one.concerns:
            yield from self._concern(concern, of_case)

    def _ending(self, one: told.Ending) -> dict[str, object]:
        return {
            "id": identity(12, one.serial),
            "closed_on": one.closed_on,
            "closed_by": self._user,
            "reason_code": one.reason,
            "planned": one.planned,
            "agreed": one.agreed,
            "reopened_on": one.reopened_on,
            "reopened_by": self._user if one.reopened_on else None,
            "archived_at": _away(one.archived),
        }

    def _assessment(self, one: told.Assessment, of_case: dict[str, UUID]) -> Iterator[Row]:
        assessment_id = identity(13, one.serial)
        yield (
            Assessment,
            {
                "id": assessment_id,
                "stage": "review",
                "made_on": one.on,
                "made_by": self._user,
                "safety_answer": one.safety.answer,
                "safety_score": one.safety.score,
                "risk_level": one.risk,
                "archived_at": _away(one.archived),
                **of_case,
            },
        )
        listed = ((NeedAnswer, "need_code", one.needs), (OutcomeAnswer, "outcome_code", one.outcomes))
        for model, name, answers in listed:
            for place, (code, said) in enumerate(answers):
                row = {"assessment_id": assessment_id, name: code, "answer": said.answer, "score": said.score}
                kind = 30 + place if model is NeedAnswer else 50 + place
                yield model, {"id": identity(kind, one.serial), **row, **of_case}

    def _plan(self, one: told.Plan, of_case: dict[str, UUID]) -> Iterator[Row]:
        plan_id = identity(14, one.serial)
        plan = {"made_on": one.on, "made_by": self._user, "reviewed_on": one.reviewed_on}
        yield Plan, {"id": plan_id, **plan, "archived_at": _away(one.archived), **of_case}
        for place, (need, day, archived) in enumerate(one.goals):
            goal = {"plan_id": plan_id, "need_code": need, "set_on": day, "archived_at": _away(archived)}
            yield Goal, {"id": identity(70 + place, one.serial), **goal, **of_case}

    def _onward(self, one: told.Onward) -> dict[str, object]:
        kind = one.organisation_kind
        place = self._organisations.setdefault(kind, identity(5, len(self._organisations)))
        return {
            "id": identity(15, one.serial),
            "kind": one.kind,
            "organisation_id": place,
            "need_code": one.need,
            "made_by": self._user,
            "made_on": one.on,
            "outcome_code": one.outcome,
            "archived_at": _away(one.archived),
        }

    def _concern(self, one: told.Concern, of_case: dict[str, UUID]) -> Iterator[Row]:
        concern_id = identity(16, one.serial)
        yield (
            Concern,
            {
                "id": concern_id,
                "about": one.about,
                "raised_by": self._user,
                "raised_at": one.at,
                "immediate_danger": False,
                "wishes_asked": "no",
                "consent_to_share": "not_asked",
                "archived_at": _away(one.archived),
                **of_case,
            },
        )
        for place, (code, moment, archived) in enumerate(one.decisions):
            decision = {"decision_code": code, "decided_at": moment, "decided_by": self._user}
            row = {"concern_id": concern_id, **decision, "archived_at": _away(archived), **of_case}
            yield ConcernDecision, {"id": identity(90 + place, one.serial), **row}


def _person_row(person: told.Person, person_id: UUID) -> dict[str, object]:
    return {
        "id": person_id,
        "reference": f"P-{person.serial}",
        "forename": "Made",
        "surname": "Up",
        "sex_code": person.sex,
        "ethnicity_code": person.ethnicity,
        "disability_code": person.disability,
        "religion_code": person.religion,
        "orientation_code": person.orientation,
        "language_code": person.language,
        "local_authority_code": person.authority,
        "born_on": person.born,
        "born_precision": person.precision if person.born else None,
        "age_stated": person.age_stated,
        "age_stated_on": person.age_stated_on,
        "archived_at": _away(person.archived),
    }

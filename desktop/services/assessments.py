"""Needs assessments: recorded whole at one sitting, corrected whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from desktop.domain.actor import Actor
from desktop.domain.dates import Precision, civil_date
from desktop.domain.ids import AssessmentId, CaseId, PersonId
from desktop.domain.needs import ASKED_OUTCOMES, UNASKED, AssessmentStage, Said
from desktop.domain.permissions import Permission, needs
from desktop.domain.risk import RiskJudged, RiskLevel, ToolScore, judge
from desktop.errors import BadInputError, RefusedError
from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.case import Case, CaseIncident
from desktop.models.code import CodeRow
from desktop.models.incident import Incident
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person
from desktop.services.case_records import add_record, check_code, record_to_change, write_words

A = TypeVar("A", NeedAnswer, OutcomeAnswer)
_DOMESTIC = "domestic-abuse"
_NEED, _OUTCOME = "need", "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSaid:
    """What the person said about one need, and in which words."""

    need_code: str
    said: Said = UNASKED
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSaid:
    """How far the person agrees with one outcome: 1 not at all … 10 completely."""

    outcome_code: str
    said: Said = UNASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssessment:
    """One sitting. Needs and outcomes that are left out are kept as not asked.

    ``judgement`` is the worker's own level of risk, which may raise what ``tool`` says, with ``risk_reason``.
    """

    stage: AssessmentStage
    made_on: date
    needs: tuple[NeedSaid, ...] = ()
    outcomes: tuple[OutcomeSaid, ...] = ()
    safety: Said = UNASKED
    support_around: str = ""
    words: str = ""
    judgement: RiskLevel | None = None
    risk_reason: str = ""
    tool: ToolScore | None = None


@needs(Permission.ASSESS)
def record_assessment(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: NewAssessment,
) -> AssessmentId:
    """Record a whole assessment at once: an answer for every need and outcome, safety, support, the risk.

    Raises:
        BadInputError: there is no such person, case, need or outcome, one is answered twice, or a day is
            wrong.
        RefusedError: the person has died, or the risk is judged lower than the tool says, or higher without
            a reason.
    """
    if require_person(session, person_id).died_on is not None:
        what = "This person has died: nobody asks them any more."
        raise RefusedError(what)
    _check_days(session, words)
    needs_said, outcomes_said = _needs_said(session, words), _outcomes_said(session, words)
    risk = _risk(session, person_id, words)
    assessment = add_record(
        session,
        Assessment,
        person_id=person_id,
        case_id=case_id,
        values={"made_by": actor.user_id} | _values(words, risk),
        words=_words(words),
    )
    session.flush()
    _write_needs(session, assessment, needs_said)
    _write_outcomes(session, assessment, outcomes_said)
    return AssessmentId(assessment.id)


@needs(Permission.ASSESS)
def correct_assessment(
    session: RecordSession,
    *,
    actor: Actor,
    assessment_id: AssessmentId,
    version: int,
    words: NewAssessment,
) -> None:
    """Write an assessment anew, all of it; what stood there stays in the history.

    Words that the actor may not read are written anew too: leave out nothing that the screen showed.

    Raises:
        BadInputError: there is no such assessment, need or outcome, one is answered twice, or a day is wrong.
        RefusedError: the risk is judged lower than the tool says, or higher without a reason.
        StaleVersionError: somebody changed it since.
    """
    del actor
    assessment = record_to_change(session, Assessment, record_id=assessment_id, version=version)
    _check_days(session, words)
    needs_said, outcomes_said = _needs_said(session, words), _outcomes_said(session, words)
    risk = _risk(session, PersonId(assessment.person_id), words)
    for name, value in _values(words, risk).items():
        setattr(assessment, name, value)
    write_words(session, assessment, words=_words(words))
    flag_modified(assessment, "made_on")  # a changed answer is a changed assessment: its version goes up
    _write_needs(session, assessment, needs_said)
    _write_outcomes(session, assessment, outcomes_said)


@needs(Permission.ASSESS)
def archive_assessment(
    session: RecordSession, *, actor: Actor, assessment_id: AssessmentId, version: int
) -> None:
    """Put away an assessment that was recorded by mistake, with all its answers.

    Raises:
        BadInputError: there is no such assessment, or it is out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    assessment = record_to_change(session, Assessment, record_id=assessment_id, version=version)
    answers = (*_held(session, NeedAnswer, assessment_id), *_held(session, OutcomeAnswer, assessment_id))
    for record in (assessment, *answers):
        record.archived_at = session.now


def _held(session: RecordSession, model: type[A], assessment_id: UUID) -> Sequence[A]:
    return session.scalars(select(model).where(model.assessment_id == assessment_id)).all()


def _write_needs(session: RecordSession, assessment: Assessment, said: Iterable[NeedSaid]) -> None:
    held = {one.need_code: one for one in _held(session, NeedAnswer, assessment.id)}
    for one in said:
        row = held.get(one.need_code) or NeedAnswer(need_code=one.need_code)
        _keep_answer(session, assessment, row, one.said)
        write_words(session, row, words={"words": one.words})


def _write_outcomes(session: RecordSession, assessment: Assessment, said: Iterable[OutcomeSaid]) -> None:
    held = {one.outcome_code: one for one in _held(session, OutcomeAnswer, assessment.id)}
    for one in said:
        row = held.get(one.outcome_code) or OutcomeAnswer(outcome_code=one.outcome_code)
        _keep_answer(session, assessment, row, one.said)


def _keep_answer(
    session: RecordSession, assessment: Assessment, row: NeedAnswer | OutcomeAnswer, said: Said
) -> None:
    row.person_id, row.case_id, row.assessment_id = assessment.person_id, assessment.case_id, assessment.id
    row.answer, row.score = said.answer.value, said.score
    session.add(row)


def _values(words: NewAssessment, risk: RiskJudged) -> dict[str, object]:
    tool = words.tool
    return {
        "stage": words.stage.value,
        "made_on": words.made_on,
        "safety_answer": words.safety.answer.value,
        "safety_score": words.safety.score,
        "risk_level": risk.level.value if risk.level else None,
        "tool": tool.tool if tool else None,
        "tool_version": tool.version if tool else None,
        "tool_on": tool.on if tool else None,
        "tool_score": tool.score if tool else None,
        "tool_answered": tool.answered if tool else None,
        "tool_questions": tool.total if tool else None,
        "tool_level": risk.from_tool.value if risk.from_tool else None,
    }


def _words(words: NewAssessment) -> dict[str, str]:
    return {
        "support_around": words.support_around,
        "words": words.words,
        "risk_reason": words.risk_reason,
    }


def _check_days(session: RecordSession, words: NewAssessment) -> None:
    if words.made_on > civil_date(session.now):
        what = "The day of this assessment lies in the future."
        raise BadInputError(what, "Check the day.")
    if words.tool is not None and words.tool.on > civil_date(session.now):
        what = "The day on which the tool was filled in lies in the future."
        raise BadInputError(what, "Check the day.")


def _needs_said(session: RecordSession, words: NewAssessment) -> tuple[NeedSaid, ...]:
    """Give an answer for every need of the list, those left out as not asked."""
    said = {one.need_code: one for one in words.needs}
    if len(said) < len(words.needs):
        what = "One need is answered twice."
        raise BadInputError(what, "Keep one answer for each need.")
    for code in said:
        check_code(session, list_key=_NEED, code=code, on=words.made_on)
    listed = _listed(session, _NEED)
    return (*said.values(), *(NeedSaid(need_code=code) for code in listed if code not in said))


def _outcomes_said(session: RecordSession, words: NewAssessment) -> tuple[OutcomeSaid, ...]:
    """Give an answer for every outcome that is asked for, those left out as not asked."""
    said = {one.outcome_code: one for one in words.outcomes}
    if len(said) < len(words.outcomes):
        what = "One outcome is answered twice."
        raise BadInputError(what, "Keep one answer for each outcome.")
    for code in said:
        if code not in ASKED_OUTCOMES:
            what = f"“{code}” is not an outcome that is asked for."
            raise BadInputError(what, "Health and safety are taken from what is asked already.")
        check_code(session, list_key=_OUTCOME, code=code, on=words.made_on)
    listed = set(_listed(session, _OUTCOME)) - said.keys()
    return (*said.values(), *(OutcomeSaid(outcome_code=code) for code in ASKED_OUTCOMES if code in listed))


def _listed(session: RecordSession, list_key: str) -> Sequence[str]:
    statement = select(CodeRow.code).where(CodeRow.list_key == list_key, CodeRow.ends_on.is_(None))
    return session.scalars(statement).all()


def _risk(session: RecordSession, person_id: PersonId, words: NewAssessment) -> RiskJudged:
    return judge(
        words.tool,
        judgement=words.judgement,
        reason=words.risk_reason,
        incidents=_domestic_incidents(session, person_id),
        today=words.made_on,
    )


def _domestic_incidents(session: RecordSession, person_id: PersonId) -> list[date]:
    """Name the days, known to the day, of the incidents in a person's cases that involve domestic abuse."""
    statement = (
        select(Incident.id, Incident.happened_on, Case.main_crime_code, Case.also_involves)
        .join(CaseIncident, CaseIncident.incident_id == Incident.id)
        .join(Case, Case.id == CaseIncident.case_id)
        .where(
            Case.person_id == person_id,
            Case.archived_at.is_(None),
            CaseIncident.archived_at.is_(None),
            Incident.archived_at.is_(None),
            Incident.happened_on.is_not(None),
            Incident.happened_precision == Precision.DAY.value,
        )
    )
    days = {
        row.id: row.happened_on
        for row in session.execute(statement)
        if _DOMESTIC in {row.main_crime_code, *(row.also_involves or ())}
    }
    return list(days.values())

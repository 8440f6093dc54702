"""An assessment is recorded and corrected whole; judgement raises a risk and never lowers it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import AssessmentId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.needs import Answer, AssessmentStage, NeedChange, Said
from desktop.domain.risk import RiskLevel, ToolScore
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.assessments import (
    AssessmentDetails,
    NeedCompared,
    OutcomeCompared,
    assessments_of,
    needs_compared,
    needs_to_offer_goals,
    outcomes_compared,
)
from desktop.queries.history import record_history
from desktop.services.assessments import (
    NeedSaid,
    NewAssessment,
    OutcomeSaid,
    archive_assessment,
    correct_assessment,
    record_assessment,
)
from desktop.services.cases import add_incident_to_case
from desktop.services.plans import NewGoal, NewPlan, make_plan
from desktop.services.referrals import record_incident
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case

DASH = ToolScore(tool="DASH", version="2009", on=date(2026, 3, 10), score=11, answered=24, total=27)


def scored(code: str, score: int, words: str = "") -> NeedSaid:
    return NeedSaid(need_code=code, said=Said(Answer.SCORED, score), words=words)


def agreed(code: str, score: int) -> OutcomeSaid:
    return OutcomeSaid(outcome_code=code, said=Said(Answer.SCORED, score))


START = NewAssessment(
    stage=AssessmentStage.START,
    made_on=date(2026, 3, 10),
    needs=(
        scored("health", 8, "Cannot sleep"),
        scored("money", 3),
        NeedSaid(need_code="family", said=Said(Answer.PREFER_NOT_TO_SAY)),
    ),
    safety=Said(Answer.SCORED, 9),
    support_around="Her sister, next door",
    words="Jumps at every noise",
)


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


def assessed(made: MadeCase, words: NewAssessment = START) -> AssessmentId:
    return made.do(record_assessment, person_id=made.person, case_id=made.case, words=words)


def listed(made: MadeCase) -> tuple[AssessmentDetails, ...]:
    return made.ask(assessments_of, person_id=made.person, code_lists=made.lists)


def compared(made: MadeCase) -> dict[str, NeedCompared]:
    rows = made.ask(needs_compared, person_id=made.person, code_lists=made.lists)
    return {row.need_code: row for row in rows}


def outcomes(made: MadeCase) -> dict[str, OutcomeCompared]:
    rows = made.ask(outcomes_compared, person_id=made.person, code_lists=made.lists)
    return {row.outcome_code: row for row in rows}


def test_every_need_has_an_answer_and_not_asked_is_kept_apart_from_prefers_not_to_say(made: MadeCase) -> None:
    assessed(made)
    (one,) = listed(made)
    assert [need.need_code for need in one.needs] == [code.code for code in made.lists["need"].leaves()]
    said = {need.need_code: need.said for need in one.needs}
    assert said["health"] == Said(Answer.SCORED, 8)
    assert said["family"] == Said(Answer.PREFER_NOT_TO_SAY)
    assert said["shelter"] == Said(Answer.NOT_ASKED)
    assert (one.safety, one.support_around.text) == (Said(Answer.SCORED, 9), "Her sister, next door")
    assert {need.need: need.words.text for need in one.needs if need.words.text} == {
        "Mental and physical health": "Cannot sleep"
    }


def test_needs_are_compared_from_the_start_to_now(made: MadeCase) -> None:
    assessed(made)
    later = NewAssessment(
        stage=AssessmentStage.REVIEW,
        made_on=date(2026, 3, 28),
        needs=(scored("health", 5), scored("shelter", 2)),
    )
    assessed(made, later)
    rows = compared(made)
    health = rows["health"]
    assert (health.change, health.became) == (-3, NeedChange.IMPROVED)
    assert (health.start.score if health.start else 0, health.latest.score if health.latest else 0) == (8, 5)
    assert (rows["shelter"].change, rows["money"].change) == (None, None)
    assert rows["family"].last is Answer.PREFER_NOT_TO_SAY
    assert list(rows)[-1] == "safety"
    assert len(rows) == len(made.lists["need"].leaves()) + 1


def test_of_an_outcome_more_is_better_and_what_is_left_out_was_not_asked(made: MadeCase) -> None:
    silent = OutcomeSaid(outcome_code="informed", said=Said(Answer.PREFER_NOT_TO_SAY))
    assessed(made, replace(START, outcomes=(agreed("coping", 3), silent)))
    (one,) = listed(made)
    assert [(said.outcome_code, said.said) for said in one.outcomes] == [
        ("coping", Said(Answer.SCORED, 3)),
        ("informed", Said(Answer.PREFER_NOT_TO_SAY)),
        ("confidence", Said(Answer.NOT_ASKED)),
    ]
    later = replace(START, stage=AssessmentStage.ENDING, made_on=date(2026, 3, 28))
    assessed(made, replace(later, outcomes=(agreed("coping", 7), agreed("confidence", 5))))
    rows = outcomes(made)
    assert (rows["coping"].course.change, rows["coping"].course.became) == (4, NeedChange.IMPROVED)
    assert rows["coping"].outcome == "Better able to cope with everyday life"
    assert (rows["confidence"].course.change, rows["informed"].course.last) == (
        None,
        Answer.PREFER_NOT_TO_SAY,
    )
    assert set(rows) == {"coping", "informed", "confidence"}


def test_outcomes_are_corrected_and_put_away_with_their_assessment(made: MadeCase) -> None:
    assessment = assessed(made, replace(START, outcomes=(agreed("coping", 3), agreed("informed", 4))))
    corrected = replace(START, outcomes=(agreed("coping", 5),))
    made.do(correct_assessment, assessment_id=assessment, version=1, words=corrected)
    (one,) = listed(made)
    assert {said.outcome_code: said.said for said in one.outcomes} == {
        "coping": Said(Answer.SCORED, 5),
        "informed": Said(),
        "confidence": Said(),
    }
    made.do(archive_assessment, assessment_id=assessment, version=2)
    assert outcomes(made)["coping"].course.start is None


def test_a_sitting_of_an_earlier_day_written_down_later_keeps_its_place(made: MadeCase) -> None:
    assessed(made)
    assessed(made, replace(START, made_on=date(2026, 3, 5), needs=(scored("health", 10),)))
    assert compared(made)["health"].change == -2
    assert [one.made_on.day for one in listed(made)] == [10, 5]


def test_goals_are_offered_for_heavy_needs_without_one(made: MadeCase) -> None:
    assessed(made, replace(START, needs=(scored("health", 6), scored("money", 9), scored("social", 5))))
    offered = made.ask(needs_to_offer_goals, person_id=made.person, code_lists=made.lists)
    assert [(one.need_code, one.score) for one in offered] == [("money", 9), ("health", 6)]
    plan = NewPlan(made_on=TODAY, goals=(NewGoal(words="Pay the rent", need_code="money"),))
    made.do(make_plan, case_id=made.case, words=plan)
    offered = made.ask(needs_to_offer_goals, person_id=made.person, code_lists=made.lists)
    assert [one.need_code for one in offered] == ["health"]


def test_a_need_nobody_wants_to_speak_about_any_more_is_left_alone(made: MadeCase) -> None:
    assessed(made)
    silent = NeedSaid(need_code="health", said=Said(Answer.PREFER_NOT_TO_SAY))
    assessed(made, replace(START, made_on=date(2026, 3, 20), needs=(silent,)))
    assert made.ask(needs_to_offer_goals, person_id=made.person, code_lists=made.lists) == ()


def test_a_tool_is_kept_with_its_answers_and_judgement_may_raise_its_level(made: MadeCase) -> None:
    assessed(
        made, replace(START, tool=DASH, judgement=RiskLevel.HIGH, risk_reason="He was seen outside the house")
    )
    (one,) = listed(made)
    assert (one.risk_level, one.tool_level, one.tool) == (RiskLevel.HIGH, RiskLevel.MEDIUM, DASH)
    assert one.tool_words == "DASH 2009: 11 (24 of 27 answered)"


def test_judgement_never_lowers_what_a_tool_says(made: MadeCase) -> None:
    with pytest.raises(RefusedError, match="never lower"):
        assessed(made, replace(START, tool=DASH, judgement=RiskLevel.STANDARD))
    with pytest.raises(RefusedError, match="Write down why"):
        assessed(made, replace(START, tool=DASH, judgement=RiskLevel.HIGH))
    assert listed(made) == ()


def test_too_few_answers_are_not_scored(made: MadeCase) -> None:
    assessed(made, replace(START, tool=replace(DASH, score=2, answered=3, total=10)))
    (one,) = listed(made)
    assert (one.tool_words, one.risk_level) == ("DASH 2009: not scored: 3 of 10 answered", None)


def test_three_domestic_incidents_within_a_year_make_the_risk_high(made: MadeCase) -> None:
    made.say_of_case(also_involves=frozenset({"domestic-abuse"}))
    for day in (date(2025, 6, 1), date(2025, 11, 2), date(2026, 2, 3)):
        incident = made.do(record_incident, words=IncidentWords())
        made.do(add_incident_to_case, case_id=made.case, incident_id=incident)
        made.happened(incident, day)
    assessed(made)
    assert listed(made)[0].risk_level is RiskLevel.HIGH


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (replace(START, made_on=date(2026, 4, 2)), "future"),
        (replace(START, needs=(scored("health", 8), scored("health", 2))), "answered twice"),
        (replace(START, needs=(scored("wishes", 8),)), "Need"),
        (replace(START, outcomes=(agreed("coping", 8), agreed("coping", 2))), "outcome is answered twice"),
        (replace(START, outcomes=(agreed("health", 8),)), "not an outcome that is asked for"),
        (replace(START, tool=replace(DASH, on=date(2026, 5, 1))), "tool was filled in"),
    ],
)
def test_an_assessment_that_cannot_be_is_refused(made: MadeCase, words: NewAssessment, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem):
        assessed(made, words)
    assert listed(made) == ()


def test_somebody_who_died_is_asked_nothing_more(made: MadeCase) -> None:
    made.say_of_person(died_on=date(2026, 3, 1))
    with pytest.raises(RefusedError, match="died"):
        assessed(made)


def test_a_correction_writes_all_anew_and_a_stale_one_is_refused(made: MadeCase) -> None:
    assessment = assessed(made)
    corrected = replace(START, needs=(scored("health", 7, "Sleeps a little"),))
    change: dict[str, Any] = {"assessment_id": assessment, "version": 1, "words": corrected}
    made.do(correct_assessment, **change)
    (one,) = listed(made)
    said = {need.need_code: need.said for need in one.needs}
    assert (said["health"], said["money"], one.version) == (Said(Answer.SCORED, 7), Said(), 2)
    with pytest.raises(StaleVersionError, match="meanwhile"):
        made.do(correct_assessment, **change)


def test_the_history_tells_what_an_answer_was_before(made: MadeCase) -> None:
    assessment = assessed(made)
    made.do(
        correct_assessment,
        assessment_id=assessment,
        version=1,
        words=replace(START, words="Calmer than she looked"),
    )
    latest = made.ask(record_history, record_id=assessment)[0]
    assert ("words", "Jumps at every noise", "Calmer than she looked") in {
        (one.field, one.before, one.after) for one in latest.fields
    }


def test_a_colleague_locked_out_and_a_volunteer_see_and_write_nothing(made: MadeCase) -> None:
    assessment = assessed(made)
    locked = made.colleague(Role.SUPPORT_WORKER, "Lou Locked")
    made.lock_out(locked)
    volunteer = made.colleague(Role.VOLUNTEER, "Vi Volunteer")
    made.assign(volunteer)
    for question in (assessments_of, needs_compared, outcomes_compared, needs_to_offer_goals):
        with pytest.raises(BadInputError, match="not in these records"):
            made.ask(question, by=locked, person_id=made.person, code_lists={})
        with pytest.raises(NotAllowedError):
            made.ask(question, by=volunteer, person_id=made.person, code_lists={})
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(correct_assessment, by=locked, assessment_id=assessment, version=1, words=START)
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(record_assessment, by=locked, person_id=made.person, words=START)
    with pytest.raises(NotAllowedError):
        made.do(record_assessment, by=volunteer, person_id=made.person, words=START)


def test_the_words_of_a_sealed_case_are_sealed_in_every_answer(made: MadeCase) -> None:
    made.say_of_case(sealed_on=TODAY)
    assessment = assessed(made)
    (one,) = listed(made)
    assert (one.words.text, one.words.sealed) == ("Jumps at every noise", True)
    assert {need.words.sealed for need in one.needs if need.words.text} == {True}
    fields = made.ask(record_history, record_id=assessment)[0].fields
    assert {field.after for field in fields if field.field in {"words", "support_around"}} == {"sealed"}
    worker = made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")
    with pytest.raises(BadInputError, match="not in these records"):
        made.ask(assessments_of, by=worker, person_id=made.person, code_lists={})

"""A whole assessment is asked with digits, read beside the start, and corrected without losing a word."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.ids import AssessmentId
from desktop.domain.needs import Answer, AssessmentStage, Said
from desktop.domain.risk import RiskLevel
from desktop.queries.assessments import AssessmentDetails, assessments_of
from desktop.services.assessments import (
    NeedSaid,
    NewAssessment,
    OutcomeSaid,
    correct_assessment,
    record_assessment,
)
from desktop.ui.assessments.forms import ADDINGS, OPENINGS
from tests.services.made_case import OPENED, TODAY
from tests.ui.beside import Beside, in_sight
from tests.ui.shared.made_form import fill

START = NewAssessment(
    stage=AssessmentStage.START,
    made_on=OPENED,
    needs=(NeedSaid(need_code="health", said=Said(Answer.SCORED, 8), words="Not sleeping"),),
    support_around="Her sister",
)


def _made(beside: Beside, words: NewAssessment = START) -> AssessmentId:
    person, case = beside.made.person, beside.made.case
    return beside.made.do(record_assessment, person_id=person, case_id=case, words=words)


def _listed(beside: Beside) -> tuple[AssessmentDetails, ...]:
    return beside.ask(assessments_of)


def test_digits_score_and_what_is_not_asked_is_not_zero(beside: Beside) -> None:
    form = beside.begin(ADDINGS, "Needs assessment")
    for key, digit in (
        ("need-health", Qt.Key.Key_7),
        ("need-money", Qt.Key.Key_0),
        ("safety", Qt.Key.Key_4),
        ("outcome-informed", Qt.Key.Key_9),
    ):
        QTest.keyClick(form.fields[key].input.control, digit)
    QTest.keyClick(form.fields["need-substances"].input.control, Qt.Key.Key_P)
    beside.type_into(form, "why-health", "Not sleeping")
    beside.type_into(form, "around", "Her sister")
    beside.save_and_close()
    (kept,) = _listed(beside)
    said = {one.need_code: one.said for one in kept.needs}
    assert len(said) == 8
    assert (said["health"].score, said["money"].score, said["shelter"]) == (7, 10, Said())
    assert said["substances"].answer is Answer.PREFER_NOT_TO_SAY
    assert [one.said.score for one in kept.outcomes] == [None, 9, None]
    assert (kept.safety.score, kept.support_around.text) == (4, "Her sister")
    assert (kept.stage, kept.made_on, kept.case_id) == (AssessmentStage.START, TODAY, beside.made.case)
    assert {one.need_code: one.words.text for one in kept.needs}["health"] == "Not sleeping"


def test_an_assessment_without_any_answer_is_refused(beside: Beside) -> None:
    beside.begin(ADDINGS, "Needs assessment")
    beside.save()
    beside.wait_for("Nothing is answered yet.")
    assert _listed(beside) == ()


def test_judgement_never_lowers_what_the_checklist_says(beside: Beside) -> None:
    form = beside.begin(ADDINGS, "Needs assessment")
    fill(form, **{"with-tool": "yes", "tool-score": "14", "tool-answered": "20", "tool-questions": "24"})
    fill(form, tool="Checklist", judgement="standard")
    beside.save()
    beside.wait_for("judgement may raise a level, never lower it")
    fill(form, judgement="high")
    beside.save_and_close()
    assert _listed(beside)[0].risk_level is RiskLevel.HIGH


def test_opened_again_it_is_compared_from_the_start_until_now(beside: Beside) -> None:
    _made(beside)
    form = beside.begin(ADDINGS, "Needs assessment")
    assert form.fields["stage"].input.typed() == "review"
    QTest.keyClick(form.fields["need-health"].input.control, Qt.Key.Key_5)
    beside.save_and_close()
    page = beside.open(OPENINGS, "assessment", _listed(beside)[0].assessment_id)
    assert "Better by 3" in in_sight(page)


def test_outcomes_are_read_from_the_start_until_now_and_more_is_better(beside: Beside) -> None:
    agreed = OutcomeSaid(outcome_code="coping", said=Said(Answer.SCORED, 3))
    _made(beside, replace(START, outcomes=(agreed,)))
    form = beside.begin(ADDINGS, "Needs assessment")
    QTest.keyClick(form.fields["outcome-coping"].input.control, Qt.Key.Key_8)
    beside.save_and_close()
    page = beside.open(OPENINGS, "assessment", _listed(beside)[0].assessment_id)
    assert "I can cope with everyday life" in in_sight(page)
    assert "Better by 5" in in_sight(page)


def test_two_who_correct_one_assessment_lose_nothing(beside: Beside) -> None:
    which = _made(beside)
    beside.open(OPENINGS, "assessment", which)
    beside.press_button("Correct it…")
    form = beside.form()
    assert form.fields["why-health"].input.typed() == "Not sleeping"
    fill(form, around="Her sister and mine")
    theirs = replace(START, support_around="Her brother", words="New")
    beside.made.do(correct_assessment, assessment_id=which, version=1, words=theirs)
    beside.save()
    beside.settle("Put both together")
    beside.wait_for("What was changed meanwhile is in the form now")
    beside.save_and_close()
    (kept,) = _listed(beside)
    assert kept.support_around.text == "Her brother\n\nHer sister and mine"
    assert (kept.words.text, kept.needs[0].words.text) == ("New", "Not sleeping")

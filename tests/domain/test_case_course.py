"""The course of a case: what may follow what, and the sentence when it may not."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case_course import (
    CaseCourse,
    CaseStage,
    Ending,
    check_closing,
    check_open,
    check_opening,
    check_reopening,
    follow_up_due,
    may_prompt,
)
from desktop.errors import BadInputError, RefusedError

OPENED, CLOSED, TODAY = date(2018, 4, 2), date(2018, 6, 1), date(2018, 7, 2)
OPEN = CaseCourse(reference="C-A1", opened_on=OPENED)
SHUT = replace(OPEN, closed_on=CLOSED)
BACK = replace(OPEN, reopened_on=date(2018, 6, 20))
AGREED = Ending(on=TODAY, reason_code="needs-met", planned=True, asked=True, agreed=True)


def close(course: CaseCourse, ending: Ending, *, open_concerns: int = 0, died: bool = False) -> None:
    check_closing(course, ending, today=TODAY, open_concerns=open_concerns, died=died)


@pytest.mark.parametrize(
    ("course", "stage", "is_open"),
    [(OPEN, CaseStage.OPEN, True), (SHUT, CaseStage.CLOSED, False), (BACK, CaseStage.REOPENED, True)],
)
def test_a_case_is_open_closed_or_came_back(course: CaseCourse, stage: CaseStage, *, is_open: bool) -> None:
    assert course.stage is stage
    assert course.is_open is is_open


def test_a_case_opens_once_for_a_referral_and_only_for_somebody() -> None:
    check_opening(person_known=True, case_of_referral=None)
    with pytest.raises(RefusedError, match="became case C-A1 already"):
        check_opening(person_known=True, case_of_referral="C-A1")
    with pytest.raises(RefusedError, match="no person yet"):
        check_opening(person_known=False, case_of_referral=None)


def test_an_agreed_ending_closes_a_case_and_one_that_came_back() -> None:
    close(OPEN, AGREED)
    close(BACK, AGREED)


def test_a_closed_case_cannot_be_closed_again() -> None:
    with pytest.raises(RefusedError, match="was closed on 1 June 2018 already"):
        close(SHUT, AGREED)


def test_work_goes_on_only_in_an_open_case() -> None:
    check_open(OPEN)
    check_open(BACK)
    with pytest.raises(RefusedError, match="Case C-A1 is closed"):
        check_open(SHUT)


def test_an_ending_needs_no_open_concern_or_a_reason() -> None:
    with pytest.raises(RefusedError, match="A safeguarding concern is still open"):
        close(OPEN, AGREED, open_concerns=1)
    with pytest.raises(RefusedError, match="2 concerns are still open"):
        close(OPEN, replace(AGREED, open_concern_reason="  "), open_concerns=2)
    close(OPEN, replace(AGREED, open_concern_reason="Adult social care leads now"), open_concerns=2)


@pytest.mark.parametrize(
    ("ending", "problem"),
    [
        (replace(AGREED, asked=None), "not said whether the ending was talked about"),
        (replace(AGREED, asked=None, agreed=None), "not said whether the ending was talked about"),
        (replace(AGREED, asked=False), "was not asked, so nobody knows"),
        (replace(AGREED, agreed=None), "not said whether they agreed"),
        (replace(AGREED, reason_code=""), "not said why the case ended"),
        (replace(AGREED, reason_code="other"), "alone says nothing"),
        (replace(AGREED, reason_code="died"), "does not say that they died"),
        (replace(AGREED, on=date(2018, 7, 3)), "in the future"),
        (replace(AGREED, on=date(2018, 4, 1)), "before it was opened, on 2 April 2018"),
    ],
)
def test_an_ending_says_what_it_has_to(ending: Ending, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem):
        close(OPEN, ending)


def test_an_ending_nobody_could_talk_about_says_so_and_the_dead_are_not_asked() -> None:
    close(OPEN, Ending(on=TODAY, reason_code="contact-lost", asked=False))
    close(OPEN, Ending(on=TODAY, reason_code="other", asked=False, reason_words="In prison"))
    close(OPEN, Ending(on=TODAY, reason_code="died"), died=True)


def test_a_case_that_came_back_ends_after_it_did() -> None:
    with pytest.raises(BadInputError, match="on 20 June 2018"):
        close(BACK, replace(AGREED, on=date(2018, 6, 10)))


def test_a_closed_case_reopens_and_an_open_one_cannot() -> None:
    check_reopening(SHUT, on=TODAY, today=TODAY, died=False)
    with pytest.raises(RefusedError, match="Case C-A1 is open"):
        check_reopening(OPEN, on=TODAY, today=TODAY, died=False)
    with pytest.raises(RefusedError, match="has died"):
        check_reopening(SHUT, on=TODAY, today=TODAY, died=True)
    with pytest.raises(BadInputError, match="before it was closed, on 1 June 2018"):
        check_reopening(SHUT, on=date(2018, 5, 1), today=TODAY, died=False)
    with pytest.raises(BadInputError, match="in the future"):
        check_reopening(SHUT, on=date(2018, 8, 1), today=TODAY, died=False)


@pytest.mark.parametrize("died", [True, False])
@pytest.mark.parametrize("no_contact", [True, False])
def test_nobody_who_died_or_wants_to_be_left_alone_is_prompted_for(*, died: bool, no_contact: bool) -> None:
    assert may_prompt(died=died, no_contact=no_contact) is not (died or no_contact)


@pytest.mark.parametrize(
    ("contacted", "due"),
    [
        (date(2018, 7, 2), date(2018, 8, 2)),
        (date(2018, 12, 15), date(2019, 1, 15)),
        (date(2019, 1, 31), date(2019, 2, 28)),
        (date(2018, 11, 30), date(2018, 12, 30)),
    ],
)
def test_whoever_was_reached_and_declined_is_asked_again_after_a_month(contacted: date, due: date) -> None:
    def asked(*, reached: bool = True, declined: bool = True, no_contact: bool = False) -> date | None:
        return follow_up_due(
            first_contact_on=contacted, reached=reached, declined=declined, died=False, no_contact=no_contact
        )

    assert asked() == due
    assert asked(no_contact=True) is None
    assert asked(reached=False) is None
    assert asked(declined=False) is None

"""The days of a case put right, and what is refused."""

from datetime import date
from typing import Any

import pytest

from desktop.domain.actor import Actor
from desktop.domain.case_course import Ending
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.queries.case_days import CaseDays, case_days
from desktop.queries.cases import case_details
from desktop.services.case_days import correct_case_days
from desktop.services.cases import close_case, reopen_case
from desktop.store.records import Records
from tests.services.made_case import OPENED, MadeCase, made_case

CLOSED = date(2026, 3, 20)


@pytest.fixture
def ada(records: Records, actor: Actor) -> MadeCase:
    """Give Ada Wren, referred on 2 March 2026, her case opened on 3 March."""
    return made_case(records, actor)


def days(ada: MadeCase) -> CaseDays:
    return ada.ask(case_days, case_id=ada.case)


def close(ada: MadeCase, on: date = CLOSED) -> None:
    ending = Ending(on=on, reason_code="needs-met", planned=True, asked=True, agreed=True)
    ada.do(close_case, case_id=ada.case, version=days(ada).version, ending=ending)


def correct(
    ada: MadeCase, *, closed_on: date | None = CLOSED, code: str | None = "needs-met", **more: Any
) -> None:
    words: dict[str, Any] = {
        "version": days(ada).version,
        "opened_on": OPENED,
        "closed_on": closed_on,
        "ending_code": code,
    }
    ada.do(correct_case_days, case_id=ada.case, **words | more)


def test_the_day_a_case_ended_and_why_are_put_right_in_its_ending_too(ada: MadeCase) -> None:
    close(ada)
    correct(ada, closed_on=date(2026, 3, 18), code="moved-away")
    assert (days(ada).closed_on, days(ada).ending_code) == (date(2026, 3, 18), "moved-away")
    (ending,) = ada.ask(case_details, case_id=ada.case, code_lists=ada.lists).endings
    assert ending.closed_on == date(2026, 3, 18)
    assert ending.reason == ada.lists["ending-reason"].label("moved-away")


def test_the_day_a_case_was_opened_is_put_right(ada: MadeCase) -> None:
    correct(ada, closed_on=None, code=None, opened_on=date(2026, 3, 5))
    assert days(ada).opened_on == date(2026, 3, 5)


def test_an_old_case_without_an_ending_is_given_its_reason(ada: MadeCase) -> None:
    ada.say_of_case(closed_on=CLOSED)
    correct(ada)
    assert days(ada).ending_code == "needs-met"


def test_putting_days_right_neither_closes_nor_reopens(ada: MadeCase) -> None:
    with pytest.raises(RefusedError, match="is open"):
        correct(ada)
    close(ada)
    with pytest.raises(RefusedError, match="is closed"):
        correct(ada, closed_on=None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"opened_on": date(2026, 3, 1)},
        {"opened_on": date(2026, 4, 2)},
        {"closed_on": date(2026, 3, 2)},
        {"closed_on": date(2026, 4, 2)},
        {"code": None},
        {"code": "no-such-reason"},
        {"code": "died"},
    ],
)
def test_days_and_reasons_that_cannot_be_are_refused(ada: MadeCase, wrong: dict[str, Any]) -> None:
    close(ada)
    with pytest.raises(BadInputError):
        correct(ada, **wrong)
    assert days(ada).closed_on == CLOSED


def test_a_case_that_came_back_cannot_end_before_it_was_reopened(ada: MadeCase) -> None:
    close(ada, date(2026, 3, 10))
    ada.do(
        reopen_case, case_id=ada.case, version=days(ada).version, on=date(2026, 3, 15), reason="Afraid again."
    )
    close(ada)
    with pytest.raises(BadInputError, match="15 March 2026"):
        correct(ada, closed_on=date(2026, 3, 14))
    correct(ada, closed_on=date(2026, 3, 16))
    endings = ada.ask(case_details, case_id=ada.case, code_lists=ada.lists).endings
    assert [one.closed_on for one in endings] == [date(2026, 3, 16), date(2026, 3, 10)]


def test_days_changed_by_somebody_else_meanwhile_are_not_written_over(ada: MadeCase) -> None:
    close(ada)
    with pytest.raises(StaleVersionError):
        correct(ada, version=days(ada).version - 1)

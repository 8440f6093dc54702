"""Consent: whose it is, whether it holds, and what taking it back stops."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.consent import (
    ConsentHeld,
    ConsentTaken,
    ages_from_stated,
    check_sharing,
    check_taken,
    consent_that_counts,
    eighteenth_birthday,
    needs_asking_again_at_18,
    stopped_by_withdrawal,
    told_of_withdrawal,
)
from desktop.domain.dates import PartialDate, Precision
from desktop.errors import BadInputError, RefusedError

TODAY = date(2018, 7, 2)
GIVEN = ConsentHeld(given=True, on=date(2018, 6, 1))
CHILD, GROWN, EITHER = (15, 15), (34, 34), (17, 18)
OWN = ConsentTaken()
JUDGED = ConsentTaken(
    competence_judged_by="Amal Haddad",
    competence_reasons="She explained what it means and why she wants it",
    parents_know=False,
)
MOTHER = ConsentTaken(given_by="parental-responsibility", given_by_name="Her mother", parents_know=True)
ATTORNEY = ConsentTaken(
    given_by="attorney",
    given_by_name="His son, attorney",
    capacity="assessed-lacks",
    capacity_reasons="GP, 3 May",
)


@pytest.mark.parametrize(
    ("taken", "age"),
    [
        (OWN, GROWN),
        (OWN, None),
        (JUDGED, CHILD),
        (JUDGED, EITHER),
        (MOTHER, CHILD),
        (MOTHER, EITHER),
        (ATTORNEY, GROWN),
    ],
)
def test_a_consent_that_says_whose_it_is_is_taken(taken: ConsentTaken, age: tuple[int, int] | None) -> None:
    check_taken(taken, age=age)


@pytest.mark.parametrize(
    ("taken", "age", "kind", "problem"),
    [
        (OWN, CHILD, BadInputError, "who judged that they can decide"),
        (OWN, EITHER, BadInputError, "who judged that they can decide"),
        (replace(JUDGED, competence_reasons=" "), CHILD, BadInputError, "who judged"),
        (replace(JUDGED, competence_judged_by=""), CHILD, BadInputError, "who judged"),
        (replace(JUDGED, parents_know=None), CHILD, BadInputError, "whether their parents know"),
        (replace(MOTHER, given_by_name=""), CHILD, BadInputError, "who decided for this person"),
        (MOTHER, GROWN, RefusedError, "18 or over"),
        (replace(ATTORNEY, capacity="doubted"), GROWN, RefusedError, "unable to decide"),
        (replace(ATTORNEY, capacity_reasons=""), GROWN, RefusedError, "unable to decide"),
        (replace(OWN, capacity="assessed-lacks"), GROWN, RefusedError, "cannot carry it"),
    ],
)
def test_a_consent_nobody_could_stand_up_for_is_refused(
    taken: ConsentTaken, age: tuple[int, int], kind: type[Exception], problem: str
) -> None:
    with pytest.raises(kind, match=problem):
        check_taken(taken, age=age)


def test_what_was_agreed_to_may_be_shared() -> None:
    check_sharing(GIVEN, on=TODAY, to="refuge")
    check_sharing(replace(GIVEN, to="refuge", expires_on=TODAY), on=TODAY, to="refuge")
    check_sharing(replace(GIVEN, withdrawn_on=date(2018, 7, 3)), on=TODAY)


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        (None, "Nobody has asked"),
        (replace(GIVEN, given=False), "said no"),
        (replace(GIVEN, withdrawn_on=TODAY), "took their consent back on 2 July 2018"),
        (replace(GIVEN, on=date(2018, 8, 1)), "begins on 1 August 2018"),
        (replace(GIVEN, expires_on=date(2018, 7, 1)), "ran out on 1 July 2018"),
        (replace(GIVEN, to="council"), "another organisation"),
    ],
)
def test_nothing_is_shared_without_a_consent_that_holds(held: ConsentHeld | None, problem: str) -> None:
    with pytest.raises(RefusedError, match=problem):
        check_sharing(held, on=TODAY, to="refuge")
    check_sharing(held, on=TODAY, to="refuge", override_reason="A child is in danger tonight")


def test_taking_consent_back_stops_what_was_not_sent_and_tells_who_has_it() -> None:
    referrals = {"refuge": None, "council": date(2018, 6, 3), "counselling": None}
    assert stopped_by_withdrawal(referrals) == ("refuge", "counselling")
    assert told_of_withdrawal(referrals) == ("council",)


BORN = PartialDate(date(2000, 7, 2))
IN_2000 = PartialDate(date(2000, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("born", "given_on", "today", "again"),
    [
        (BORN, date(2018, 7, 1), date(2018, 7, 1), False),
        (BORN, date(2018, 7, 1), date(2018, 7, 2), True),
        (BORN, date(2018, 7, 2), date(2019, 7, 2), False),
        (IN_2000, date(2017, 6, 1), date(2018, 1, 1), True),
        (IN_2000, date(2017, 6, 1), date(2017, 12, 31), False),
        (IN_2000, date(2018, 6, 1), date(2018, 6, 1), True),
        (IN_2000, date(2018, 12, 31), date(2019, 6, 1), False),
    ],
)
def test_a_young_persons_consent_is_asked_again_at_18(
    born: PartialDate, given_on: date, today: date, *, again: bool
) -> None:
    assert needs_asking_again_at_18(born, given_on=given_on, today=today) is again


def test_the_eighteenth_birthday_is_the_first_day_they_may_be_18() -> None:
    assert eighteenth_birthday(BORN) == date(2018, 7, 2)
    assert eighteenth_birthday(IN_2000) == date(2018, 1, 1)
    assert eighteenth_birthday(PartialDate(date(2004, 2, 29))) == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("held", "counts"),
    [
        ([], None),
        ([(True, 1, None)], 0),
        ([(True, 1, "refuge")], 0),
        ([(True, 1, "school")], None),
        ([(False, 1, None), (True, 2, "refuge")], 1),
        ([(True, 1, "refuge"), (False, 2, None)], 1),
        ([(False, 1, "refuge"), (True, 2, None)], 0),
        ([(True, 1, None), (True, 2, "refuge")], 1),
        ([(True, 1, None), (False, 1, None)], 1),
    ],
)
def test_of_several_answers_the_one_nearest_to_the_receiver_counts_but_a_later_no_to_any_stops_it(
    held: list[tuple[bool, int, str | None]], counts: int | None
) -> None:
    answers = [ConsentHeld(given=given, on=date(2018, 6, day), to=to) for given, day, to in held]
    chosen = consent_that_counts(answers, on=TODAY, to="refuge")
    assert chosen is (None if counts is None else answers[counts])


def test_where_the_narrower_consent_ran_out_the_wider_holds() -> None:
    wide = ConsentHeld(given=True, on=date(2018, 6, 1))
    own = ConsentHeld(given=True, on=date(2018, 6, 2), expires_on=date(2018, 6, 30), to="refuge")
    assert consent_that_counts([wide, own], on=date(2018, 6, 30), to="refuge") is own
    assert consent_that_counts([wide, own], on=TODAY, to="refuge") is wide
    taken_back = replace(wide, withdrawn_on=date(2018, 6, 20))
    assert consent_that_counts([taken_back, own], on=TODAY, to="refuge") is taken_back


@pytest.mark.parametrize(
    ("on", "ages"), [(date(2018, 6, 1), (15, 15)), (date(2018, 6, 2), (15, 16)), (date(2020, 6, 1), (17, 18))]
)
def test_an_age_as_stated_grows_by_a_year_at_some_day_of_the_year(on: date, ages: tuple[int, int]) -> None:
    assert ages_from_stated(15, stated_on=date(2018, 6, 1), on=on) == ages


def test_an_earlier_consent_taken_back_later_stops_what_a_second_one_allowed() -> None:
    first = ConsentHeld(given=True, on=date(2018, 6, 1), withdrawn_on=date(2018, 6, 10))
    second = ConsentHeld(given=True, on=date(2018, 6, 5))
    asked_anew = ConsentHeld(given=True, on=date(2018, 6, 10))
    assert consent_that_counts([first, second], on=date(2018, 6, 11), to="refuge") is first
    assert consent_that_counts([first, second, asked_anew], on=date(2018, 6, 11), to="refuge") is asked_anew

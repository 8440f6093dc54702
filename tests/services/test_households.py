"""A household: two people on file who belong together, read from either side."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.queries.households import household_of
from desktop.services.households import (
    HouseholdWords,
    archive_household_link,
    change_household_link,
    link_household,
)
from tests.services.colleagues import Team

MOTHER = HouseholdWords(relation_code="parent", live_together=True, note="Sleeps at hers on Fridays")


def test_a_link_is_read_from_either_side(team: Team) -> None:
    child, mother = team.person(), team.person("Bea")
    team.does(team.manager, link_household, person_id=child, other_id=mother, words=MOTHER)
    (seen,) = team.asks(team.manager, household_of, person_id=child)
    assert (seen.other_id, seen.name, seen.relation_code, seen.turned) == (
        mother,
        "Bea Wren",
        "parent",
        False,
    )
    (back,) = team.asks(team.manager, household_of, person_id=mother)
    assert (back.other_id, back.relation_code, back.turned) == (child, "child", True)
    assert back.note.text == MOTHER.note


def test_two_people_are_linked_once_whichever_way(team: Team) -> None:
    one, other = team.person(), team.person("Bea")
    link = team.does(team.manager, link_household, person_id=one, other_id=other, words=MOTHER)
    for person, also in ((one, other), (other, one)):
        with pytest.raises(RefusedError, match="linked already"):
            team.does(team.manager, link_household, person_id=person, other_id=also, words=MOTHER)
    with pytest.raises(BadInputError, match="same person twice"):
        team.does(team.manager, link_household, person_id=one, other_id=one, words=MOTHER)
    team.does(team.manager, archive_household_link, household_link_id=link, version=1)
    assert team.asks(team.manager, household_of, person_id=one) == ()
    again = team.does(team.manager, link_household, person_id=one, other_id=other, words=MOTHER)
    assert again == link
    team.does(team.manager, archive_household_link, household_link_id=link, version=3)
    team.does(team.manager, link_household, person_id=other, other_id=one, words=MOTHER)
    assert len(team.asks(team.manager, household_of, person_id=one)) == 1


def test_both_must_be_in_sight(team: Team) -> None:
    one, other = team.person(), team.person("Bea")
    worker = team[Role.SUPPORT_WORKER]
    link = team.does(worker, link_household, person_id=one, other_id=other, words=MOTHER)
    team.lock_out(worker, other)
    assert team.asks(worker, household_of, person_id=one) == ()
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, change_household_link, household_link_id=link, version=1, words=MOTHER)
    third = team.person("Cy")
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, link_household, person_id=third, other_id=other, words=MOTHER)


def test_a_household_that_parts_gets_a_last_day(team: Team) -> None:
    one, other = team.person(), team.person("Bea")
    link = team.does(team.manager, link_household, person_id=one, other_id=other, words=MOTHER)
    parted = HouseholdWords(relation_code="ex-partner", since=date(2020, 1, 1), until=date(2026, 3, 1))
    team.does(team.manager, change_household_link, household_link_id=link, version=1, words=parted)
    with pytest.raises(StaleVersionError):
        team.does(team.manager, change_household_link, household_link_id=link, version=1, words=parted)
    (line,) = team.asks(team.manager, household_of, person_id=other)
    assert (line.relation_code, line.until, line.note.text) == ("ex-partner", date(2026, 3, 1), "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (HouseholdWords(relation_code="parent", since=date(2027, 1, 1)), "in the future"),
        (
            HouseholdWords(relation_code="parent", since=date(2025, 1, 1), until=date(2024, 1, 1)),
            "before the first",
        ),
        (HouseholdWords(relation_code="hamster"), "to choose"),
    ],
)
def test_a_link_that_cannot_be_meant_is_explained(team: Team, words: HouseholdWords, sentence: str) -> None:
    one, other = team.person(), team.person("Bea")
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, link_household, person_id=one, other_id=other, words=words)

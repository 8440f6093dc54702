"""The directory: one entry a name, looked at again, closed, found by words."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import OrganisationId
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.history import record_history
from desktop.queries.organisations import (
    OrganisationDetails,
    find_organisations,
    organisation_details,
)
from desktop.services.organisations import (
    OrganisationWords,
    add_organisation,
    change_organisation,
    close_organisation,
    open_organisation_again,
    verify_organisation,
)
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case
from tests.store.made import Clock

HARBOUR = OrganisationWords(
    name="Harbour Counselling",
    kind_code="counselling",
    what_they_do="Talking therapy for grown-ups",
    phone="01632 960001",
    need_codes=frozenset({"health"}),
    age_from=18,
    self_referral=True,
    waiting_time="Six weeks",
)


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


def added(made: MadeCase, words: OrganisationWords = HARBOUR) -> OrganisationId:
    return made.do(add_organisation, words=words)


def details(made: MadeCase, organisation: OrganisationId) -> OrganisationDetails:
    return made.ask(organisation_details, organisation_id=organisation, code_lists=made.lists)


def found(made: MadeCase, text: str = "", **words: Any) -> list[str]:
    lines = made.ask(find_organisations, code_lists=made.lists, text=text, **words)
    return [line.name for line in lines]


def test_whoever_adds_a_place_has_looked_at_it(made: MadeCase) -> None:
    one = details(made, added(made))
    assert (one.line.kind, one.line.last_verified_on, one.verified_by) == (
        "Counselling or talking therapy",
        TODAY,
        "Mo Manager",
    )
    assert (one.phone, one.age_from, one.line.look_again, one.line.areas) == ("01632 960001", 18, False, None)


@pytest.mark.parametrize("name", ["Harbour Counselling", "harbour counselling", " HARBOUR  Counselling "])
def test_two_of_one_name_are_refused(made: MadeCase, name: str) -> None:
    added(made)
    other = added(made, replace(HARBOUR, name="Quay Advice"))
    with pytest.raises(RefusedError, match="has “Harbour Counselling” already"):
        added(made, replace(HARBOUR, name=name))
    with pytest.raises(RefusedError, match="already"):
        made.do(change_organisation, organisation_id=other, version=1, words=replace(HARBOUR, name=name))
    assert found(made) == ["Harbour Counselling", "Quay Advice"]


def test_an_entry_may_keep_its_name_when_changed(made: MadeCase) -> None:
    organisation = added(made)
    words = replace(HARBOUR, name="Harbour counselling", waiting_time="None", need_codes=frozenset())
    made.do(change_organisation, organisation_id=organisation, version=1, words=words)
    one = details(made, organisation)
    assert (one.line.name, one.line.waiting_time, one.need_codes) == (
        "Harbour counselling",
        "None",
        frozenset(),
    )
    with pytest.raises(StaleVersionError):
        made.do(change_organisation, organisation_id=organisation, version=1, words=words)
    latest = made.ask(record_history, record_id=organisation)[0]
    assert ("waiting_time", "Six weeks", "None") in {
        (line.field, line.before, line.after) for line in latest.fields
    }


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (replace(HARBOUR, name="  "), "no name"),
        (replace(HARBOUR, name="a" * 256), "longer than 255"),
        (replace(HARBOUR, kind_code="circus"), "Kind of organisation"),
        (replace(HARBOUR, need_codes=frozenset({"health", "sleep"})), "“sleep”"),
        (replace(HARBOUR, age_from=30, age_to=18), "turned round"),
        (replace(HARBOUR, age_to=300), "300 years"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(made: MadeCase, words: OrganisationWords, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem):
        added(made, words)
    assert found(made) == []


def test_after_half_a_year_or_the_end_of_its_money_somebody_should_look_again(
    made: MadeCase, clock: Clock
) -> None:
    organisation = added(made)
    ended = added(made, replace(HARBOUR, name="Quay Advice", funded_until=date(2026, 3, 31)))
    assert not details(made, organisation).line.look_again
    assert details(made, ended).line.look_again
    clock.now += timedelta(days=181)
    assert details(made, organisation).line.look_again
    made.do(verify_organisation, organisation_id=organisation, version=1)
    assert not details(made, organisation).line.look_again
    with pytest.raises(StaleVersionError):
        made.do(verify_organisation, organisation_id=organisation, version=1)


def test_a_closed_place_is_not_found_unless_asked_for(made: MadeCase) -> None:
    organisation = added(made)
    made.do(close_organisation, organisation_id=organisation, version=1, on=TODAY)
    assert found(made) == []
    assert found(made, closed_too=True) == ["Harbour Counselling"]
    with pytest.raises(RefusedError, match="closed on 1 April 2026 already"):
        made.do(close_organisation, organisation_id=organisation, version=2, on=TODAY)
    made.do(open_organisation_again, organisation_id=organisation, version=2)
    assert found(made) == ["Harbour Counselling"]
    with pytest.raises(RefusedError, match="is open"):
        made.do(open_organisation_again, organisation_id=organisation, version=3)


def test_a_place_that_closes_later_is_found_until_then(made: MadeCase, clock: Clock) -> None:
    organisation = added(made)
    made.do(close_organisation, organisation_id=organisation, version=1, on=date(2026, 4, 30))
    assert found(made) == ["Harbour Counselling"]
    clock.now += timedelta(days=29)
    assert found(made) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Harbour Counselling", "Quay Advice"]),
        ("harb", ["Harbour Counselling"]),
        ("THERAPY grown", ["Harbour Counselling"]),
        ("money", ["Quay Advice"]),
        ("health", ["Harbour Counselling"]),
        ("harbour money", []),
    ],
)
def test_a_place_is_found_by_all_words_typed(made: MadeCase, text: str, names: list[str]) -> None:
    added(made)
    added(made, OrganisationWords(name="Quay Advice", kind_code="money-advice"))
    assert found(made, text) == names


def test_places_are_found_by_need_and_those_nobody_knows_of_are_kept(made: MadeCase) -> None:
    added(made)
    added(made, OrganisationWords(name="Quay Advice", kind_code="money-advice"))
    assert found(made, need_code="money") == ["Quay Advice"]
    assert found(made, need_code="health") == ["Harbour Counselling", "Quay Advice"]
    assert found(made, kind_code="counselling") == ["Harbour Counselling"]


def test_a_volunteer_looks_into_the_directory_and_changes_nothing(made: MadeCase) -> None:
    organisation = added(made)
    volunteer = made.colleague(Role.VOLUNTEER, "Vi Volunteer")
    (line,) = made.ask(find_organisations, by=volunteer, code_lists={})
    assert line.organisation_id == organisation
    with pytest.raises(NotAllowedError):
        made.do(add_organisation, by=volunteer, words=replace(HARBOUR, name="Other"))
    with pytest.raises(NotAllowedError):
        made.do(close_organisation, by=volunteer, organisation_id=organisation, version=1, on=TODAY)


def test_a_place_that_is_not_there_is_said_so(made: MadeCase) -> None:
    nowhere = OrganisationId(UUID(int=8))
    with pytest.raises(BadInputError, match="not in the directory"):
        details(made, nowhere)
    with pytest.raises(BadInputError, match="not in the directory"):
        made.do(verify_organisation, organisation_id=nowhere, version=1)

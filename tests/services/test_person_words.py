"""What is written about a person: read back whole, checked against its lists, changed at one version."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.domain.dates import PartialDate
from desktop.errors import BadInputError, NotAllowedError, StaleVersionError
from desktop.queries.people import person_details, person_to_change
from desktop.queries.safe_contact import person_safety
from desktop.services.people import PersonWords, change_person, register_person
from tests.services.colleagues import Team

WORDS = PersonWords(
    forename="Ada",
    surname="Wren",
    pronouns="she/her",
    born=PartialDate(date(1968, 2, 22)),
    sex_code="F",
    gender_words="in her own words",
    impairment_codes=frozenset({"hearing", "memory"}),
    no_fixed_abode=True,
    interpreter="Polish, a woman, not from Redcar",
    communication="Reads large print",
    preferred_channel_code="text",
    preferred_time="mornings",
    preferred_worker_gender_code="woman",
    asked_to_stay_anonymous=True,
    no_contact_since=date(2026, 3, 1),
)


def test_what_is_written_comes_back_whole_to_be_changed(team: Team) -> None:
    person = team.does(team.manager, register_person, words=WORDS)
    held = team.asks(team.manager, person_to_change, person_id=person)
    assert (held.words, held.version) == (WORDS, 1)
    lists = team.lists()
    details = team.asks(team.manager, person_details, person_id=person, code_lists=lists)
    assert (details.preferred_channel, details.preferred_worker_gender) == ("Text", "Woman")
    assert (details.communication, details.preferred_time) == ("Reads large print", "mornings")
    safety = team.asks(team.manager, person_safety, person_id=person)
    assert (safety.anonymous, safety.no_contact) == (True, True)
    changed = PersonWords(forename="Ada", surname="Finch")
    team.does(team.manager, change_person, person_id=person, version=1, words=changed)
    assert team.asks(team.manager, person_to_change, person_id=person).words == changed
    with pytest.raises(StaleVersionError):
        team.does(team.manager, change_person, person_id=person, version=1, words=WORDS)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (PersonWords(sex_code="Q"), "to choose"),
        (PersonWords(impairment_codes=frozenset({"hearing", "wings"})), "to choose"),
        (PersonWords(preferred_channel_code="pigeon"), "to choose"),
        (PersonWords(no_contact_since=date(2027, 1, 1)), "has not come"),
        (PersonWords(communication="x" * 256), "longer than 255"),
    ],
)
def test_words_that_cannot_be_used_are_explained(team: Team, words: PersonWords, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, register_person, words=words)
    person = team.person()
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, change_person, person_id=person, version=1, words=words)


def test_volunteers_and_colleagues_locked_out_change_nobody(team: Team) -> None:
    person = team.person()
    volunteer, worker = team[Role.VOLUNTEER], team[Role.SUPPORT_WORKER]
    team.assign(volunteer, person)
    team.lock_out(worker, person)
    with pytest.raises(NotAllowedError):
        team.asks(volunteer, person_to_change, person_id=person)
    with pytest.raises(BadInputError, match="not in these records"):
        team.asks(worker, person_to_change, person_id=person)

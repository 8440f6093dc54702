"""People around a case: trusted ones, officers, and those never to speak to; what was said of offenders."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.access import who_looked
from desktop.queries.alleged_offenders import alleged_offenders_of
from desktop.queries.history import record_history
from desktop.queries.involved_people import involved_people_of
from desktop.queries.people import find_people
from desktop.services.alleged_offenders import (
    archive_alleged_offender,
    change_alleged_offender,
    note_alleged_offender,
)
from desktop.services.contact_points import ContactWords, add_contact_point, reveal_contact
from desktop.services.involved_people import (
    InvolvedWords,
    add_involved_person,
    archive_involved_person,
    change_involved_person,
    reveal_involved_person,
)
from tests.services.colleagues import Team

EX = InvolvedWords(
    role_code="ex-partner",
    name="Rex Thorn",
    number="07700 900456",
    address="12 Quay Street, TS10 2BE",
    never_speak_to=True,
)
SISTER = InvolvedWords(role_code="relative", name="Bea", number="07700 900111", trusted_other=True)


def test_somebody_is_noted_shown_on_request_and_changed(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    kept = team.does(worker, add_involved_person, person_id=person, words=SISTER)
    (line,) = team.asks(worker, involved_people_of, person_id=person)
    assert (line.name.text, line.ways, line.trusted_other) == ("Bea", (Channel.PHONE,), True)
    assert "900111" not in repr(line)
    one = kept.involved_person_id
    shown = team.does(worker, reveal_involved_person, involved_person_id=one)
    assert shown.words == SISTER
    (look,) = team.asks(team.manager, who_looked, record_id=one)
    assert (look.user, look.what) == ("Sam Worker", "revealed")
    other = InvolvedWords(role_code="landlord", organisation="Quay Homes", email="rent@example.org")
    team.does(worker, change_involved_person, involved_person_id=one, version=1, words=other)
    with pytest.raises(StaleVersionError):
        team.does(worker, change_involved_person, involved_person_id=one, version=1, words=other)
    assert "900111" not in repr(team.asks(team.manager, record_history, record_id=one))
    team.does(worker, archive_involved_person, involved_person_id=one, version=2)
    assert team.asks(worker, involved_people_of, person_id=person) == ()


@pytest.mark.parametrize(
    "words",
    [
        InvolvedWords(role_code="parent", name="Mum", number="+44 7700 900456"),
        InvolvedWords(role_code="parent", name="Mum", address="12 quay street ts102be"),
    ],
)
def test_nobody_is_reached_by_the_number_or_address_of_somebody_never_to_speak_to(
    team: Team, words: InvolvedWords
) -> None:
    person = team.person()
    team.does(team.manager, add_involved_person, person_id=person, words=EX)
    with pytest.raises(RefusedError, match="never speak to"):
        team.does(team.manager, add_involved_person, person_id=person, words=words)
    safe = team.does(team.manager, add_involved_person, person_id=person, words=SISTER).involved_person_id
    with pytest.raises(RefusedError, match="never speak to"):
        team.does(team.manager, change_involved_person, involved_person_id=safe, version=1, words=words)
    (_ex, line) = team.asks(team.manager, involved_people_of, person_id=person)
    assert line.name.text == "Bea"


def test_a_number_is_barred_from_the_moment_it_is_known_to_be_theirs(team: Team) -> None:
    person = team.person()
    shared = ContactWords(channel=Channel.PHONE, value="07700900456", state=SafeState.SAFE)
    point = team.does(team.manager, add_contact_point, person_id=person, words=shared)
    assert team.does(team.manager, reveal_contact, contact_point_id=point) == "07700900456"
    kept = team.does(team.manager, add_involved_person, person_id=person, words=EX)
    assert kept.sentence is not None
    assert kept.sentence.startswith("A way to reach the person is the same")
    with pytest.raises(RefusedError, match="never speak to"):
        team.does(team.manager, reveal_contact, contact_point_id=point)
    shown = team.does(team.manager, reveal_involved_person, involved_person_id=kept.involved_person_id)
    assert shown.sentence is not None
    harmless = InvolvedWords(role_code="other", name="A cousin with that number", number="07700 900456")
    team.does(
        team.manager,
        change_involved_person,
        involved_person_id=kept.involved_person_id,
        version=1,
        words=harmless,
    )
    assert team.does(team.manager, reveal_contact, contact_point_id=point) == "07700900456"


def test_a_number_known_to_be_unsafe_is_nobodys_way(team: Team) -> None:
    person = team.person()
    unsafe = ContactWords(channel=Channel.PHONE, value="07700 900111", state=SafeState.UNSAFE)
    team.does(team.manager, add_contact_point, person_id=person, words=unsafe)
    with pytest.raises(RefusedError, match="known to be unsafe"):
        team.does(team.manager, add_involved_person, person_id=person, words=SISTER)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (InvolvedWords(role_code="parent"), "Nobody is named"),
        (InvolvedWords(role_code="parent", name="Mum", number="12"), "cannot be a telephone number"),
        (InvolvedWords(role_code="wizard", name="Mum"), "to choose"),
        (
            InvolvedWords(role_code="parent", name="Mum", trusted_other=True, never_speak_to=True),
            "Choose one",
        ),
    ],
)
def test_somebody_who_cannot_be_noted_is_explained(team: Team, words: InvolvedWords, sentence: str) -> None:
    person = team.person()
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, add_involved_person, person_id=person, words=words)


def test_volunteers_and_colleagues_locked_out_meet_nobody(team: Team) -> None:
    person = team.person()
    kept = team.does(team.manager, add_involved_person, person_id=person, words=SISTER)
    volunteer, worker = team[Role.VOLUNTEER], team[Role.SUPPORT_WORKER]
    team.assign(volunteer, person)
    with pytest.raises(NotAllowedError):
        team.asks(volunteer, involved_people_of, person_id=person)
    team.lock_out(worker, person)
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(worker, reveal_involved_person, involved_person_id=kept.involved_person_id)
    with pytest.raises(BadInputError, match="not in these records"):
        team.asks(worker, alleged_offenders_of, person_id=person)


def test_words_about_an_alleged_offender_are_for_readers_of_sealed_text_and_never_found(team: Team) -> None:
    person, worker = team.person(), team[Role.SUPPORT_WORKER]
    said = team.does(worker, note_alleged_offender, person_id=person, words="Rex Thorn, next door")
    assert team.asks(worker, alleged_offenders_of, person_id=person) == ()
    (line,) = team.asks(team.manager, alleged_offenders_of, person_id=person)
    assert (line.words, line.told_to) == ("Rex Thorn, next door", "Sam Worker")
    assert team.asks(team.manager, find_people, text="Thorn").rows == ()
    assert "Thorn" not in repr(team.asks(worker, record_history, record_id=said))
    with pytest.raises(NotAllowedError):
        team.does(worker, change_alleged_offender, alleged_offender_id=said, version=1, words="x")
    team.does(team.manager, change_alleged_offender, alleged_offender_id=said, version=1, words="A neighbour")
    team.does(team.manager, archive_alleged_offender, alleged_offender_id=said, version=2)
    assert team.asks(team.manager, alleged_offenders_of, person_id=person) == ()
    with pytest.raises(BadInputError, match="Nothing is written"):
        team.does(worker, note_alleged_offender, person_id=person, words=" ")
    with pytest.raises(BadInputError, match="has not come"):
        team.does(worker, note_alleged_offender, person_id=person, words="x", told_on=date(2027, 1, 1))

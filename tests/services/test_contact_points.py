"""Ways to reach a person: everything that was said of them, changed, moved away from, put away."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import ContactPointId, PersonId
from desktop.domain.safe_contact import Channel, Purpose, SafeState
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.queries.access import who_looked
from desktop.queries.people import ContactLine, person_details
from desktop.services.contact_points import (
    ContactWords,
    add_contact_point,
    archive_contact_point,
    change_contact_point,
    contact_point_to_change,
    reveal_contact,
)
from desktop.services.involved_people import InvolvedWords, add_involved_person
from tests.services.colleagues import Team

PHONE = ContactWords(
    channel=Channel.PHONE,
    value="07700 900123",
    state=SafeState.SAFE,
    days_and_hours="Mon-Fri 09:00-17:00",
    voicemail_allowed=True,
    voicemail_words="It is Sam, about the boiler",
    who_else_sees="Her sister",
    withhold_number=True,
    code_word="tulips",
    our_word="lighthouse",
    expires_on=date(2026, 5, 1),
    note="Not during school runs",
)
HOME = ContactWords(
    channel=Channel.LETTER, value="4 Mill Lane, TS10 2BE", state=SafeState.SAFE, plain_envelope=True
)


def _added(team: Team, words: ContactWords) -> tuple[PersonId, ContactPointId]:
    person = team.person()
    return person, team.does(team.manager, add_contact_point, person_id=person, words=words)


def _lines(team: Team, person: PersonId) -> dict[ContactPointId, ContactLine]:
    details = team.asks(team.manager, person_details, person_id=person, code_lists={})
    return {line.contact_point_id: line for line in details.contacts}


def test_everything_said_of_a_way_is_kept_and_comes_back_to_be_changed(team: Team) -> None:
    person, point = _added(team, PHONE)
    shown = team.does(team.manager, contact_point_to_change, contact_point_id=point)
    assert (shown.words, shown.version) == (PHONE, 1)
    assert [look.what for look in team.asks(team.manager, who_looked, record_id=point)] == ["revealed"]
    verdict = _lines(team, person)[point].verdict
    assert (verdict.code_word, verdict.voicemail_words) == ("tulips", PHONE.voicemail_words)


def test_what_was_confirmed_stays_confirmed_while_only_words_beside_it_change(team: Team) -> None:
    person, point = _added(team, PHONE)
    team.clock.now = team.clock.now.replace(day=20)
    reworded = ContactWords(
        channel=Channel.PHONE, value="07700 900123", state=SafeState.SAFE, note="Rings back"
    )
    same = team.does(team.manager, change_contact_point, contact_point_id=point, version=1, words=reworded)
    assert same == point
    line = _lines(team, person)[point]
    assert (line.note, line.confirmed_on) == ("Rings back", date(2026, 4, 1))
    with pytest.raises(StaleVersionError):
        team.does(team.manager, change_contact_point, contact_point_id=point, version=1, words=PHONE)
    other = ContactWords(channel=Channel.PHONE, value="07700 900124", state=SafeState.SAFE)
    team.does(team.manager, change_contact_point, contact_point_id=point, version=2, words=other)
    assert _lines(team, person)[point].confirmed_on == date(2026, 4, 20)


def test_a_move_keeps_the_old_address_as_unsafe(team: Team) -> None:
    person, old = _added(team, HOME)
    moved = ContactWords(channel=Channel.LETTER, value="9 Hill Road, TS1 1AA", state=SafeState.SAFE)
    new = team.does(team.manager, change_contact_point, contact_point_id=old, version=1, words=moved)
    assert new != old
    states = {point: line.state for point, line in _lines(team, person).items()}
    assert states == {old: SafeState.UNSAFE, new: SafeState.SAFE}
    with pytest.raises(RefusedError, match="not safe"):
        team.does(team.manager, reveal_contact, contact_point_id=old)
    assert team.does(team.manager, reveal_contact, contact_point_id=new) == moved.value
    with pytest.raises(RefusedError, match="known to be unsafe"):
        team.does(team.manager, add_contact_point, person_id=person, words=HOME)
    with pytest.raises(RefusedError, match="stays"):
        team.does(team.manager, archive_contact_point, contact_point_id=old, version=2)


def test_a_slip_of_typing_in_an_address_leaves_no_unsafe_one_behind(team: Team) -> None:
    person, point = _added(team, HOME)
    right = ContactWords(channel=Channel.LETTER, value="4 Mill Lane, TS10 2BF", state=SafeState.SAFE)
    same = team.does(
        team.manager,
        change_contact_point,
        contact_point_id=point,
        version=1,
        words=right,
        correction=True,
    )
    assert same == point
    assert [line.state for line in _lines(team, person).values()] == [SafeState.SAFE]


def test_no_change_leads_to_somebody_never_to_speak_to(team: Team) -> None:
    person, point = _added(team, PHONE)
    never = InvolvedWords(role_code="ex-partner", name="Rex", number="07700900456", never_speak_to=True)
    team.does(team.manager, add_involved_person, person_id=person, words=never)
    theirs = ContactWords(channel=Channel.PHONE, value="+447700900456", state=SafeState.SAFE)
    with pytest.raises(RefusedError, match="never speak to"):
        team.does(team.manager, change_contact_point, contact_point_id=point, version=1, words=theirs)
    assert team.does(team.manager, reveal_contact, contact_point_id=point) == PHONE.value
    unsafe = ContactWords(channel=Channel.TEXT, value="+447700900456", state=SafeState.UNSAFE)
    team.does(team.manager, add_contact_point, person_id=person, words=unsafe)


def test_a_number_is_revealed_for_what_it_was_given_for(team: Team) -> None:
    _person, point = _added(team, PHONE)
    with pytest.raises(RefusedError, match="only"):
        team.does(team.manager, reveal_contact, contact_point_id=point, purpose=Purpose.WRITE)
    team.clock.now = team.clock.now.replace(hour=19)
    with pytest.raises(RefusedError, match="Not now"):
        team.does(team.manager, reveal_contact, contact_point_id=point)
    export = team.does(team.manager, reveal_contact, contact_point_id=point, purpose=Purpose.EXPORT)
    assert export == PHONE.value


def test_a_way_that_is_none_is_put_away(team: Team) -> None:
    person, point = _added(team, PHONE)
    team.does(team.manager, archive_contact_point, contact_point_id=point, version=1)
    assert _lines(team, person) == {}
    with pytest.raises(BadInputError, match="any more"):
        team.does(team.manager, contact_point_to_change, contact_point_id=point)


def test_a_colleague_locked_out_changes_and_sees_nothing(team: Team) -> None:
    person, point = _added(team, PHONE)
    worker = team[Role.SUPPORT_WORKER]
    team.lock_out(worker, person)
    for deed, arguments in (
        (contact_point_to_change, {}),
        (reveal_contact, {}),
        (archive_contact_point, {"version": 1}),
        (change_contact_point, {"version": 1, "words": PHONE}),
    ):
        with pytest.raises(BadInputError, match="any more"):
            team.does(worker, deed, contact_point_id=point, **arguments)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (ContactWords(channel=Channel.EMAIL, value="kit at example"), "cannot be an e-mail address"),
        (ContactWords(channel=Channel.PHONE, value="twelve"), "cannot be a telephone number"),
        (ContactWords(channel=Channel.LETTER, value=" "), "is empty"),
        (ContactWords(channel=Channel.LETTER, value="x", our_word="y" * 256), "255 are kept"),
        (
            ContactWords(
                channel=Channel.LETTER, value="x", state=SafeState.SAFE, expires_on=date(2026, 3, 1)
            ),
            "gone by",
        ),
    ],
)
def test_a_way_that_cannot_be_meant_is_explained(team: Team, words: ContactWords, sentence: str) -> None:
    person = team.person()
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, add_contact_point, person_id=person, words=words)

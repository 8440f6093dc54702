"""In an emergency a worker reads what is sealed, for a time, with a reason; the lead is told."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.references import tidy_reference
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.access import Access
from desktop.models.broken_glass import BrokenGlass
from desktop.models.case import Case
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.contacts import list_contacts
from desktop.queries.glass import broken_glass, glass_in_vain, my_open_glass
from desktop.queries.people import find_people
from desktop.services.glass import break_glass, break_glass_by_reference, close_glass, note_seen
from desktop.services.lock_outs import lock_out
from desktop.services.sealing import seal_case
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.services.casework import Helped, ask, colleague, do, opened_without_keys, rang, somebody
from tests.store.made import NOBODY, Clock

Lists = Mapping[str, CodeList]
WHY = "She rang from the street and I need the safety plan."


@pytest.fixture
def jo(records: Records, actor: Actor) -> Helped:
    made = somebody(records, actor)
    rang(records, actor, made.person, restricted=True, note="He has a key.")
    return made


@pytest.fixture
def worker(records: Records, actor: Actor) -> Actor:
    return colleague(records, actor, Role.SUPPORT_WORKER, name="Wyn Worker")


@pytest.fixture
def theirs(
    records: Records, jo: Helped, worker: Actor, folder: Path, keys: StoreKeys, clock: Clock
) -> Iterator[Records]:
    """Open the records as a worker does: the key of sealed text lies behind glass."""
    del jo, worker
    records.close()
    opened = opened_without_keys(folder, keys, clock, glass=True)
    yield opened
    opened.close()


def _note(records: Records, who: Actor, jo: Helped, lists: Lists) -> str:
    (seen,) = ask(records, who, list_contacts, person_id=jo.person, code_lists=lists)
    return seen.note.text


def _references(records: Records, jo: Helped) -> tuple[str, str]:
    def look(session: RecordSession) -> tuple[str, str]:
        return session.get_one(Person, jo.person).reference, session.get_one(Case, jo.case).reference

    return records.read(NOBODY, look)


def _looks(records: Records) -> list[tuple[str, bool]]:
    statement = select(Access.what, Access.record_id).where(Access.kind == "broken_glass")
    return records.read(
        NOBODY,
        lambda session: [(row.what, row.record_id is not None) for row in session.execute(statement)],
    )


def test_glass_opens_sealed_words_for_a_time_and_is_written_down(
    theirs: Records, worker: Actor, actor: Actor, jo: Helped, code_lists: Lists, clock: Clock
) -> None:
    assert _note(theirs, worker, jo, code_lists) == ""
    do(theirs, worker, break_glass, person_id=jo.person, reason=WHY)
    assert _note(theirs, worker, jo, code_lists) == "He has a key."
    (mine,) = ask(theirs, worker, my_open_glass)
    assert (mine.person_id, mine.reason) == (jo.person, WHY)
    assert _looks(theirs) == [("looked", True)]
    clock.now += timedelta(hours=2)
    assert _note(theirs, worker, jo, code_lists) == ""
    assert ask(theirs, worker, my_open_glass) == ()
    with pytest.raises(RefusedError, match="over already"):
        do(theirs, worker, close_glass, glass_id=mine.glass_id, version=1)
    (row,) = ask(theirs, actor, broken_glass)
    assert (row.who, row.reason, row.seen_at, row.own) == ("Wyn Worker", WHY, None, False)


def test_a_worker_closes_their_own_glass_early(
    theirs: Records, worker: Actor, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    other = colleague(theirs, actor, Role.SUPPORT_WORKER)
    glass = do(theirs, worker, break_glass, person_id=jo.person, reason=WHY)
    with pytest.raises(BadInputError, match="not in these records"):
        do(theirs, other, close_glass, glass_id=glass, version=1)
    assert _note(theirs, other, jo, code_lists) == ""  # one glass opens for one person
    do(theirs, worker, close_glass, glass_id=glass, version=1)
    assert _note(theirs, worker, jo, code_lists) == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reason": "urgent!!!!!!!!!!!"}, "too short"),
        ({"reason": WHY * 60}, "longer"),
        ({"reason": WHY, "hours": 0}, "hours"),
        ({"reason": WHY, "hours": 9}, "hours"),
    ],
)
def test_glass_is_not_broken_without_a_reason_or_for_longer_than_a_shift(
    theirs: Records, worker: Actor, jo: Helped, words: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        do(theirs, worker, break_glass, person_id=jo.person, **words)
    with pytest.raises(BadInputError, match=sentence):
        do(theirs, worker, break_glass_by_reference, reference="PA-000001-T", **words)
    assert _looks(theirs) == []


def test_volunteers_break_no_glass_and_a_sign_in_without_the_key_is_told(
    theirs: Records, actor: Actor, worker: Actor, jo: Helped, folder: Path, keys: StoreKeys, clock: Clock
) -> None:
    volunteer = colleague(theirs, actor, Role.VOLUNTEER)
    with pytest.raises(NotAllowedError, match="role"):
        do(theirs, volunteer, break_glass, person_id=jo.person, reason=WHY)
    theirs.close()
    without = opened_without_keys(folder, keys, clock)
    with pytest.raises(NotAllowedError, match="no key behind glass"):
        do(without, worker, break_glass, person_id=jo.person, reason=WHY)
    without.close()


@pytest.mark.parametrize("which", [0, 1])
def test_who_is_out_of_sight_is_reached_by_reference(
    theirs: Records, worker: Actor, actor: Actor, jo: Helped, code_lists: Lists, which: int
) -> None:
    reference = _references(theirs, jo)[which]
    do(theirs, actor, seal_case, case_id=jo.case, version=1)
    with pytest.raises(BadInputError, match="not in these records"):
        do(theirs, worker, break_glass, person_id=jo.person, reason=WHY)
    do(theirs, worker, break_glass_by_reference, reference=reference.lower(), reason=WHY, hours=1)
    assert ask(theirs, worker, find_people, text="Ashdown").rows[0].person_id == jo.person
    assert _note(theirs, worker, jo, code_lists) == "He has a key."
    assert ask(theirs, actor, glass_in_vain) == ()


def test_the_answer_does_not_tell_whether_there_is_anybody(
    theirs: Records, worker: Actor, actor: Actor, jo: Helped
) -> None:
    reference, _ = _references(theirs, jo)
    do(theirs, actor, lock_out, person_id=jo.person, user_id=worker.user_id, reason="A cousin.")
    nobodys = next(made for letter in "ACDEFHJKLMNPRTUVWXY" if tidy_reference(made := f"PA-000999-{letter}"))
    for tried in (reference, nobodys):
        until = do(theirs, worker, break_glass_by_reference, reference=tried, reason=WHY)
        assert until > theirs.read(NOBODY, lambda session: session.now)
        assert ask(theirs, worker, my_open_glass) == ()
        assert ask(theirs, worker, find_people, text="Ashdown").rows == ()
    assert _looks(theirs) == [("looked", False)] * 2
    assert [one.who for one in ask(theirs, actor, glass_in_vain)] == ["Wyn Worker"] * 2
    assert theirs.read(NOBODY, lambda session: session.scalars(select(BrokenGlass)).all()) == []
    with pytest.raises(BadInputError, match="can be no reference"):
        do(theirs, worker, break_glass_by_reference, reference="PA-000999", reason=WHY)


def test_the_lead_says_that_they_have_seen_it(
    theirs: Records, worker: Actor, actor: Actor, jo: Helped
) -> None:
    both = colleague(theirs, actor, Role.SUPPORT_WORKER, Role.DEPUTY_LEAD)
    first, own = (do(theirs, who, break_glass, person_id=jo.person, reason=WHY) for who in (worker, both))
    with pytest.raises(RefusedError, match="yourself"):
        do(theirs, both, note_seen, glass_id=own, version=1)
    with pytest.raises(NotAllowedError, match="role"):
        do(theirs, worker, note_seen, glass_id=first, version=1)
    do(theirs, actor, note_seen, glass_id=own, version=1)
    for version, error in ((1, StaleVersionError), (2, RefusedError)):
        with pytest.raises(error):
            do(theirs, actor, note_seen, glass_id=own, version=version)
    rows = ask(theirs, actor, broken_glass)
    assert [(one.glass_id, one.seen_by) for one in rows] == [(first, None), (own, actor.name)]


def test_glass_broken_under_a_clock_set_ahead_is_shut_once_the_clock_is_right(
    theirs: Records, worker: Actor, jo: Helped, code_lists: Lists, clock: Clock
) -> None:
    right = clock.now
    clock.now = right + timedelta(days=300)
    do(theirs, worker, break_glass, person_id=jo.person, reason=WHY, hours=8)
    assert _note(theirs, worker, jo, code_lists) == "He has a key."
    clock.now = right
    assert _note(theirs, worker, jo, code_lists) == ""

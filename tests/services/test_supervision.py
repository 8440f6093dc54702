"""A supervision note is read by whom it is about, whoever wrote it, and managers; by nobody else."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import SupervisionNoteId, UserId
from desktop.domain.sealed_text import Sealed
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.change import Change
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.queries.history import record_history
from desktop.queries.supervision import supervision_notes
from desktop.services.sealing import seal_case, unseal_case
from desktop.services.supervision import (
    SupervisionWords,
    correct_supervision_note,
    write_supervision_note,
)
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case
from tests.store.made import NOBODY

WORDS = SupervisionWords(held_on=date(2026, 3, 27), words="Carries a lot", agreed="Two cases to Amal")


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


@pytest.fixture
def leader(made: MadeCase) -> Actor:
    return made.colleague(Role.TEAM_LEADER, "Tess Leader")


@pytest.fixture
def worker(made: MadeCase) -> Actor:
    return made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")


def written(made: MadeCase, by: Actor, worker: Actor, words: SupervisionWords = WORDS) -> SupervisionNoteId:
    return made.do(write_supervision_note, by=by, worker_id=worker.user_id, words=words)


def test_only_the_two_and_managers_read_a_note(made: MadeCase, leader: Actor, worker: Actor) -> None:
    note = written(made, leader, worker)
    for reader in (leader, worker, made.actor):
        (one,) = made.ask(supervision_notes, by=reader)
        assert (one.note_id, one.worker, one.supervisor, one.words, one.agreed) == (
            note,
            "Wyn Worker",
            "Tess Leader",
            "Carries a lot",
            "Two cases to Amal",
        )
    for name, role in (
        ("Lee Leader", Role.TEAM_LEADER),
        ("Sam Lead", Role.SAFEGUARDING_LEAD),
        ("Sue Worker", Role.SUPPORT_WORKER),
        ("Vi Volunteer", Role.VOLUNTEER),
    ):
        assert made.ask(supervision_notes, by=made.colleague(role, name)) == ()
    with pytest.raises(NotAllowedError):
        made.ask(supervision_notes, by=made.colleague(Role.TRUSTEE, "Tru Stee"))


def test_a_volunteer_reads_the_notes_about_their_own_work(made: MadeCase, leader: Actor) -> None:
    volunteer = made.colleague(Role.VOLUNTEER, "Vi Volunteer")
    written(made, leader, volunteer)
    assert [one.words for one in made.ask(supervision_notes, by=volunteer)] == ["Carries a lot"]


def test_a_worker_writes_none_and_nobody_supervises_themselves(
    made: MadeCase, leader: Actor, worker: Actor
) -> None:
    with pytest.raises(NotAllowedError):
        written(made, worker, leader)
    with pytest.raises(RefusedError, match="their own work"):
        written(made, leader, leader)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (replace(WORDS, held_on=date(2026, 4, 2)), "future"),
        (replace(WORDS, next_on=date(2026, 3, 27)), "not after"),
        (replace(WORDS, words="", agreed=" "), "Nothing is written"),
    ],
)
def test_a_note_that_cannot_be_is_refused(
    made: MadeCase, leader: Actor, worker: Actor, words: SupervisionWords, problem: str
) -> None:
    with pytest.raises(BadInputError, match=problem):
        written(made, leader, worker, words)


def test_nobody_unknown_is_supervised(made: MadeCase, leader: Actor) -> None:
    with pytest.raises(BadInputError, match="not known here"):
        made.do(write_supervision_note, by=leader, worker_id=UserId(UUID(int=4)), words=WORDS)


def test_a_note_is_corrected_by_whoever_wrote_it_or_a_manager(
    made: MadeCase, leader: Actor, worker: Actor
) -> None:
    note = written(made, leader, worker)
    better = replace(WORDS, agreed="Three cases to Amal")
    other = made.colleague(Role.TEAM_LEADER, "Lee Leader")
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(correct_supervision_note, by=other, note_id=note, version=1, words=better)
    made.do(correct_supervision_note, by=leader, note_id=note, version=1, words=better)
    with pytest.raises(StaleVersionError):
        made.do(correct_supervision_note, note_id=note, version=1, words=WORDS)
    made.do(correct_supervision_note, note_id=note, version=2, words=replace(better, next_on=TODAY))
    (one,) = made.ask(supervision_notes, by=worker)
    assert (one.agreed, one.next_on, one.may_correct) == ("Three cases to Amal", TODAY, False)


def test_a_leader_does_not_correct_what_a_manager_wrote_about_them(made: MadeCase, leader: Actor) -> None:
    note = written(made, made.actor, leader)
    with pytest.raises(RefusedError, match="whoever wrote it"):
        made.do(correct_supervision_note, by=leader, note_id=note, version=1, words=WORDS)


def test_the_history_of_a_note_is_for_its_readers_alone(made: MadeCase, leader: Actor, worker: Actor) -> None:
    note = written(made, leader, worker)
    made.do(
        correct_supervision_note, by=leader, note_id=note, version=1, words=replace(WORDS, words="Better")
    )
    for reader in (leader, worker, made.actor):
        latest = made.ask(record_history, by=reader, record_id=note)[0]
        assert ("words", "Carries a lot", "Better") in {
            (one.field, one.before, one.after) for one in latest.fields
        }
    with pytest.raises(BadInputError, match="not in these records"):
        made.ask(record_history, by=made.colleague(Role.SUPPORT_WORKER, "Sue"), record_id=note)


def test_a_note_about_a_case_is_hidden_from_whoever_is_locked_out_of_it(
    made: MadeCase, leader: Actor, worker: Actor
) -> None:
    written(made, leader, worker, replace(WORDS, case_id=made.case))
    (one,) = made.ask(supervision_notes, by=worker)
    assert one.case_reference.startswith("CA-")
    made.lock_out(worker)
    assert made.ask(supervision_notes, by=worker) == ()
    assert len(made.ask(supervision_notes, by=leader)) == 1


def _as_kept(made: MadeCase, note: SupervisionNoteId) -> tuple[list[object], str]:
    def look(session: RecordSession) -> tuple[list[object], str]:
        kept = session.get_one(SupervisionNote, note)
        history = session.scalars(select(Change.fields).where(Change.record_id == note))
        return [kept.words, kept.agreed], " ".join(row or "" for row in history)

    return made.records.read(NOBODY, look)


def test_what_is_said_about_a_sealed_case_is_sealed(made: MadeCase, leader: Actor, worker: Actor) -> None:
    made.say_of_case(sealed_on=TODAY)
    note = written(made, made.actor, worker, replace(WORDS, case_id=made.case))
    kept, history = _as_kept(made, note)
    assert [type(one) for one in kept] == [Sealed, Sealed]
    assert WORDS.words not in history
    (one,) = made.ask(supervision_notes)
    assert (one.words, one.agreed) == (WORDS.words, WORDS.agreed)
    with pytest.raises(BadInputError, match="not in these records"):
        written(made, leader, worker, replace(WORDS, case_id=made.case))


def test_a_note_is_sealed_when_its_case_is_and_opened_again_with_it(
    made: MadeCase, leader: Actor, worker: Actor
) -> None:
    note = written(made, leader, worker, replace(WORDS, case_id=made.case))
    made.do(seal_case, case_id=made.case, version=1)
    kept, history = _as_kept(made, note)
    assert [type(one) for one in kept] == [Sealed, Sealed]
    assert WORDS.words not in history
    assert made.ask(supervision_notes, by=worker) == ()
    made.do(unseal_case, case_id=made.case, version=2)
    (one,) = made.ask(supervision_notes, by=worker)
    assert (one.words, one.agreed) == (WORDS.words, WORDS.agreed)


def test_a_note_that_turns_out_to_be_about_a_sealed_case_leaves_no_word_in_clear(
    made: MadeCase, leader: Actor, worker: Actor
) -> None:
    note = written(made, leader, worker)
    made.say_of_case(sealed_on=TODAY)
    moved = SupervisionWords(held_on=WORDS.held_on, agreed="Two cases to Amal", case_id=made.case)
    made.do(correct_supervision_note, note_id=note, version=1, words=moved)
    kept, history = _as_kept(made, note)
    assert kept[0] is None
    assert isinstance(kept[1], Sealed)
    assert WORDS.words not in history
    assert WORDS.agreed not in history

"""A colleague with an interest in a case sees nothing of its person, and somebody is always left who may."""

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import LockOutId, UserId
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.base import new_id
from desktop.models.lock_out import LockOut
from desktop.queries.history import record_history
from desktop.queries.lock_outs import lock_outs
from desktop.queries.people import find_people
from desktop.services.cases import assign_case
from desktop.services.lock_outs import lift_lock_out, lock_out
from desktop.store.records import Records
from tests.services.casework import TODAY, Helped, ask, colleague, do, rang
from tests.store.made import NOBODY

WHY = "His brother is said to have done it."


def _lock(records: Records, actor: Actor, jo: Helped, who: Actor, **more: object) -> LockOutId:
    return do(
        records,
        actor,
        lock_out,
        person_id=jo.person,
        user_id=who.user_id,
        **{"reason": WHY, **more},
    )


def test_whoever_is_locked_out_sees_nothing_until_it_is_lifted(
    records: Records, actor: Actor, jo: Helped
) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER)
    with pytest.raises(NotAllowedError, match="role"):
        _lock(records, worker, jo, actor)
    lock = _lock(records, actor, jo, worker)
    assert ask(records, worker, find_people, text="Ashdown").rows == ()
    with pytest.raises(BadInputError, match="not in these records"):
        rang(records, worker, jo.person)
    (row,) = ask(records, actor, lock_outs, person_id=jo.person)
    assert (row.colleague, row.reason.text, row.reason.sealed) == (worker.name, WHY, True)
    kept = records.read(NOBODY, lambda session: session.get_one(LockOut, lock).reason)
    assert WHY not in str(kept)
    with pytest.raises(RefusedError, match="already"):
        _lock(records, actor, jo, worker)
    do(records, actor, lift_lock_out, lock_out_id=lock, version=1)
    rang(records, worker, jo.person)
    for version, error in ((1, StaleVersionError), (2, RefusedError)):
        with pytest.raises(error):
            do(records, actor, lift_lock_out, lock_out_id=lock, version=version)
    (row,) = ask(records, actor, lock_outs, person_id=jo.person)
    assert row.lifted_on == TODAY
    history = ask(records, actor, record_history, record_id=lock)
    assert [(one.operation, one.user) for one in history] == [("update", actor.name), ("insert", actor.name)]
    assert not any(WHY in one.after for one in history[1].fields)


def test_one_lead_must_be_left(records: Records, actor: Actor, jo: Helped) -> None:
    colleague(records, actor, Role.SUPPORT_WORKER)
    with pytest.raises(RefusedError, match="Nobody would be left"):
        _lock(records, actor, jo, actor)
    lead = colleague(records, actor, Role.SAFEGUARDING_LEAD)
    lock = _lock(records, actor, jo, actor)  # one may lock out oneself
    with pytest.raises(BadInputError, match="not in these records"):
        do(records, actor, lift_lock_out, lock_out_id=lock, version=1)
    with pytest.raises(RefusedError, match="Nobody would be left"):
        _lock(records, lead, jo, lead)


def test_the_worker_of_a_case_hands_it_over_first(records: Records, actor: Actor, jo: Helped) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER)
    do(records, actor, assign_case, case_id=jo.case, version=1, worker_id=worker.user_id)
    with pytest.raises(RefusedError, match="has case"):
        _lock(records, actor, jo, worker)


def test_a_lock_out_says_why_and_whom(records: Records, actor: Actor, jo: Helped) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER)
    with pytest.raises(BadInputError, match="why"):
        _lock(records, actor, jo, worker, reason=" ")
    with pytest.raises(BadInputError, match="colleague"):
        do(records, actor, lock_out, person_id=jo.person, user_id=UserId(new_id()), reason=WHY)

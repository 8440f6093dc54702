"""A return that was made is written down, number by number."""

import hashlib
from collections.abc import Sequence
from functools import partial

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, ReleaseId, UserId
from desktop.errors import NotAllowedError, RefusedError
from desktop.exports.returns.as_json import return_json
from desktop.models.base import new_id
from desktop.models.release import ReleasedCell
from desktop.models.session import RecordSession
from desktop.queries.releases import list_releases
from desktop.returns.result import Profile
from desktop.services.releases import record_release
from desktop.store.records import Records
from tests.exports.made_full_return import SECRET, made_full_return
from tests.exports.made_return import made_return, numbers


def released(records: Records, actor: Actor, release_id: ReleaseId) -> Sequence[ReleasedCell]:
    """Read back every number of a return that was made."""
    cells = select(ReleasedCell).where(ReleasedCell.release_id == release_id)

    def read(session: RecordSession) -> Sequence[ReleasedCell]:
        found = session.scalars(cells).all()
        session.expunge_all()
        return found

    return records.read(actor, read)


def test_every_number_of_a_return_is_written_down(records: Records, actor: Actor) -> None:
    result = made_return()
    written = return_json(result)
    deed = partial(record_release, actor=actor, result=result, return_json=written, recipient="Board")
    release_id = records.write(actor, deed).value
    (row,) = records.read(actor, partial(list_releases, actor=actor))
    assert (row.id, row.made_by, row.recipient) == (release_id, actor.name, "Board")
    assert (row.definition_id, row.definition_version, row.period_id) == ("made", "2026-11", "2018-19:Q2")
    assert row.digest == hashlib.sha256(written).hexdigest()
    kept = released(records, actor, release_id)
    assert {(one.table_id, one.row_code, one.column_code): one.value for one in kept} == numbers(result)
    assert {one.status for one in kept} == {"exact"}


def test_what_is_no_count_is_written_down_as_measured_and_what_is_hidden_not_at_all(
    records: Records, actor: Actor
) -> None:
    result = made_full_return()
    deed = partial(record_release, actor=actor, result=result, return_json=return_json(result))
    release_id = records.write(actor, deed).value
    kept = released(records, actor, release_id)
    assert len(kept) == sum(len(row) for table in result.tables for row in table.cells)
    found = {
        (one.table_id, one.row_code, one.column_code): (one.value, one.measured, one.shown) for one in kept
    }
    assert found["R5", "violence", "count"] == (140, None, "140")
    assert found["R5", "violence", "share"] == (None, 70.0, "70.0%")
    assert found["R5", "_valid", "share"] == (None, None, "–")
    assert found["R26", "spend", "budget"] == (None, 12500.0, "£12,500")
    assert found["con", "race", "count"] == (None, None, "[c]")
    assert not any(SECRET in numbers for numbers in found.values())


def test_the_newest_return_is_listed_first(records: Records, actor: Actor) -> None:
    deed = partial(record_release, actor=actor, result=made_return(), return_json=b"{}")
    first, second = records.write(actor, deed).value, records.write(actor, deed).value
    rows = records.read(actor, partial(list_releases, actor=actor))
    assert [row.id for row in rows] == [second, first]


def test_a_return_protected_otherwise_is_not_written_down_as_exact(records: Records, actor: Actor) -> None:
    result = made_return(profile=Profile.PUBLISH)
    with pytest.raises(RefusedError):
        records.write(actor, partial(record_release, actor=actor, result=result, return_json=b"{}"))
    assert records.read(actor, partial(list_releases, actor=actor)) == ()


def test_a_support_worker_may_not_make_an_exact_return(records: Records, actor: Actor) -> None:
    worker = Actor(UserId(new_id()), DeviceId(new_id()), "Sam", frozenset({Role.SUPPORT_WORKER}))
    with pytest.raises(NotAllowedError):
        records.write(actor, partial(record_release, actor=worker, result=made_return(), return_json=b"{}"))

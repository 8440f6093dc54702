"""A full disk at any write: a sentence, nothing half done, and everything kept before is still there."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.errors import AlongsideError, StoreError
from desktop.models.base import new_id
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.store.backup import back_up, check_backup
from desktop.store.drafts import Draft, Drafts, open_drafts
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.records import Records
from desktop.store.rekeying import change_keys
from desktop.store.verify import verify
from tests.faults.limits import no_file_longer_than
from tests.store.kept_keys import Kept
from tests.store.made import START


def _list_of(people: list[UUID]) -> list[dict[str, object]]:
    return [{"id": one, "reference": one.hex, "surname": "Wren"} for one in people]


@pytest.mark.parametrize("size", [0, 100, 5_000, 20_000, 60_000, 150_000])
def test_a_list_that_does_not_fit_is_refused_whole(
    records: Records, actor: Actor, keys: StoreKeys, folder: Path, size: int
) -> None:
    kept = [new_id() for _ in range(20)]
    records.write(actor, lambda session: session.write_many(Person, _list_of(kept)))
    records.checkpoint()
    lost = [new_id() for _ in range(2000)]
    with no_file_longer_than(size), pytest.raises(StoreError, match="not saved") as raised:
        records.write(actor, lambda session: session.write_many(Person, _list_of(lost)))
    assert raised.value.do
    assert set(records.read(actor, _people)) == set(kept)
    records.write(actor, lambda session: session.add(Person(reference="after")))
    records.close()
    assert verify(folder, keys).faults == ()
    assert [path.name for path in folder.iterdir() if path.name.endswith(".part")] == []


def test_a_draft_that_does_not_fit_leaves_the_one_before_it(
    folder: Path, keys: StoreKeys, actor: Actor
) -> None:
    drafts = Drafts(folder, keys)
    record = new_id()
    drafts.keep(Draft(actor.user_id, record, "contact", "rang at ten", START))
    longer = Draft(actor.user_id, record, "contact", "rang at ten " * 10_000, START)
    with no_file_longer_than(20_000), pytest.raises(AlongsideError):
        drafts.keep(longer)
    assert [one.body for one in drafts.of_user(actor.user_id)] == ["rang at ten"]
    drafts.close()


def test_a_backup_that_does_not_fit_leaves_nothing_behind(kept: Kept, tmp_path: Path) -> None:
    sticks = tmp_path / "stick"
    good = back_up(kept.folder, kept.unlocked, to=sticks)
    size = (good.folder / "records.db").stat().st_size
    for limit in (1000, 50_000, size - 4096):
        with no_file_longer_than(limit), pytest.raises(AlongsideError, match="full"):
            back_up(kept.folder, kept.unlocked, to=sticks)
        assert list(sticks.iterdir()) == [good.folder]
    assert check_backup(good.folder, kept.unlocked).content


def _people(session: RecordSession) -> list[UUID]:
    return list(session.scalars(select(Person.id)))


def test_new_keys_that_do_not_fit_change_nothing(kept: Kept) -> None:
    keys = keys_of(kept.unlocked)
    size = (kept.folder / "records.db").stat().st_size
    before = (kept.folder / "keys.json").read_bytes()
    records, drafts = kept.open(), open_drafts(kept.folder, keys)
    record = new_id()
    drafts.keep(Draft(kept.actor.user_id, record, "contact", "rang at ten", START))
    for limit in (100, 10_000, 100_000, size - 4096):
        with no_file_longer_than(limit), pytest.raises(AlongsideError, match="full"):
            change_keys(records, drafts, kept.unlocked)
        assert len(records.read(kept.actor, _people)) == 1
        assert (kept.folder / "keys.json").read_bytes() == before
    assert change_keys(records, drafts, kept.unlocked).epoch == 2  # there is room again
    assert [one.body for one in drafts.of_user(kept.actor.user_id)] == ["rang at ten"]
    drafts.close()
    records.close()
    assert [path.name for path in kept.folder.glob(".*")] == []

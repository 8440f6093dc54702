"""New keys for all but the removed: the records go on, the old keys open nothing any more."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.background.progress import Progress, StoppedError
from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.errors import NotAllowedError, StoreError, WrongPassphraseError
from desktop.models.base import new_id
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.security.key_document import parse
from desktop.security.key_file import unlock, written
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.new_keys import begin_new_keys
from desktop.security.sealing import seal_box_of
from desktop.security.sign_ins import add_user
from desktop.security.unlocked import Unlocked
from desktop.store.backup import back_up, check_backup
from desktop.store.drafts import Draft, Drafts, open_drafts
from desktop.store.keys import keys_of
from desktop.store.records import KEY_FILE, RECORDS_FILE, Records
from desktop.store.rekeying import change_keys, settle_interrupted
from desktop.store.restore import restore
from desktop.store.verify import verify, verify_open
from tests.store.kept_keys import PASSPHRASE, Kept

VIC_ID = UserId(UUID(int=42))
NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
ALL = frozenset(Role) - {Role.MANAGER}


@dataclass(frozen=True, slots=True)
class Office:
    """Records that Mo, a manager, and Vic, a worker with every other role, can open."""

    kept: Kept
    vic: Unlocked

    @property
    def folder(self) -> Path:
        """Say where the records are."""
        return self.kept.folder

    def sign_in(self, name: str = "Mo") -> Unlocked:
        """Sign somebody in, and settle what was cut off."""
        data = (self.folder / KEY_FILE).read_bytes()
        return settle_interrupted(self.folder, unlock(data, user_name=name, passphrase=PASSPHRASE))


@pytest.fixture
def office(kept: Kept) -> Office:
    path = kept.folder / KEY_FILE
    grown = add_user(
        kept.unlocked,
        path.read_bytes(),
        user_id=VIC_ID,
        user_name="Vic",
        roles=ALL,
        passphrase=PASSPHRASE,
        stretching=LOWEST_ACCEPTED,
    )
    path.write_bytes(grown.data)
    return Office(kept, unlock(grown.data, user_name="Vic", passphrase=PASSPHRASE))


def _references(session: RecordSession) -> set[str]:
    return set(session.scalars(select(Person.reference)))


def _change(office: Office, *, without: frozenset[UserId] = frozenset({VIC_ID})) -> Unlocked:
    unlocked = office.sign_in()
    records = Records(office.folder, keys_of(unlocked))
    drafts = open_drafts(office.folder, keys_of(unlocked))
    try:
        return change_keys(records, drafts, unlocked, without=without)
    finally:
        drafts.close()
        records.close()


def test_who_was_removed_opens_nothing_saved_from_then_on(office: Office, tmp_path: Path) -> None:
    laptop = tmp_path / "lost-laptop"
    shutil.copytree(office.folder, laptop)
    _change(office)
    office_now = office.sign_in()
    with pytest.raises(WrongPassphraseError):
        office.sign_in("Vic")
    shutil.copy(office.folder / RECORDS_FILE, laptop / RECORDS_FILE)  # the new file beside the old key file
    with pytest.raises(StoreError, match="damaged, or belongs to other keys"):
        Records(laptop, keys_of(office.vic))
    sealed = seal_box_of(office_now).seal("a new worry", context=b"c")
    with pytest.raises(StoreError):
        seal_box_of(office.vic).open(sealed, context=b"c")
    assert verify(office.folder, keys_of(office_now)).content


def test_an_old_key_file_with_the_old_grants_opens_nothing_of_the_new_file(office: Office) -> None:
    before = (office.folder / KEY_FILE).read_bytes()
    _change(office)
    (office.folder / KEY_FILE).write_bytes(before)
    for name in ("Vic", "Mo"):
        with pytest.raises(StoreError, match="other keys"):
            Records(office.folder, keys_of(office.sign_in(name)))


def test_old_grants_put_into_the_new_key_file_are_refused(office: Office) -> None:
    before = parse((office.folder / KEY_FILE).read_bytes())
    _change(office)
    path = office.folder / KEY_FILE
    after = parse(path.read_bytes())
    assert before is not None
    assert after is not None
    slot = before.slot_of(VIC_ID)
    grant = next(each for each in before.grants if each.user_id == VIC_ID)
    office_now = office.sign_in()
    for epoch in (1, 2):
        revived = replace(
            after, slots=(*after.slots, slot), grants=(*after.grants, replace(grant, epoch=epoch))
        )
        path.write_bytes(written(revived, office_now))
        with pytest.raises(WrongPassphraseError):
            office.sign_in("Vic")


def test_records_history_and_drafts_go_on_under_the_new_keys(office: Office) -> None:
    office.kept.add_person("P-2")
    unlocked = office.sign_in()
    actor = office.kept.actor
    draft = Draft(actor.user_id, new_id(), "note", "She said", NOON)
    records = Records(office.folder, keys_of(unlocked))
    drafts = open_drafts(office.folder, keys_of(unlocked))
    drafts.keep(draft)
    changed = change_keys(records, drafts, unlocked, without=frozenset({VIC_ID}))
    assert changed.epoch == unlocked.epoch + 1
    records.write(actor, lambda session: session.add(Person(reference="P-3", surname="Wren")))
    assert records.read(actor, _references) == {"P-1", "P-2", "P-3"}
    assert records.read_long(actor, _references) == {"P-1", "P-2", "P-3"}
    assert verify_open(records).content
    drafts.keep(replace(draft, form="referral"))
    assert {each.body for each in drafts.of_user(actor.user_id)} == {"She said"}
    drafts.close()
    records.close()
    again = office.sign_in()
    assert again.earlier == ()
    assert verify(office.folder, keys_of(again)).content
    reopened = open_drafts(office.folder, keys_of(again))
    assert len(reopened.of_user(actor.user_id)) == 2
    reopened.close()
    assert sorted(path.name for path in office.folder.glob(".*")) == []


def test_keys_are_changed_again_and_again(office: Office) -> None:
    sealed = seal_box_of(office.vic).seal("an old worry", context=b"c")
    for epoch in (2, 3, 4):
        assert _change(office, without=frozenset()).epoch == epoch
    assert seal_box_of(office.sign_in()).open(sealed, context=b"c") == "an old worry"
    assert verify(office.folder, keys_of(office.sign_in("Vic"))).content


def test_earlier_backups_open_with_their_own_key_file(office: Office, tmp_path: Path) -> None:
    before = back_up(office.folder, office.sign_in(), to=tmp_path / "stick")
    _change(office)
    after = back_up(office.folder, office.sign_in(), to=tmp_path / "stick")
    for backup, names in ((before, ("Mo", "Vic")), (after, ("Mo",))):
        data = (backup.folder / KEY_FILE).read_bytes()
        for name in names:
            unlocked = unlock(data, user_name=name, passphrase=PASSPHRASE)
            assert check_backup(backup.folder, unlocked).content
            target = tmp_path / f"{name}{backup.folder.name}"
            assert restore(backup.folder, unlocked, folder=target).kept is None
            assert verify(target, keys_of(unlocked)).content


def test_work_waits_while_the_keys_are_changed_and_goes_on(office: Office) -> None:
    unlocked, actor = office.sign_in(), office.kept.actor
    records = Records(office.folder, keys_of(unlocked))
    drafts = open_drafts(office.folder, keys_of(unlocked))
    over = threading.Event()
    counted: list[int] = []

    def work(number: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            records.write(actor, lambda s, ref=f"T{number}-{turn}": s.add(Person(reference=ref)))  # type: ignore[misc]
            records.read(actor, _references)
        counted.append(turn)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for worker in workers:
        worker.start()
    for _ in range(3):
        unlocked = change_keys(records, drafts, unlocked)
    over.set()
    for worker in workers:
        worker.join()
    there = records.read(actor, lambda session: session.scalar(select(func.count()).select_from(Person)))
    assert there == sum(counted) + 1
    drafts.close()
    records.close()
    assert verify(office.folder, keys_of(office.sign_in())).content


def _stopped(_: Office, records: Records, drafts: Drafts, unlocked: Unlocked) -> None:
    progress = Progress(lambda _step: None)
    progress.stop()
    with pytest.raises(StoppedError):
        change_keys(records, drafts, unlocked, progress=progress)


def _without_right(office: Office, records: Records, drafts: Drafts, _: Unlocked) -> None:
    with pytest.raises(NotAllowedError):
        change_keys(records, drafts, office.vic)


@pytest.mark.parametrize("fail", [_stopped, _without_right])
def test_a_change_that_fails_changes_nothing(
    office: Office, fail: Callable[[Office, Records, Drafts, Unlocked], None]
) -> None:
    before = (office.folder / KEY_FILE).read_bytes()
    unlocked, actor = office.sign_in(), office.kept.actor
    records = Records(office.folder, keys_of(unlocked))
    drafts = open_drafts(office.folder, keys_of(unlocked))
    fail(office, records, drafts, unlocked)
    assert records.read(actor, _references) == {"P-1"}
    drafts.keep(Draft(actor.user_id, new_id(), "note", "She said", NOON))
    drafts.close()
    records.close()
    assert (office.folder / KEY_FILE).read_bytes() == before
    assert verify(office.folder, keys_of(office.sign_in())).content


def test_anybody_works_on_with_the_keys_that_open_until_a_manager_settles(office: Office) -> None:
    """Cut off before the swap, then after it: the volunteer opens either way, the manager ends it."""
    path = office.folder / KEY_FILE
    begun = begin_new_keys(office.sign_in(), path.read_bytes())
    path.write_bytes(begun.data)
    vic = office.sign_in("Vic")
    assert (vic.epoch, len(vic.earlier)) == (1, 1)
    Records(office.folder, keys_of(vic)).close()
    backup = back_up(office.folder, vic, to=office.folder.parent / "stick")
    with_both = unlock((backup.folder / KEY_FILE).read_bytes(), user_name="Vic", passphrase=PASSPHRASE)
    restored = restore(backup.folder, with_both, folder=office.folder.parent / "restored").folder
    assert settle_interrupted(restored, with_both).epoch == 1
    mo = office.sign_in()
    assert (mo.epoch, mo.earlier) == (1, ())
    assert (office.sign_in("Vic").epoch, office.sign_in("Vic").earlier) == (1, ())

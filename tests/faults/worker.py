"""Another process at work on records, to be killed or overworked; keys come in on its standard input."""

import itertools
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.models.base import new_id
from desktop.models.person import ContactPoint, Person
from desktop.models.session import RecordSession
from desktop.security.key_file import unlock
from desktop.security.sign_ins import sign_ins
from desktop.store.backup import back_up
from desktop.store.drafts import open_drafts
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.records import Records
from desktop.store.rekeying import change_keys
from desktop.store.restore import restore
from tests.store.made import made_sealer

Order = dict[str, Any]


def order(folder: Path, keys: StoreKeys, actor: Actor) -> str:
    """Write down, in one line, everything that the worker needs to know."""
    return json.dumps(
        {
            "folder": str(folder),
            "store": keys.store_id.hex,
            "device": keys.device_id.hex,
            "keys": [key.hex() for key in (keys.file_key, keys.file_salt, keys.drafts_key)],
            "history": keys.history_keys[keys.device_id].hex(),
            "user": actor.user_id.hex,
        }
    )


def _given(line: str) -> tuple[Path, StoreKeys, Actor]:
    said: Order = json.loads(line)
    device = DeviceId(UUID(said["device"]))
    file_key, file_salt, drafts_key = (bytes.fromhex(key) for key in said["keys"])
    history = {device: bytes.fromhex(said["history"])}
    store_id, own_key = StoreId(UUID(said["store"])), bytes(32)
    keys = StoreKeys(store_id, device, file_key, file_salt, drafts_key, history, made_sealer(), own_key)
    actor = Actor(UserId(UUID(said["user"])), device, "Mo Manager", frozenset({Role.MANAGER}))
    return Path(said["folder"]), keys, actor


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def bring_in_lists(folder: Path, keys: StoreKeys, actor: Actor) -> None:
    """Bring in list after list, and name a list once it is kept, until killed."""
    records = Records(folder, keys, wait_seconds=5)
    while True:
        people = [new_id() for _ in range(250)]
        points: list[dict[str, object]] = [
            {"person_id": one, "channel": "email", "value": "a@b.org", "state": "unknown"} for one in people
        ]

        def bring(
            session: RecordSession, people: list[UUID] = people, points: list[dict[str, object]] = points
        ) -> None:
            session.write_many(
                Person, [{"id": one, "reference": one.hex, "surname": "Wren"} for one in people]
            )
            session.write_many(ContactPoint, points)

        records.write(actor, bring)
        _say(people[-1].hex)


def back_up_and_restore(folder: Path, passphrase: str) -> None:
    """Back up and bring back, again and again, until killed."""
    unlocked = unlock((folder / "keys.json").read_bytes(), user_name="Mo", passphrase=passphrase)
    while True:
        backup = back_up(folder, unlocked, to=folder.parent / "stick")
        _say(backup.folder.name)
        restore(backup.folder, unlocked, folder=folder)
        _say("restored")


def change_the_keys(folder: Path, passphrase: str, dies_at: int) -> None:
    """Remove Vic while people are being added; end at once at the n-th time a file is touched.

    Says each person that is kept, and at the end that Vic is removed.
    """
    data = (folder / "keys.json").read_bytes()
    unlocked = unlock(data, user_name="Mo", passphrase=passphrase)
    (vic,) = (each.user_id for each in sign_ins(unlocked, data) if each.name == "Vic")
    keys = keys_of(unlocked)
    actor = Actor(unlocked.user_id, keys.device_id, unlocked.user_name, unlocked.roles)
    records, drafts = Records(folder, keys), open_drafts(folder, keys)

    def add_people() -> None:
        while True:
            one = new_id()
            records.write(actor, partial(_add_person, one=one))
            _say(one.hex)

    threading.Thread(target=add_people, daemon=True).start()
    if dies_at:
        _die_at(dies_at, str(folder))
    change_keys(records, drafts, unlocked, without=frozenset({vic}))
    _say("removed")
    if dies_at:
        os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()


def _add_person(session: RecordSession, *, one: UUID) -> None:
    session.add(Person(id=one, reference=one.hex))


def _die_at(number: int, folder: str) -> None:
    """End this process at the n-th time that a file of the folder is touched by this thread."""
    watched, seen = threading.get_ident(), itertools.count(1)

    def look(event: str, what: tuple[object, ...]) -> None:
        touches = event in {"open", "os.rename", "os.remove", "sqlite3.connect"} and folder in str(what[0])
        if touches and threading.get_ident() == watched and next(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def wait_to_be_killed(work: Callable[[str], None]) -> None:
    """Start to work each time a line comes in, so that starting again costs no import of libraries."""
    if sys.platform == "win32":
        message = "there is no fork on Windows"
        raise NotImplementedError(message)
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            work(line.strip())
        _say(f"pid {child}")
        os.waitpid(child, 0)
        _say("ended")


def overwork(threads: int, transactions: int) -> None:
    """Write from many threads at once while others read, and say how many records there are then."""
    folder, keys, actor = _given(sys.stdin.readline())
    records = Records(folder, keys)

    def write(number: int) -> None:
        for turn in range(transactions):
            records.write(actor, lambda s, ref=f"T{number}-{turn}": s.add(Person(reference=ref)))  # type: ignore[misc]
            if turn % 10 == 0:
                (records.read if turn % 20 else records.read_long)(actor, _count)

    workers = [threading.Thread(target=write, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    _say(str(records.read(actor, _count)))
    records.close()


def _count(session: RecordSession) -> int:
    return session.scalar(select(func.count()).select_from(Person)) or 0


if __name__ == "__main__":
    if sys.argv[1] == "killed":
        given = _given(sys.stdin.readline())
        wait_to_be_killed(lambda _: bring_in_lists(*given))
    elif sys.argv[1] == "killed-backup":
        folder, passphrase = Path(sys.argv[2]), sys.stdin.readline().strip()
        wait_to_be_killed(lambda _: back_up_and_restore(folder, passphrase))
    elif sys.argv[1] == "killed-rekey":
        folder, passphrase = Path(sys.argv[2]), sys.stdin.readline().strip()
        wait_to_be_killed(lambda said: change_the_keys(folder, passphrase, int(said)))
    else:
        overwork(int(sys.argv[2]), int(sys.argv[3]))

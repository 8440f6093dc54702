"""One open store: a writer, an interactive reader and a long reader, each with a connection of its own."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

import sqlcipher3
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.errors import StoreError
from desktop.models.device import Device
from desktop.models.session import RecordSession
from desktop.platform.locks import StoreLock
from desktop.store.anchor import Anchor, End, anchor_of
from desktop.store.chain import chain_end, follows
from desktop.store.engines import make_engine
from desktop.store.gate import Gate
from desktop.store.history import STORE_KIND
from desktop.store.keys import StoreKeys
from desktop.store.opening import opener
from desktop.store.question import Question
from desktop.store.schema import NEWEST, revision_of, schema_number
from desktop.store.troubles import translated
from desktop.store.unit import Setting, UnitOfWork

RECORDS_FILE = "records.db"
KEY_FILE = "keys.json"
LOCK_FILE = "lock"
WRITER_CACHE_KIB = 16384
READER_CACHE_KIB = 8192
LONG_READER_CACHE_KIB = 4096  # it reads whole tables once: what it keeps is soon pushed out again

T = TypeVar("T")


@contextmanager
def _collections_rest() -> Iterator[None]:
    """Let Python look for no rubbish in circles meanwhile.

    Counting makes a million objects and hardly a circle: looking took a quarter of its time, and held up
    every other thread, the window's too, for as long as one look lasted.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What a unit of work answered, and what it changed."""

    value: T
    changed: Changed


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _refuse_older(connection: Connection) -> None:
    if schema_number(connection) < NEWEST:
        what = "These records were made by an older Alongside and were not brought up to this one yet."
        raise StoreError(what, "Open them with “alongside”; a backup is made first.")


class Records:
    """The open records; close them in the thread that opened them, when no work is under way."""

    def __init__(
        self,
        folder: Path,
        keys: StoreKeys,
        *,
        clock: Callable[[], datetime] = _utc_now,
        wait_seconds: float = 0,
    ) -> None:
        self.folder = folder
        self.keys = keys
        self._clock = clock
        self._closed = False
        self._reached: End | None = None
        self._letter: str | None = None
        self._gate = Gate()
        self._lock = StoreLock.acquire(folder / LOCK_FILE, wait_seconds=wait_seconds)
        try:
            self._open()
        except BaseException:
            self._lock.release()
            raise

    def _open(self) -> None:
        keys = self.keys
        path = self.folder / RECORDS_FILE
        self._anchor = anchor_of(self.folder, keys)
        write = opener(path, keys.file_key, keys.file_salt, newest_schema=NEWEST, cache_kib=WRITER_CACHE_KIB)
        ask, ask_long = (
            opener(path, keys.file_key, keys.file_salt, newest_schema=NEWEST, read_only=True, cache_kib=kib)
            for kib in (READER_CACHE_KIB, LONG_READER_CACHE_KIB)
        )
        self._writer = make_engine(write, begin="BEGIN IMMEDIATE")
        self._reader = make_engine(ask, begin="BEGIN")
        self._long_reader = make_engine(ask_long, begin="BEGIN")
        self._running: dict[Engine, Any] = {}
        self._running_guard = threading.Lock()
        try:
            self._check_end()
        except BaseException:
            self._let_go()
            raise

    @property
    def engines(self) -> tuple[Engine, Engine, Engine]:
        """The writer, the interactive reader and the long reader."""
        return self._writer, self._reader, self._long_reader

    @property
    def closed(self) -> bool:
        """Whether the records were closed."""
        return self._closed

    @property
    def anchor(self) -> Anchor:
        """Where the end of this device's history is remembered."""
        return self._anchor

    def write(self, actor: Actor, work: Callable[[RecordSession], T]) -> Written[T]:
        """Do one unit of work: all of it with its history, or none of it.

        Raises:
            StaleVersionError: somebody changed a record of it meanwhile.
            StoreError: the disk is full or the file cannot be written; nothing was changed.
        """
        return self._write(actor, work)

    def in_place(self) -> AbstractContextManager[None]:
        """Keep the files where they are while they are copied or checked with another connection."""
        return self._gate.together()

    def under_other_keys(self, keys: StoreKeys, bring_over: Callable[[], None]) -> None:
        """Close the files, let ``bring_over`` put them under other keys, and go on with those.

        Nobody reads or writes meanwhile: who asks, waits. Where it fails the old keys stay.
        """
        with self._gate.alone():
            self._empty_log()
            self._let_go()
            try:
                bring_over()
                self.keys = keys
            finally:
                self._open()

    def note_restored(self, actor: Actor, *, backup_id: str, made_at: datetime) -> None:
        """Write into the history that these records came out of a backup."""
        said = {"backup": backup_id, "made_at": made_at.isoformat()}
        self._write(actor, lambda unit: unit.note(STORE_KIND, self.keys.store_id, "restore", said))

    def _write(self, actor: Actor, work: Callable[[UnitOfWork], T]) -> Written[T]:
        with self.in_place(), self._writer.connect() as connection, translated():
            transaction = connection.begin()
            try:
                unit = UnitOfWork(connection, self._setting(connection, actor))
                with unit:
                    value = work(unit)
                    unit.write_pending_history()
                    changed = unit.changed()
                    before, end = unit.began_at, unit.head
                    if end != before:
                        self._look_for_the_anchor()
                    transaction.commit()
            finally:
                if transaction.is_active:
                    transaction.rollback()
            if end != before:
                with suppress(OSError):  # it is committed: an anchor that lags catches up at the next opening
                    self._anchor.write(end)
                self._reached = end
            return Written(value, changed)

    def read(self, actor: Actor, work: Callable[[RecordSession], T]) -> T:
        """Ask a question on the interactive reader, on behalf of who is signed in."""
        with self.in_place():
            return self._ask(self._reader, actor, work)

    def read_long(self, actor: Actor, work: Callable[[RecordSession], T]) -> T:
        """Ask a question that takes its time, on the long reader."""
        with self.in_place(), _collections_rest():
            return self._ask(self._long_reader, actor, work)

    def interrupt_read(self) -> None:
        """Give up the question that the interactive reader works on, if any."""
        self._interrupt(self._reader)

    def interrupt_long(self) -> None:
        """Give up the question that the long reader works on, if any."""
        self._interrupt(self._long_reader)

    def checkpoint(self) -> None:
        """Bring everything from the write-ahead log into the file, and the anchor onto the disk."""
        with self.in_place():
            self._empty_log()

    def _empty_log(self) -> None:
        with self._writer.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if self._reached is not None:
            with suppress(OSError):  # it may lag
                self._anchor.write(self._reached, durable=True)
                self._reached = None

    def close(self) -> None:
        """End: log emptied, connections closed, lock given back; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            with suppress(DBAPIError, sqlcipher3.Error):  # the log is read again at the next opening
                self.checkpoint()
        finally:
            self._let_go()
            self._lock.release()

    def _let_go(self) -> None:
        for engine in self.engines:
            engine.dispose()

    def _ask(self, engine: Engine, actor: Actor, work: Callable[[RecordSession], T]) -> T:
        with engine.connect() as connection, translated():
            raw: Any = connection.connection.dbapi_connection
            with self._running_guard:
                self._running[engine] = raw
            try:
                asked = Question(connection, actor=actor, sealer=self.keys.sealer, now=self._clock())
                with connection.begin(), asked as unit:
                    return work(unit)
            finally:
                with self._running_guard:
                    self._running.pop(engine, None)

    def _look_for_the_anchor(self) -> None:
        """Keep nothing in a folder that is not there any more, such as that of a stick pulled out."""
        if not self._anchor.exists():
            what = "The folder of the records cannot be written. What you just did was not saved."
            do = "Check that the disk is connected and not full, then do it again."
            raise StoreError(what, do)

    def _interrupt(self, engine: Engine) -> None:
        with self._running_guard:
            raw = self._running.get(engine)
            if raw is not None:
                raw.interrupt()

    def _setting(self, connection: Connection, actor: Actor) -> Setting:
        keys = self.keys
        if self._letter is None:
            statement = select(Device.letter).where(Device.id == keys.device_id)
            self._letter = connection.execute(statement).scalar()
        return Setting(
            actor=actor,
            sealer=keys.sealer,
            device_letter=self._letter or "A",
            history_key=keys.history_keys[keys.device_id],
            schema=revision_of(NEWEST),
            now=self._clock(),
        )

    def _check_end(self) -> None:
        """Refuse a store whose history does not end where the anchor says; settle a commit cut short."""
        device = self.keys.device_id
        named = self._anchor.read()
        with translated(), self._reader.connect() as connection:
            _refuse_older(connection)
            found = chain_end(connection, device)
            key = self.keys.history_keys[device]
            sound = found == named or follows(connection, device, key, after=named)
        if not sound:
            what = (
                "The records end earlier than they did: an older file was put back, or the end was cut off."
            )
            raise StoreError(what, "Nothing was changed. Restore the last good backup, or ask for help.")
        if named != found or not self._anchor.is_whole():
            with suppress(OSError):  # it may lag
                self._anchor.write(found)

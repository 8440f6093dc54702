"""Unfinished writing, kept in a second encrypted file with a writer of its own: an import delays no draft."""

import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3

from desktop.domain.ids import UserId
from desktop.errors import StoreError, UnreadableError
from desktop.platform.files import fsync_folder
from desktop.security.own_text import open_own, seal_own
from desktop.store.copying import FileKey, copy_file, remove_file, remove_log, space_explained
from desktop.store.faults import Area, Findings
from desktop.store.keys import StoreKeys
from desktop.store.opening import SALT_BYTES

DRAFTS_FILE = "drafts.db"
NEW_DRAFTS = f".{DRAFTS_FILE}.new"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    user_id TEXT NOT NULL, record_id TEXT NOT NULL, form TEXT NOT NULL,
    body BLOB NOT NULL, saved_at TEXT NOT NULL,
    PRIMARY KEY (user_id, record_id, form)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody was writing in a form about a record, and when it was last kept."""

    user_id: UserId
    record_id: UUID
    form: str
    body: str
    saved_at: datetime


def drafts_salt(keys: StoreKeys) -> bytes:
    """Derive the salt, which stands in clear at the file's start, so that it tells nothing of the key."""
    return sha256(b"alongside-drafts-salt" + keys.drafts_key).digest()[:SALT_BYTES]


def create_drafts(folder: Path, keys: StoreKeys) -> None:
    """Make the empty drafts file of a new store."""
    Drafts(folder, keys, create=True).close()


def open_drafts(folder: Path, keys: StoreKeys) -> "Drafts":
    """Open the drafts; a file that is gone or makes no sense keeps nobody out of the records.

    What makes no sense is kept beside the new file; ``set_aside`` of the drafts then says where.

    Raises:
        StoreError: the disk is full, write-protected or gone.
    """
    path = folder / DRAFTS_FILE
    if not path.exists():
        return Drafts(folder, keys, create=True)
    try:
        return Drafts(folder, keys)
    except UnreadableError:
        kept = folder / f"drafts-unreadable-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(kept.with_name(kept.name + ending))
        begun = Drafts(folder, keys, create=True)
        begun.set_aside = kept
        return begun


def bring_drafts(folder: Path, keys: StoreKeys, others: Iterable[StoreKeys]) -> None:
    """Put drafts under the keys in use where they lie under others; what none of them opens is left.

    Raises:
        StoreError, FolderError: the disk is full, write-protected or gone.
    """
    if not (folder / DRAFTS_FILE).exists():
        return
    for each in (keys, *others):
        with suppress(UnreadableError):
            drafts = Drafts(folder, each)
            try:
                if each is not keys:
                    drafts.under_other_keys(keys)
            finally:
                drafts.close()
            return


def check_drafts(folder: Path, keys: StoreKeys, findings: Findings) -> None:
    """Check that unfinished writing can be read."""
    if not (folder / DRAFTS_FILE).exists():
        return
    try:
        Drafts(folder, keys).close()
    except StoreError:
        findings.add(
            Area.DRAFTS, "Unfinished writing cannot be read (drafts.db); no record is touched by it."
        )


class Drafts:
    """The drafts of everybody who signs in here, each sealed under its writer's own key."""

    def __init__(self, folder: Path, keys: StoreKeys, *, create: bool = False) -> None:
        self.set_aside: Path | None = None
        self._folder = folder
        self._guard = threading.Lock()
        self._begin(keys, create=create)

    def _begin(self, keys: StoreKeys, *, create: bool = False) -> None:
        self._keys = keys
        self._connection: Any = _file(self._folder, keys).open(create=create)
        try:
            self._refuse_damage()
            self._connection.execute(_SCHEMA)
        except BaseException as error:
            self._connection.close()
            if isinstance(error, sqlcipher3.DatabaseError):
                raise _unusable(str(error)) from error
            raise

    def under_other_keys(self, keys: StoreKeys) -> None:
        """Put the file under other keys and go on with those; each draft stays under its writer's own.

        Raises:
            FolderError: the disk is full or cannot be written; the drafts stay as they are.
        """
        path = self._folder / DRAFTS_FILE
        part = replace(_file(self._folder, keys), path=self._folder / NEW_DRAFTS)
        with self._guard, space_explained("Unfinished writing could not be put under the new keys"):
            remove_file(part.path)
            copy_file(self._connection, part)
            self._end()
            opening = self._keys
            try:
                remove_log(path)
                part.path.replace(path)
                opening = keys
                fsync_folder(self._folder)
            finally:
                self._begin(opening)

    def _refuse_damage(self) -> None:
        if self._connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            said = "malformed"
            raise _unusable(said)

    def keep(self, draft: Draft) -> None:
        """Keep a draft of who is signed in, in place of the one before it.

        Raises:
            StoreError: the disk is full or gone; the draft before it is still there.
        """
        values = (
            draft.user_id.hex,
            draft.record_id.hex,
            draft.form,
            seal_own(draft.body, own_key=self._keys.own_key, context=self._context(draft)),
            draft.saved_at.astimezone(UTC).isoformat(),
        )
        self._write("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", values)

    def discard(self, user_id: UserId, record_id: UUID, form: str) -> None:
        """Forget a draft that was saved or given up."""
        statement = "DELETE FROM draft WHERE user_id = ? AND record_id = ? AND form = ?"
        self._write(statement, (user_id.hex, record_id.hex, form))

    def of_user(self, user_id: UserId) -> tuple[Draft, ...]:
        """List the drafts of who is signed in, the newest first.

        What does not open is left out: it was begun with a passphrase that was replaced since.
        """
        with self._guard:
            rows = self._connection.execute(
                "SELECT record_id, form, body, saved_at FROM draft WHERE user_id = ? ORDER BY saved_at DESC",
                (user_id.hex,),
            ).fetchall()
        kept = (
            (Draft(user_id, UUID(record), form, "", datetime.fromisoformat(at)), body)
            for record, form, body, at in rows
        )
        return tuple(
            replace(draft, body=text)
            for draft, body in kept
            if (text := self._opened(draft, body)) is not None
        )

    def cannot_be_read(self, user_id: UserId) -> int:
        """Count somebody's drafts that do not open with who is signed in."""
        with self._guard:
            (kept,) = self._connection.execute(
                "SELECT count(*) FROM draft WHERE user_id = ?", (user_id.hex,)
            ).fetchone()
        return int(kept) - len(self.of_user(user_id))

    def _opened(self, draft: Draft, body: object) -> str | None:
        if not isinstance(body, bytes):
            return None
        return open_own(body, own_key=self._keys.own_key, context=self._context(draft))

    def _context(self, draft: Draft) -> bytes:
        """Say where a draft belongs: elsewhere it does not open."""
        parts = (self._keys.store_id.hex, draft.user_id.hex, draft.record_id.hex, draft.form)
        return "|".join(("alongside-draft/1", *parts)).encode()

    def close(self) -> None:
        """End: log emptied, connection closed."""
        with self._guard:
            self._end()

    def _end(self) -> None:
        with suppress(sqlcipher3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._connection.close()

    def _write(self, statement: str, values: tuple[str | bytes, ...]) -> None:
        with self._guard:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute(statement, values)
                self._connection.execute("COMMIT")
            except sqlcipher3.DatabaseError as error:
                with suppress(sqlcipher3.Error):
                    self._connection.execute("ROLLBACK")
                what = "Your unfinished writing could not be kept."
                raise StoreError(what, "Check that the disk is connected and not full.") from error


def _file(folder: Path, keys: StoreKeys) -> FileKey:
    return FileKey(folder / DRAFTS_FILE, keys.drafts_key, drafts_salt(keys), cache_kib=1024)


def _unusable(said: str) -> StoreError:
    do = "Check that the disk is connected and not full."
    if any(word in said for word in ("malformed", "not a database")):
        return UnreadableError("The file of unfinished writing is damaged.", do)
    return StoreError("The file of unfinished writing cannot be opened.", do)

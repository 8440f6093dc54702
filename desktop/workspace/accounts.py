"""Who may sign in to the open records: invited, changed, switched off, removed; the key file first."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.domain.actor import Actor, Role
from desktop.domain.changes import Changed
from desktop.domain.ids import UserId
from desktop.domain.permissions import Permission, may, require
from desktop.domain.sign_ins import DAYS_FOR_A_ONE_TIME_PASSPHRASE, SignIn, Standing
from desktop.errors import AlongsideError, BadInputError, FolderError, RefusedError
from desktop.models.base import new_id
from desktop.platform.files import write_atomically
from desktop.queries.service import Account, accounts
from desktop.security import key_changes, sign_ins
from desktop.security.believing import ChangedKeys
from desktop.security.key_stretching import STANDARD, Stretching
from desktop.security.passphrases import judge, one_time_passphrase
from desktop.security.unlocked import Unlocked
from desktop.services.accounts import mirror_sign_ins
from desktop.store.drafts import Drafts
from desktop.store.faults import Progress
from desktop.store.records import RECORDS_FILE, Records, Written
from desktop.store.rekeying import change_keys
from desktop.workspace.places import KEY_FILE, key_file_of
from desktop.workspace.wrong_passphrases import counted

T = TypeVar("T")
_BYTES_A_SECOND = 8_000_000  # measured: copied, checked and counted (benchmarks, "new keys")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time passphrase, shown once: for whom, the words, and the last day (UTC) they are good for."""

    name: str
    passphrase: str
    until: date

    def __repr__(self) -> str:
        return "Invitation(…)"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One sign-in for the list: who, in which roles, and how it stands."""

    user_id: UserId
    name: str
    roles: frozenset[Role]
    standing: Standing
    until: date | None
    is_own: bool


class Accounts:
    """The sign-ins of open records; every verb may take a second, so call it off the screen's thread.

    The signed key file is written first, and the records mirror it: a crash between the two heals when the
    next manager or administrator opens them.
    """

    def __init__(
        self,
        *,
        records: Records,
        drafts: Drafts,
        actor: Actor,
        unlocked: Unlocked,
        stretching: Stretching = STANDARD,
    ) -> None:
        """Take the open records and the sign-in; ``stretching`` is how slow a one-time passphrase is."""
        self._records = records
        self._drafts = drafts
        self._actor = actor
        self._unlocked = unlocked
        self._stretching = stretching
        self._one_at_a_time = threading.RLock()

    @property
    def _folder(self) -> Path:
        return self._records.folder

    @property
    def seconds_for_new_keys(self) -> int:
        """Guess how many seconds new keys take, from the size of the records."""
        try:
            size = (self._folder / RECORDS_FILE).stat().st_size
        except OSError:
            return 1
        return max(1, round(size / _BYTES_A_SECOND))

    def rows(self) -> tuple[AccountRow, ...]:
        """List the sign-ins by name, those who left at the end.

        Raises:
            NotAllowedError: the role does not see sign-ins.
            KeyFileError: the key file was changed since it was opened.
        """
        require(self._actor, Permission.SEE_ACCOUNTS)
        today = datetime.now(UTC).date()
        known = self._sign_ins()
        rows = [
            AccountRow(
                one.user_id,
                one.name,
                one.roles,
                one.standing(today),
                one.one_time_until,
                one.user_id == self._actor.user_id,
            )
            for one in known
        ]
        here = {one.user_id for one in known}
        left = self._known_to_records()
        rows.extend(
            AccountRow(each.user_id, each.name, each.roles, Standing.LEFT, None, is_own=False)
            for each in left
            if each.user_id not in here
        )
        return tuple(sorted(rows, key=lambda row: (row.standing is Standing.LEFT, row.name.casefold())))

    def invite(self, *, name: str, roles: frozenset[Role]) -> Written[Invitation]:
        """Let somebody in with a one-time passphrase, which is shown once and kept nowhere.

        Raises:
            NotAllowedError: not a manager, nor an administrator who lets in a volunteer.
            BadInputError: the name is taken or unusable, or no role was given.
            KeyFileError, FolderError: the key file was changed meanwhile, or cannot be written.
        """
        self._refuse_name_of_before(name)
        slip = self._slip(" ".join(name.split()))
        add = partial(
            sign_ins.add_user,
            user_id=UserId(new_id()),
            user_name=slip.name,
            roles=roles,
            passphrase=slip.passphrase,
            one_time_until=slip.until,
            stretching=self._stretching,
        )
        return self._change(add, slip)

    def new_passphrase(self, *, user_id: UserId) -> Written[Invitation]:
        """Give somebody who forgot theirs a one-time passphrase; what they had begun does not open any more.

        Raises:
            NotAllowedError: not a manager, nor an administrator for a volunteer.
            RefusedError: it is one's own, or they are switched off, or no manager would be left.
            BadInputError, KeyFileError, FolderError: as for ``invite``.
        """
        if user_id == self._actor.user_id:
            what = "A one-time passphrase is for somebody else."
            raise RefusedError(what, "Change your own passphrase instead.")
        slip = self._slip(self._named(user_id))
        reset = partial(
            sign_ins.reset_passphrase,
            user_id=user_id,
            passphrase=slip.passphrase,
            one_time_until=slip.until,
            stretching=self._stretching,
        )
        return self._change(reset, slip)

    def change_roles(self, *, user_id: UserId, roles: frozenset[Role]) -> Written[Invitation | None]:
        """Give somebody other roles from their next sign-in on.

        Whoever becomes more than a volunteer gets a one-time passphrase: an administrator may have made the
        one they have.

        Raises:
            NotAllowedError: not a manager.
            RefusedError: nobody would be a manager any more.
            BadInputError, KeyFileError, FolderError: as for ``invite``.
        """
        before = self._one_of(user_id)
        if not sign_ins.needs_new_key_pair(before.roles, roles):
            return self._change(partial(sign_ins.change_roles, user_id=user_id, roles=roles), None)
        slip = self._slip(before.name)
        admit = partial(
            sign_ins.admit_to_more,
            user_id=user_id,
            roles=roles,
            passphrase=slip.passphrase,
            one_time_until=slip.until,
            stretching=self._stretching,
        )
        return self._change(admit, slip)

    def switch_off(self, *, user_id: UserId) -> Written[None]:
        """Let somebody sign in no more, until they are switched on.

        Raises:
            NotAllowedError: not a manager, nor an administrator for a volunteer.
            RefusedError: it is one's own, or nobody would be a manager any more.
            BadInputError, KeyFileError, FolderError: as for ``invite``.
        """
        return self._change(partial(sign_ins.switch_off, user_id=user_id), None)

    def switch_on(self, *, user_id: UserId) -> Written[None]:
        """Let somebody who was switched off sign in again, with the passphrase they had.

        Raises:
            NotAllowedError: not a manager, nor an administrator for a volunteer.
            BadInputError, KeyFileError, FolderError: as for ``invite``.
        """
        return self._change(partial(sign_ins.switch_on, user_id=user_id), None)

    def remove_user(self, *, user_id: UserId, progress: Progress | None = None) -> Written[None]:
        """Remove somebody and put the records under new keys, which they do not get; work waits meanwhile.

        Raises:
            NotAllowedError: not a manager.
            RefusedError: it is one's own sign-in, or nobody would be a manager any more.
            StoppedError: ``progress`` was stopped; nothing was changed.
            BadInputError, KeyFileError, StoreError, FolderError: nothing was changed, or the next opening
                finishes it.
        """
        if user_id == self._actor.user_id:
            what = "You cannot remove your own sign-in."
            raise RefusedError(what, "Ask another manager.")
        self._named(user_id)
        return self.new_keys(without=frozenset({user_id}), progress=progress)

    def new_keys(
        self, *, without: frozenset[UserId] = frozenset(), progress: Progress | None = None
    ) -> Written[None]:
        """Put the records under new keys for everybody but those named: after a leaked passphrase, too.

        Raises:
            NotAllowedError, RefusedError, StoppedError, KeyFileError, StoreError, FolderError: as for
                ``remove_user``.
        """
        require(self._actor, Permission.MANAGE_ACCOUNTS)
        with self._one_at_a_time:
            self._unlocked = change_keys(
                self._records, self._drafts, self._unlocked, without=without, progress=progress
            )
            return Written(None, self.mirror())

    def let_in_made_up(self, *, passphrase: str) -> tuple[str, ...]:
        """Let everybody sign in, with one passphrase, whom the records name and the key file does not know.

        For made-up colleagues alone: whoever shows the program signs in as a volunteer, a lead, an
        administrator, and sees what each sees. Gives their names with their roles.

        Raises:
            NotAllowedError: not a manager.
            KeyFileError, FolderError: the key file was changed meanwhile, or cannot be written.
        """
        require(self._actor, Permission.MANAGE_ACCOUNTS)
        known = {one.user_id for one in self._sign_ins()}
        made_up = [one for one in self._known_to_records() if one.active and one.user_id not in known]
        with self._one_at_a_time:
            changed = ChangedKeys(key_file_of(self._folder), self._unlocked)
            for one in made_up:
                changed = sign_ins.add_user(
                    changed.unlocked,
                    changed.data,
                    user_id=one.user_id,
                    user_name=one.name,
                    roles=one.roles,
                    passphrase=passphrase,
                    stretching=self._stretching,
                )
            write_key_file(self._folder, changed.data)
            self._unlocked = changed.unlocked
        return tuple(f"{one.name} ({', '.join(sorted(one.roles))})" for one in made_up)

    def change_own_passphrase(self, *, passphrase: str, new_passphrase: str) -> None:
        """Change the passphrase of who is signed in; what was begun still opens.

        Raises:
            BadInputError: the new one is not good enough.
            WrongPassphraseError: the old one is not theirs.
            RefusedError: there were several wrong ones, and it is too soon for another.
            KeyFileError, FolderError: the key file was changed meanwhile, or cannot be written.
        """
        require_good(new_passphrase, about=(self._actor.name,))
        with self._one_at_a_time:
            change = partial(
                key_changes.change_passphrase,
                key_file_of(self._folder),
                user_name=self._unlocked.user_name,
                passphrase=passphrase,
                new_passphrase=new_passphrase,
            )
            write_key_file(self._folder, counted(self._folder, change).data)

    def mirror(self) -> Changed:
        """Make the records say who may sign in as the key file does, where the role may change that."""
        if not may(self._actor, Permission.MANAGE_ACCOUNTS):
            return Changed({})
        with suppress(AlongsideError):  # the key file is written; the next opening tries again
            known = self._sign_ins()
            mirror = partial(mirror_sign_ins, actor=self._actor, sign_ins=known)
            return self._records.write(self._actor, mirror).changed
        return Changed({})

    def _change(self, change: Callable[[Unlocked, bytes], ChangedKeys], value: T) -> Written[T]:
        require(self._actor, Permission.MANAGE_ACCOUNTS)
        with self._one_at_a_time:
            changed = change(self._unlocked, key_file_of(self._folder))
            write_key_file(self._folder, changed.data)
            self._unlocked = changed.unlocked
            return Written(value, self.mirror())

    def _sign_ins(self) -> tuple[SignIn, ...]:
        return sign_ins.sign_ins(self._unlocked, key_file_of(self._folder))

    def _known_to_records(self) -> tuple[Account, ...]:
        """Ask with the writer's connection: a question broken off at the screen interrupts the readers'."""
        return self._records.write(self._actor, partial(accounts, actor=self._actor)).value

    def _named(self, user_id: UserId) -> str:
        return self._one_of(user_id).name

    def _one_of(self, user_id: UserId) -> SignIn:
        found = next((one for one in self._sign_ins() if one.user_id == user_id), None)
        if found is None:
            what = "There is no such user."
            raise BadInputError(what, "Choose one from the list.")
        return found

    def _refuse_name_of_before(self, name: str) -> None:
        """Keep the names in the history apart: who left keeps theirs."""
        wanted = " ".join(name.split()).casefold()
        for each in self.rows():
            if each.standing is Standing.LEFT and each.name.casefold() == wanted:
                what = "Somebody of this name signed in here before, and stays in the history."
                raise BadInputError(what, "Add something that tells them apart, such as a middle name.")

    def _slip(self, name: str) -> Invitation:
        until = datetime.now(UTC).date() + timedelta(days=DAYS_FOR_A_ONE_TIME_PASSPHRASE)
        return Invitation(name, one_time_passphrase(), until)


def require_good(passphrase: str, *, about: tuple[str, ...]) -> None:
    """Refuse a new passphrase that would be guessed.

    Raises:
        BadInputError: it is not good enough; the sentence says why.
    """
    strength = judge(passphrase, about=about)
    if not strength.ok:
        what = "This passphrase is not good enough."
        raise BadInputError(what, strength.sentence)


def write_key_file(folder: Path, data: bytes) -> None:
    """Write the key file of records.

    Raises:
        FolderError: it cannot be written; it is as it was.
    """
    try:
        write_atomically(folder / KEY_FILE, data)
    except OSError as error:
        what = "The key file could not be written; nothing was changed."
        raise FolderError(
            what, "Check that the disk has space and may be written, then try again."
        ) from error

"""New records, made aside and moved into place whole: a set-up that fails or is given up leaves nothing."""

import contextlib
import secrets
import shutil
import time
from dataclasses import dataclass
from functools import partial
from hmac import compare_digest
from pathlib import Path

from desktop.domain.actor import Actor
from desktop.domain.codes import parse_code_list
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.errors import AlongsideError, BadInputError, FolderError, StoreError
from desktop.models.base import new_id
from desktop.models.session import RecordSession
from desktop.platform.files import fsync_folder, private_folder, write_atomically
from desktop.platform.folders import require_new
from desktop.platform.resources import resource_names, resource_text
from desktop.security.key_file import create_key_file
from desktop.security.key_stretching import Stretching
from desktop.security.passphrases import judge
from desktop.security.recovery_code import parse_code
from desktop.security.unlocked import Unlocked
from desktop.services.code_lists import install_code_lists
from desktop.services.service import begin_service
from desktop.store.creating import create_store
from desktop.store.keys import keys_of
from desktop.store.records import Records
from desktop.store.troubles import translated
from desktop.workspace.places import KEY_FILE

_ASIDE = "alongside-set-up"
_A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class NewService:
    """What set-up asks for; the passphrase is kept out of every text."""

    service_name: str
    user_name: str
    passphrase: str
    commissioner: str | None = None
    year_start_month: int = 4
    computer_name: str = "This computer"

    def __repr__(self) -> str:
        return "NewService(…)"


@dataclass(frozen=True, slots=True)
class SetUp:
    """Records that are made but not yet in place, the code for the recovery sheet, and the first sign-in."""

    folder: Path
    aside: Path
    service_name: str
    recovery_code: str
    unlocked: Unlocked

    def __repr__(self) -> str:
        return f"SetUp({self.folder})"

    def check_code(self, typed: str) -> None:
        """Compare the code typed back from the sheet.

        Raises:
            BadInputError: a group is mistyped, or it is the code of another sheet.
        """
        if not compare_digest(parse_code(typed), parse_code(self.recovery_code)):
            what = "This is the code of another recovery sheet."
            raise BadInputError(what, "Take the sheet that was made just now.")

    def finish(self) -> None:
        """Move the records into place, now that the recovery code is safe.

        Raises:
            FolderError: the folder is no longer empty, or cannot be written.
        """
        try:
            if self.folder.is_dir():
                self.folder.rmdir()
            self.aside.rename(self.folder)
            fsync_folder(self.folder.parent)
        except OSError as error:
            what = "The new records could not be moved into the folder."
            raise FolderError(what, "Choose another folder, and check that there is space.") from error

    def give_up(self) -> None:
        """Leave no trace of records that nobody wants."""
        shutil.rmtree(self.aside, ignore_errors=True)


def prepare(folder: Path, new: NewService, *, stretching: Stretching | None = None) -> SetUp:
    """Make new records beside the folder: keys, encrypted file, first manager, code lists.

    Nothing is in the folder until ``finish``. ``stretching`` is measured on this computer unless it is given.

    Raises:
        FolderError: the folder is not empty, not writable, on a network drive or copied by a cloud program.
        BadInputError: a name or the passphrase cannot be used.
    """
    place = folder.expanduser().absolute()
    require_new(place)
    strength = judge(new.passphrase, about=(new.service_name, new.user_name))
    if not strength.ok:
        what = "This passphrase is not good enough."
        raise BadInputError(what, strength.sentence)
    _forget_abandoned(place)
    try:
        private_folder(place.parent)
        aside = private_folder(place.with_name(f".{place.name}.{_ASIDE}-{secrets.token_hex(4)}"))
    except OSError as error:
        raise _no_room() from error
    with contextlib.ExitStack() as undo:
        undo.callback(shutil.rmtree, aside, ignore_errors=True)
        made = _make(place, aside, new, stretching)
        undo.pop_all()
    return made


def _forget_abandoned(place: Path) -> None:
    """Take away what a set-up left that was cut off, by a power cut or a kill, more than a day ago."""
    for aside in place.parent.glob(f".{place.name}.{_ASIDE}-*"):
        with contextlib.suppress(OSError):
            if time.time() - aside.stat().st_mtime > _A_DAY:
                shutil.rmtree(aside)


def set_up(
    folder: Path,
    *,
    service_name: str,
    user_name: str,
    passphrase: str,
    commissioner: str | None = None,
    stretching: Stretching | None = None,
) -> SetUp:
    """Make new records in a folder at once, for somebody who is given the recovery code afterwards.

    Raises:
        FolderError: the folder is not empty, not writable, on a network drive or copied by a cloud program.
        BadInputError: a name or the passphrase cannot be used.
    """
    new = NewService(service_name, user_name, passphrase, commissioner)
    made = prepare(folder, new, stretching=stretching)
    try:
        made.finish()
    except AlongsideError:
        made.give_up()
        raise
    return made


def _make(place: Path, aside: Path, new: NewService, stretching: Stretching | None) -> SetUp:
    keys = create_key_file(
        store_id=StoreId(new_id()),
        user_id=UserId(new_id()),
        user_name=new.user_name,
        passphrase=new.passphrase,
        device_id=DeviceId(new_id()),
        stretching=stretching,
    )
    try:
        with translated():
            write_atomically(aside / KEY_FILE, keys.data)
            create_store(aside, keys_of(keys.unlocked))
            _write_first_records(aside, keys.unlocked, new)
    except (OSError, StoreError) as error:
        raise _no_room() from error
    return SetUp(place, aside, new.service_name, keys.recovery_code, keys.unlocked)


def _write_first_records(aside: Path, unlocked: Unlocked, new: NewService) -> None:
    keys = keys_of(unlocked)
    actor = Actor(unlocked.user_id, keys.device_id, unlocked.user_name, unlocked.roles)
    records = Records(aside, keys)
    try:
        records.write(actor, partial(_begin, actor=actor, new=new))
    finally:
        records.close()


def _begin(session: RecordSession, *, actor: Actor, new: NewService) -> None:
    begin_service(
        session,
        actor=actor,
        name=new.service_name,
        device_name=new.computer_name,
        commissioner=new.commissioner,
        year_start_month=new.year_start_month,
    )
    lists = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]
    install_code_lists(session, actor=actor, code_lists=lists)


def _no_room() -> FolderError:
    what = "The new records could not be written."
    return FolderError(
        what, "Check that you may write there and that the disk has space, or choose another folder."
    )

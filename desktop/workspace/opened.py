"""Records that are open, and who opened them; what a command needs, without any part of a window."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.actor import Actor
from desktop.errors import AlongsideError
from desktop.platform.folders import require_fit
from desktop.security.unlocked import Unlocked
from desktop.store.drafts import Drafts, open_drafts
from desktop.store.keys import keys_of
from desktop.store.records import Records
from desktop.store.rekeying import settle_interrupted
from desktop.store.restore import BACKUPS_FOLDER
from desktop.store.upgrade import bring_up_to_date
from desktop.workspace.accounts import Accounts
from desktop.workspace.new_lists import add_new_lists


@dataclass(frozen=True, slots=True)
class Opened:
    """The open files of one store, and who opened them; made in any thread."""

    folder: Path
    records: Records
    drafts: Drafts
    actor: Actor
    accounts: Accounts
    made_up: bool = False
    """Whether the people in it are invented, and the folder goes when the program ends."""

    @property
    def notice(self) -> AlongsideError | None:
        """What the person who signed in is to be told at once, or None."""
        if self.drafts.set_aside is None:
            return None
        what = "Unfinished writing could not be read and was put aside; the records themselves are sound."
        return AlongsideError(what, f"It is kept as {self.drafts.set_aside.name}; begin that writing again.")

    def close(self) -> None:
        """Close both files and let go of the lock; made-up records go altogether."""
        self.drafts.close()
        self.records.close()
        if self.made_up:
            shutil.rmtree(self.folder, ignore_errors=True)


def open_unlocked(folder: Path, unlocked: Unlocked, *, wait_seconds: float = 0) -> Opened:
    """Open the records of a folder with keys that are out already; older ones are brought up first.

    ``wait_seconds`` is how long another Alongside is given to let go of them.

    Raises:
        StoreBusyError: another Alongside has them open.
        StoreError: they are damaged, foreign, or newer than the program.
        FolderError: the folder was moved to a network drive or into a cloud program's since.
    """
    require_fit(folder)
    unlocked = settle_interrupted(folder, unlocked, wait_seconds=wait_seconds)
    keys = keys_of(unlocked)
    bring_up_to_date(folder, unlocked, backups=folder / BACKUPS_FOLDER, wait_seconds=wait_seconds)
    records = Records(folder, keys, wait_seconds=wait_seconds)
    try:
        drafts = open_drafts(folder, keys)
    except BaseException:
        records.close()
        raise
    actor = Actor(unlocked.user_id, keys.device_id, unlocked.user_name, unlocked.roles)
    accounts = Accounts(records=records, drafts=drafts, actor=actor, unlocked=unlocked)
    accounts.mirror()
    add_new_lists(records, actor)
    return Opened(folder, records, drafts, actor, accounts)

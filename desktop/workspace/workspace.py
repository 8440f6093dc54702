"""The workspace of a window: asks and changes open records on behalf of who is signed in."""

from pathlib import Path

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.store.drafts import Drafts
from desktop.workspace.accounts import Accounts
from desktop.workspace.opened import Opened


class Workspace:
    """What a signed-in person works with; made in the screen's thread, ended at lock."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.tasks = Tasks(opened.records, opened.actor)
        self.kept_drafts = KeptDrafts(self.tasks, opened.drafts, opened.actor.user_id)

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self._opened.actor

    @property
    def folder(self) -> Path:
        """Where the records are."""
        return self._opened.folder

    @property
    def accounts(self) -> Accounts:
        """Who may sign in; its verbs go to ``tasks.change_accounts``."""
        return self._opened.accounts

    @property
    def drafts(self) -> Drafts:
        """What was begun and not yet saved."""
        return self._opened.drafts

    def close(self) -> None:
        """Let what was asked for be done, then close the records; no thread is left."""
        self.tasks.close()
        self._opened.close()

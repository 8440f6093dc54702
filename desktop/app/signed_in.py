"""From unlock to lock: the workspace, and the window's rooms that ask and change through it."""

from pathlib import Path

from desktop.ui.rooms import all_rooms
from desktop.ui.shared.messages import Message
from desktop.ui.shared.words import translate
from desktop.ui.shell.shell import Shell
from desktop.workspace.opened import Opened, Workspace


class SignedIn:
    """What there is while somebody is signed in."""

    def __init__(self, opened: Opened) -> None:
        self.made_up = opened.made_up
        self.workspace = Workspace(opened)
        rooms = all_rooms(tasks=self.workspace.tasks, actor=opened.actor, drafts=self.workspace.kept_drafts)
        self.shell = Shell(actor=opened.actor, rooms=rooms)
        self.workspace.tasks.unclaimed.connect(self.shell.explain)
        if self.made_up:
            told = translate(
                "SignedIn",
                "Everybody here is made up. Nothing you do is kept when you close or lock the window.",
            )
            self.shell.say(Message(told))

    @property
    def folder(self) -> Path:
        """Where the records are."""
        return self.workspace.folder

    def close(self) -> None:
        """Finish what was asked for and close the records."""
        self.workspace.close()

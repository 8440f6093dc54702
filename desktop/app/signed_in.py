"""From unlock to lock: the workspace, and the window's rooms that ask and change through it."""

from pathlib import Path

from desktop.domain.ids import PersonId
from desktop.ui.people.room import PeopleRoom
from desktop.ui.returns.room import ReturnsRoom
from desktop.ui.rooms import all_rooms
from desktop.ui.shared.screen import Screen
from desktop.ui.shell.shell import Shell
from desktop.workspace.opened import Opened, Workspace


class SignedIn:
    """What there is while somebody is signed in, and the ways from one room to another."""

    def __init__(self, opened: Opened) -> None:
        self.made_up = opened.made_up
        self.workspace = Workspace(opened)
        rooms = all_rooms(tasks=self.workspace.tasks, actor=opened.actor)
        self.shell = Shell(actor=opened.actor, rooms=rooms)
        self.shell.built.connect(self._link)
        self.workspace.tasks.unclaimed.connect(self.shell.explain)

    @property
    def folder(self) -> Path:
        """Where the records are."""
        return self.workspace.folder

    def close(self) -> None:
        """Finish what was asked for and close the records."""
        self.workspace.close()

    def _link(self, room: Screen) -> None:
        """Let a room that was just built lead to others."""
        if isinstance(room, ReturnsRoom):
            room.person_wanted.connect(self._open_person)
            room.list_wanted.connect(lambda: self.shell.go("imports"))

    def _open_person(self, person_id: PersonId) -> None:
        self.shell.go("people")
        if isinstance(self.shell.room, PeopleRoom):
            self.shell.room.open_person(person_id)

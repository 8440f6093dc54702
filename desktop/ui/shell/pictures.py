"""The whole window with its rail, in its states, with made-up people."""

from uuid import UUID

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, UserId
from desktop.domain.permissions import Permission
from desktop.ui.people.find_view import FindView
from desktop.ui.people.pictures import found, person
from desktop.ui.shared.details import Detail
from desktop.ui.shared.dialogs import ConfirmDialog, Question, SorryDialog
from desktop.ui.shared.messages import done
from desktop.ui.shared.screen import Picture, Screen
from desktop.ui.shell.help import HelpDialog
from desktop.ui.shell.rooms import RoomEntry
from desktop.ui.shell.shell import Shell


def actor(name: str, *roles: Role) -> Actor:
    """Make up somebody who is signed in."""
    return Actor(UserId(UUID(int=1)), DeviceId(UUID(int=2)), name, frozenset(roles))


def rooms(first: Screen) -> tuple[RoomEntry, ...]:
    """Give the lines of the rail, with one screen behind them."""
    return (
        RoomEntry("people", "People", "people", Permission.FIND_PEOPLE, lambda: first, finds=True),
        RoomEntry("cases", "Cases", "case", Permission.SEE_CASES, FindView),
        RoomEntry("returns", "Returns", "returns", Permission.COUNT, FindView),
        RoomEntry("imports", "Bring in a list", "import", Permission.IMPORT_LISTS, FindView, group="Manage"),
    )


def _manager() -> Shell:
    shell = Shell(actor=actor("Bethan Price", Role.MANAGER), rooms=rooms(found()))
    shell.say(done("214 people were brought in from the list.", undo="Undo", take_back=lambda: None))
    return shell


def _opened() -> Shell:
    return Shell(actor=actor("Bethan Price", Role.MANAGER), rooms=rooms(person()))


def _worker() -> Shell:
    name = "Wilhelmina Featherstonehaugh-Cholmondeley"
    return Shell(actor=actor(name, Role.SUPPORT_WORKER), rooms=rooms(FindView()))


def _trustee() -> Shell:
    return Shell(actor=actor("Tom Okafor", Role.TRUSTEE), rooms=rooms(FindView()))


_KEYS = (Detail("Ctrl+K", "Find a person"), Detail("Ctrl+L", "Lock"), Detail("Esc", "Back"))


def _help() -> HelpDialog:
    return HelpDialog(None, _KEYS)


def _sorry() -> SorryDialog:
    return SorryDialog(
        None, "Python 3.11 on Linux\nbuiltins.ZeroDivisionError\n    desktop/example.py:12 in count"
    )


def _question() -> ConfirmDialog:
    what = "What Katherine Marshall-Greene told us is taken out of the record for good. It cannot be undone."
    return ConfirmDialog(None, Question("Erase this record?", what, "Erase for good"), lambda: None)


def pictures() -> tuple[Picture, ...]:
    """Every state of the window."""
    return (
        Picture("window-start", _worker),
        Picture("window-no-room", _trustee),
        Picture("window-people", _manager),
        Picture("window-person", _opened, height=960),
        Picture("help", _help, width=520, height=380),
        Picture("sorry", _sorry, width=620, height=420),
        Picture("question", _question, width=480, height=200),
    )

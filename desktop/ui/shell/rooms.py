"""Which rooms the window can have; each says what it is called and which permission it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.permissions import Permission
from desktop.ui.shared.screen import Screen


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """One line of the rail; the room itself is built when it is first entered."""

    key: str
    title: str
    icon: str
    permission: Permission
    build: Callable[[], Screen]
    group: str = ""
    finds: bool = False  # takes what is typed into the search on top

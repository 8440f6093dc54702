"""Which rooms the window can have; each says what it is called and which permission it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, may
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
    unless: Permission | None = None  # who may do this has a fuller room for it

    def is_for(self, actor: Actor) -> bool:
        """Say whether the rail shows it to somebody."""
        fuller = self.unless is not None and may(actor, self.unless)
        return may(actor, self.permission) and not fuller

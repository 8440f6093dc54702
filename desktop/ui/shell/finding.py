"""What a room offers that is found in by the search on top."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Finds(Protocol):
    """A room that lists what the search on top looks for."""

    def look_for(self, text: str) -> None:
        """Look for this text; an empty one begins again."""

    def choose(self, step: int) -> None:
        """Choose another of the results."""

    def open_chosen(self) -> None:
        """Open the chosen result."""

    def is_finding(self) -> bool:
        """Say whether the results are in sight, not what was opened from them."""
        ...


@runtime_checkable
class NotesContacts(Protocol):
    """A room in which a contact can be begun, with whoever is in sight or is found first."""

    def record_contact(self) -> None:
        """Begin a contact."""

    def open_menu(self) -> None:
        """Open the menu of everything that can be added, where somebody is in sight."""

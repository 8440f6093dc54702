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

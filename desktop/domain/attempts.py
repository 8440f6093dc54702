"""How long to wait after wrong passphrases: not at all at first, then ever longer."""

from dataclasses import dataclass
from datetime import datetime

_FREE = 2
_SHORTEST, _LONGEST = 4, 90
_DOUBLINGS = 5


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many wrong passphrases in a row, and when the last one was typed (UTC)."""

    wrong: int = 0
    last: datetime | None = None

    def another(self, *, now: datetime) -> "Attempts":
        """Count one more wrong passphrase."""
        return Attempts(self.wrong + 1, now)

    def seen_at(self, *, now: datetime) -> "Attempts":
        """Bring a last try that lies in the future, under a clock set right since, back to now."""
        return Attempts(self.wrong, min(self.last, now) if self.last else None)

    def seconds_left(self, *, now: datetime) -> int:
        """Say how many seconds are still to wait; a clock that went backwards shortens nothing."""
        if self.last is None:
            return 0
        passed = max((now - self.last).total_seconds(), 0)
        return max(round(wait_after(self.wrong) - passed), 0)


def wait_after(wrong: int) -> int:
    """Give the seconds to wait after so many wrong passphrases: ten tries take at least five minutes."""
    if wrong <= _FREE:
        return 0
    return min(_SHORTEST << min(wrong - _FREE - 1, _DOUBLINGS), _LONGEST)

"""How long to wait before another passphrase may be tried."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_FAILURES = 10
WINDOW = timedelta(minutes=5)
_FREE_FAILURES = 2
_LONGEST_STEP = timedelta(seconds=32)


def recent_failures(failures: Sequence[datetime], *, now: datetime) -> list[datetime]:
    """Keep the failures that still count, oldest first, for the file that remembers them (moments in UTC).

    A failure in the future means that the clock was set back: it counts as one of this moment, so that nobody
    waits for years.
    """
    counted = sorted(min(moment, now) for moment in failures)
    return [moment for moment in counted if now - moment < WINDOW][-MOST_FAILURES:]


def wait_before_next(failures: Sequence[datetime], *, now: datetime) -> timedelta:
    """Say how long from now until the next try; zero when it may be made.

    Two failures are free; then 1, 2, 4 … 32 seconds after the last one; ten in five minutes are the most.
    """
    recent = recent_failures(failures, now=now)
    if len(recent) <= _FREE_FAILURES:
        return timedelta(0)
    step = min(timedelta(seconds=2 ** (len(recent) - _FREE_FAILURES - 1)), _LONGEST_STEP)
    until = recent[-1] + step
    if len(recent) >= MOST_FAILURES:
        until = max(until, recent[0] + WINDOW)
    return max(until - now, timedelta(0))

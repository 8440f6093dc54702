"""How far long work has come, told to the screen now and then; and how the screen stops it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop.errors import AlongsideError

_SECONDS_BETWEEN_STEPS = 0.05


class StoppedError(AlongsideError):
    """The person at the screen stopped the work; whatever it wrote is rolled back."""

    def __init__(self) -> None:
        super().__init__("This was stopped before it was finished.", "Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Step:
    """How many of how many are done; ``total`` is 0 while it is not known."""

    done: int
    total: int


class Progress:
    """Handed to long work, which calls it as it goes; safe to call from any thread."""

    def __init__(self, post: Callable[[Step], None]) -> None:
        self._post = post
        self._stopped = threading.Event()
        self._posted = 0.0

    def __call__(self, done: int, total: int = 0) -> None:
        """Tell how far the work is; posted at most every 50 ms, and always at the end.

        Raises:
            StoppedError: the person at the screen stopped the work.
        """
        if self._stopped.is_set():
            raise StoppedError
        now = time.monotonic()
        if done == total or now - self._posted >= _SECONDS_BETWEEN_STEPS:
            self._posted = now
            self._post(Step(done, total))

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped.set()

"""A gate in front of the files: many pass together, or one alone while the files change places."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Whoever uses the files passes together with others; whoever replaces them waits until nobody does."""

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._inside = 0
        self._alone = False
        self._mine = threading.local()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Use the files as they are; a second time in the same thread waits for nobody."""
        depth: int = getattr(self._mine, "depth", 0)
        if not depth:
            with self._moved:
                self._moved.wait_for(lambda: not self._alone)
                self._inside += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            if not depth:
                with self._moved:
                    self._inside -= 1
                    self._moved.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Replace the files, once everybody inside is done; who comes meanwhile waits."""
        with self._moved:
            self._moved.wait_for(lambda: not self._alone)
            self._alone = True
            self._moved.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._moved:
                self._alone = False
                self._moved.notify_all()

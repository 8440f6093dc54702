"""Loading what a command will need while the computer is busy with the passphrase."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Thread


@contextmanager
def loading_beside(module: str) -> Iterator[None]:
    """Load a module of ours in a thread of its own while the records are unlocked and read.

    Stretching a passphrase takes half a second in which this process has nothing else to do. A module that
    cannot be loaded is told by whoever imports it.
    """
    thread = Thread(target=import_module, args=(module,), name="loading", daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()

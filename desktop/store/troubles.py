"""What the database says, turned into sentences for the user."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from desktop.errors import StaleVersionError, StoreError


class InterruptedReadError(Exception):
    """A question was given up because a newer one replaced it; nobody needs to be told."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database says into sentences for the user.

    Raises:
        StoreError: disk full, read-only, or damaged.
        StaleVersionError: a record was changed meanwhile.
        InterruptedReadError: the question was given up.
    """
    try:
        yield
    except StaleDataError:
        what = "Somebody changed this meanwhile."
        raise StaleVersionError(what, "Open it again to see the newer text; yours is kept.") from None
    except DBAPIError as error:
        if "interrupted" in str(error.orig):
            raise InterruptedReadError from error
        known = known_trouble(str(error.orig))
        if known is None:
            raise
        raise known from error


def known_trouble(said: str) -> StoreError | None:
    """Find the sentence for what the database said; None where it is a fault of ours."""
    if "disk is full" in said:
        what = "The disk is full. What you just did was not saved."
        return StoreError(what, "Free some space, then do it again.")
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        what = "The records cannot be written here. What you just did was not saved."
        return StoreError(what, "Check that the disk is still connected and not write-protected.")
    if "disk I/O error" in said or "malformed" in said or "not a database" in said:
        what = "The records file is damaged or its disk has gone. What you just did was not saved."
        return StoreError(what, "Do not go on working. Run “alongside verify”, then restore the last backup.")
    if "locked" in said:
        what = "Another program has the records file open. What you just did was not saved."
        return StoreError(what, "Close it, then do it again.")
    return None

"""Limits that stand for a full disk."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as if the disk were full; skipped on Windows."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

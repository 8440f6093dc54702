# Part of a writer of OpenDocument files that ships no types; only tests use it.

from typing import Any

def __getattr__(name: str) -> Any: ...

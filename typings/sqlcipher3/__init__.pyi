# SQLCipher's connection module, which takes all its names from a compiled part that ships no types.

from typing import Any

def __getattr__(name: str) -> Any: ...

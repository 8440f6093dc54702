"""Names of files made from short names of ours: plain letters that every system takes, unlike each other."""

import re
import unicodedata
from collections.abc import Sequence

_LONGEST = 60
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_]+")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names Windows keeps for itself, whatever ending they are given."""


def plain_name(words: str) -> str:
    """Make words fit to be part of a file's name; empty where nothing of them is."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _FORBIDDEN.sub("-", plain).strip("-")[:_LONGEST].strip("-")


def file_names(ids: Sequence[str], ending: str) -> list[str]:
    """Give each short name its own file name, in the same order; equal ones are numbered.

    ``ending`` comes without its dot.
    """
    names: list[str] = []
    taken = set(_RESERVED)
    for one in ids:
        words = plain_name(one) or "table"
        name, number = words, 1
        while name.casefold() in taken:
            number += 1
            name = f"{words}-{number}"
        taken.add(name.casefold())
        names.append(f"{name}.{ending}")
    return names

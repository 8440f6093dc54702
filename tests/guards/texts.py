"""What no text of the repository may hold: where one computer fetches its packages, or keeps its files."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.guards.source import Fault, files

# Written so that this very module holds none of them.
_ADDRESSES = re.compile(
    "|".join(
        (
            r"\b(?:files\.|test\.)?py" + r"pi\.(?:org|python\.org)",
            r"\bpython" + r"hosted\.org",
            r"\bregistry\.npm" + r"js\.",
            r"\b(?:deb|security|archive)\.(?:debian|ubuntu)" + r"\.(?:org|com)",
            r"(?:--|\b)(?:extra-)?index" + r"-url[ =]+\S*:",
            r"--find-links[ =]+[\"']?(?:/|file:|https?:)",
            r"https?://[^\s/]+/(?:[^\s/]+/)*sim" + r"ple/?(?=[\s\"']|$)",
        ),
    ),
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"(?<![\w.)}>*~-])/(?:home|Users|root|work|workspace|opt|mnt|srv|tmp|var|private)/[\w.~-]"
    r"|\bfile:///\w"
    r"|\b[A-Za-z]:\\{1,2}(?:Users|Windows|Program|Temp)\b",
)

# Modules that must name a place, and why.
MAY_NAME_PLACES = {"tests/platform/test_folders.py": "reads the tables of mounted disks"}

_LONGEST_TEXT = 8_000_000


def addresses_and_places(root: Path) -> Iterator[Fault]:
    """Find registry addresses and absolute paths in every text file of the tree."""
    for path in files(root):
        text = _text(root / path)
        for number, line in enumerate(text.splitlines(), start=1):
            if _ADDRESSES.search(line):
                yield Fault(path, number, "names the address of a package registry")
            if str(path) not in MAY_NAME_PLACES and _PLACES.search(line):
                yield Fault(path, number, "names a place on one computer")


def lock_addresses(lock: str) -> Iterator[Fault]:
    """Find whatever in the lock file is more than names, versions, markers and hashes."""
    allowed = re.compile(
        r"#[^/]*|[a-z0-9._-]+==[\w.+!-]+(?: ; [\w .'=!<>()-]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
    )
    for number, line in enumerate(lock.splitlines(), start=1):
        if not allowed.fullmatch(line.strip() if line.lstrip().startswith("#") else line):
            yield Fault(
                PurePosixPath("requirements.lock"), number, "is more than a name, a version and hashes"
            )


def _text(path: Path) -> str:
    """Read a file as text; one that holds a zero byte, or is very large, is not text."""
    data = path.read_bytes()
    return "" if b"\0" in data[:8192] or len(data) > _LONGEST_TEXT else data.decode("utf-8", errors="replace")

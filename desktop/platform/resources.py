"""What ships with the program: code lists, counting rules, fonts, the made-up people."""

import sys
from pathlib import Path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return base / "resources"


def resource_path(name: str) -> Path:
    """Where a bundled file lies, for libraries that insist on a path; ``name`` uses forward slashes."""
    return _root().joinpath(*name.split("/"))


def resource_bytes(name: str) -> bytes:
    """Read a bundled file whole.

    Raises:
        FileNotFoundError: the program was shipped without it.
    """
    return resource_path(name).read_bytes()


def resource_text(name: str) -> str:
    """Read a bundled UTF-8 text file whole.

    Raises:
        FileNotFoundError: the program was shipped without it.
    """
    return resource_path(name).read_text(encoding="utf-8")


def resource_names(folder: str, ending: str) -> list[str]:
    """Name the bundled files of a folder that end so, sorted, each as ``resource_bytes`` takes it."""
    return sorted(f"{folder}/{path.name}" for path in resource_path(folder).glob(f"*{ending}"))


def migrations_path() -> Path:
    """Where the migrations lie that bring older records up to this program."""
    return _root().parent / "migrations"

"""A match of columns kept as a small TOML file, to be read, corrected by hand, and used again."""

import tomllib
from pathlib import Path
from typing import Any

import tomlkit

from desktop.errors import ImportFileError
from desktop.imports.columns import ColumnMatch, Placement, choice_named
from desktop.imports.headings import Field, fold
from desktop.platform.files import write_atomically

_ABOUT = (
    'Heading of the list = what it holds. "keep": keep it with the referral; "leave-out": do not keep it.'
)


def write_mapping(path: Path, match: ColumnMatch) -> None:
    """Write the match as a file that ``read_mapping`` reads.

    Raises:
        OSError: the folder cannot be written.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(_ABOUT))
    document.add(tomlkit.comment("Words for what it holds: " + ", ".join(field.value for field in Field)))
    columns = tomlkit.table()
    for label, word in match.as_mapping().items():
        columns.add(tomlkit.key([label]) if label else label, word)
    document.add("columns", columns)
    write_atomically(path, tomlkit.dumps(document).encode("utf-8"))


def read_mapping(path: Path) -> dict[str, str]:
    """Read a mapping file into heading and word, as they stand in it.

    Raises:
        ImportFileError: the file cannot be read, is no TOML, or holds something else than words.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        what = f"The mapping file “{path.name}” cannot be opened."
        raise ImportFileError(what, "Look whether it is still there.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        what = f"The mapping file “{path.name}” is not written as TOML: {_where(problem)}"
        do = 'Each line reads: "Heading of the list" = "date-of-birth".'
        raise ImportFileError(what, do) from problem
    columns: Any = data.get("columns", data)
    if not isinstance(columns, dict) or not all(isinstance(word, str) for word in columns.values()):
        what = f"The mapping file “{path.name}” says something else than headings and what they hold."
        raise ImportFileError(what, 'Each line reads: "Heading of the list" = "date-of-birth".')
    return columns


def _where(problem: Exception) -> str:
    if isinstance(problem, RecursionError):
        return "it is nested too deeply."
    return f"{problem}." if isinstance(problem, tomllib.TOMLDecodeError) else "it is not UTF-8 text."


def apply_mapping(match: ColumnMatch, mapping: dict[str, str]) -> ColumnMatch:
    """Put the columns right as a mapping file says; ``field = "Heading"`` is understood as well.

    Raises:
        ImportFileError: the list has no such heading, or the file names something a column cannot hold.
    """
    headings = {fold(column.label) for column in match.columns}
    for left, right in mapping.items():
        label, word = (left, right) if fold(left) in headings else (right, left)
        choice = choice_named(word)
        if fold(label) not in headings and choice_named(left) is None:
            label, word = left, right
        elif choice is None:
            what = f"The mapping file says that “{label}” holds “{word}”, which Alongside does not know."
            words = ", ".join(
                [*(field.value for field in Field), Placement.KEEP.value, Placement.LEAVE_OUT.value]
            )
            raise ImportFileError(what, f"Use one of: {words}.")
        match = match.corrected(label, choice if choice is not None else Placement.KEEP)
    return match

"""The folder of a return's tables: none of another return may lie among them and be read as one of this."""

from collections.abc import Iterable
from pathlib import Path

from desktop.errors import FolderError

_MOST_NAMED = 5


def require_no_other_tables(folder: Path, names: Iterable[str]) -> None:
    """Stop where a folder holds tables besides those that are about to be written into it.

    ``names`` are the files of this return. Nothing is ever deleted: what lies there may be somebody's own.

    Raises:
        FolderError: there are such tables; the message names them.
    """
    ours = {name.casefold() for name in names}
    others = sorted(path.name for path in _tables_in(folder) if path.name.casefold() not in ours)
    if not others:
        return
    named = ", ".join(others[:_MOST_NAMED])
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    what = f"The folder “{folder.name}” holds tables that this return does not have: {named}{more}."
    raise FolderError(what, "Move them away, or choose another folder: they would be read as tables of this.")


def _tables_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.suffix.casefold() == ".csv"]

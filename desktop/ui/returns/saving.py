"""The files of a return: their names, their bytes, and whether they may be put where they are wanted."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FolderError
from desktop.exports.file_names import plain_name
from desktop.exports.returns.as_csv import return_csv, table_csvs
from desktop.exports.returns.as_json import return_json
from desktop.exports.returns.table_folder import require_no_other_tables
from desktop.platform.files import private_folder, write_atomically
from desktop.returns.result import Return
from desktop.ui.returns.asked import FileKind, SaveAsked


def _return_xlsx(result: Return) -> bytes:
    from desktop.exports.returns.as_xlsx import return_xlsx  # noqa: PLC0415  # 15 MB that only saving needs

    return return_xlsx(result)


def _return_pdf(result: Return) -> bytes:
    from desktop.exports.returns.as_pdf import return_pdf  # noqa: PLC0415  # drawing, which only saving needs

    return return_pdf(result)


def _return_html(result: Return) -> bytes:
    from desktop.exports.returns.as_html import return_html  # noqa: PLC0415  # as above

    return return_html(result)


_WRITERS = {
    FileKind.PDF: _return_pdf,
    FileKind.XLSX: _return_xlsx,
    FileKind.HTML: _return_html,
    FileKind.CSV: return_csv,
    FileKind.JSON: return_json,
}


@dataclass(frozen=True, slots=True)
class ReturnFiles:
    """Everything made ready to be written: the register's copy, the files, and those already there."""

    register_copy: bytes
    files: Mapping[Path, bytes]
    there_already: tuple[str, ...]


def file_name(result: Return, kind: FileKind) -> str:
    """Name a file of a return so that every system takes it: cleveland-tables 2018-19 Q2.xlsx.

    That of one funding stream is named by it too. The tables have a folder that ends in “tables”.
    """
    joint = " " if kind is FileKind.TABLES else "."
    named = [result.definition.id, result.period.id.replace(":", " "), plain_name(result.stream)]
    return f"{' '.join(filter(None, named))}{joint}{kind.value}"


def _files(result: Return, asked: SaveAsked, kind: FileKind) -> dict[Path, bytes]:
    place = asked.folder / file_name(result, kind)
    if kind is FileKind.TABLES:
        tables = table_csvs(result)
        require_no_other_tables(place, tables)
        return {place / name: data for name, data in tables.items()}
    return {place: _WRITERS[kind](result)}


def prepare_files(result: Return, asked: SaveAsked) -> ReturnFiles:
    """Make the bytes of every file, and look whether the folder takes them.

    Raises:
        FolderError: the folder is gone or cannot be written, or tables of another return lie where these
            would be saved.
    """
    if not asked.folder.is_dir() or not os.access(asked.folder, os.W_OK | os.X_OK):
        what = "Nothing can be saved in that folder."
        raise FolderError(what, "Choose a folder of your own.")
    files: dict[Path, bytes] = {}
    for kind in asked.kinds:
        files |= _files(result, asked, kind)
    there = tuple(name for kind in asked.kinds if (asked.folder / (name := file_name(result, kind))).exists())
    return ReturnFiles(return_json(result), files, there)


def write_files(files: ReturnFiles) -> None:
    """Write every file, each whole or not at all.

    Raises:
        FolderError: the disk is full, or the folder went away.
    """
    try:
        for path, data in files.files.items():
            private_folder(path.parent)
            write_atomically(path, data)
    except OSError as error:
        what = "The files could not all be saved there."
        raise FolderError(what, "See that the disk has room, and save the return again.") from error

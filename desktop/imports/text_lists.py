"""Lists kept as text: the encoding and the delimiter found out, the records taken apart."""

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from desktop.errors import ImportFileError
from desktop.imports.sheet import Limits

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
_SAMPLE_RECORDS = 200
_SAMPLE_CHARACTERS = 256 * 1024
_MOST_CONTROL_CHARACTERS = 0.01
_END = "\x02end of list\x02"


@dataclass(frozen=True, slots=True)
class TextList:
    """A text file taken apart: each record with its number, and how the file was written."""

    records: list[tuple[int, tuple[str, ...]]]
    kind: str
    delimiter: str


def decode(data: bytes) -> tuple[str, str]:
    """Turn the bytes of a text file into text, and name the encoding.

    A byte-order mark decides; else UTF-16 (by where its zeros lie), UTF-8, then Windows-1252 is tried.

    Raises:
        ImportFileError: the bytes are not text.
    """
    for mark, encoding, name in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace")), name
    guessed = _unmarked_utf16(data)
    if guessed:
        return _checked(data.decode(guessed, errors="replace")), "UTF-16"
    try:
        return _checked(data.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return _checked(data.decode("cp1252")), "Windows-1252"
    except UnicodeDecodeError:
        return _checked(data.decode("latin-1")), "Latin-1"


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:4096]
    half = len(sample) // 2
    if half == 0:
        return ""
    if sample[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return ""


def _checked(text: str) -> str:
    sample = text[:_SAMPLE_CHARACTERS]
    strange = sum(1 for character in sample if character < " " and character not in "\t\r\n\f\v")
    if "\x00" in text or strange > len(sample) * _MOST_CONTROL_CHARACTERS:
        what = "This file is not a spreadsheet, and not a text list either."
        raise ImportFileError(what, "Save the list as XLSX, ODS or CSV and choose that file.")
    return text


def find_delimiter(text: str) -> str:
    """Find which delimiter cuts the first records into the steadiest number of cells; else a comma."""
    best, best_score = ",", 0.0
    sample = text[:_SAMPLE_CHARACTERS]
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(record) for record in islice(reader, _SAMPLE_RECORDS) if any(record))
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
        score = (times / widths.total()) * (width - 1) ** 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_text(data: bytes, *, limits: Limits) -> TextList:
    """Take a text file apart into records numbered as a spreadsheet program shows them, without blank ones.

    Raises:
        ImportFileError: not text, a quotation mark that is never closed, or more than the limits allow.
    """
    text, encoding = decode(data)
    first, _, rest = text.partition("\n")
    skipped = 0
    stated = first.strip().strip('"').lower()
    if stated.startswith("sep=") and len(stated) == len("sep=,"):
        delimiter, text, skipped = stated[-1], rest, 1
    else:
        delimiter = find_delimiter(text)
    records = _records(text, delimiter, skipped, limits)
    kind = f"CSV, {DELIMITERS.get(delimiter, repr(delimiter))}, {encoding}"
    return TextList(records=records, kind=kind, delimiter=delimiter)


def _records(text: str, delimiter: str, skipped: int, limits: Limits) -> list[tuple[int, tuple[str, ...]]]:
    ending = "" if text.endswith(("\n", "\r")) else "\n"
    reader = csv.reader(io.StringIO(f"{text}{ending}{_END}\n", newline=""), delimiter=delimiter)
    same: dict[str, str] = {}
    records: list[tuple[int, tuple[str, ...]]] = []
    last: tuple[int, list[str]] = (0, [])
    line = 0
    try:
        for number, record in enumerate(reader, start=1 + skipped):
            last = (line + 1 + skipped, record)
            line = reader.line_num
            if any(cell and not cell.isspace() for cell in record):
                records.append((number, tuple(same.setdefault(cell, cell) for cell in record)))
            if len(same) > limits.rows:
                same.clear()
            if len(records) > limits.rows + 100:
                what = f"The list has more than {limits.rows:,} rows."
                raise ImportFileError(what, "Cut it into smaller lists, for instance one a year.")
    except csv.Error as problem:
        _refuse_open_quote(line + 1 + skipped, problem)
    if last[1] != [_END]:
        _refuse_open_quote(last[0], None)
    return records[:-1]


def _refuse_open_quote(line: int, cause: Exception | None) -> None:
    what = (
        f"Line {line} has a quotation mark that is never closed, so the rows after it cannot be told apart."
    )
    do = "Open the list in a spreadsheet program, look at that line, and save it again."
    raise ImportFileError(what, do) from cause

"""Benchmarks kept as lists: ``characteristic,category,count`` read, every mistake named with its line."""

import re
from collections.abc import Sequence

from desktop.domain.benchmarks import Figure
from desktop.domain.code_tree import closest
from desktop.domain.code_words import words_of
from desktop.errors import ImportFileError
from desktop.imports.sheet import Limits
from desktop.imports.text_lists import read_text

COLUMNS = ("characteristic", "category", "count")
LARGEST_FILE = 1024 * 1024
MOST_FIGURES = 2_000
LARGEST_COUNT = 2_000_000_000
_LONGEST_WORDS = 120
_MOST_NAMED = 12
_NUMBER = re.compile("[0-9]+|[0-9]{1,3}(?:[, '\u2019][0-9]{3})+")
_LIMITS = Limits(rows=MOST_FIGURES)
_EXAMPLE = "Write the headings characteristic,category,count, and below them lines such as sex,Female,87515."


def read_benchmark(data: bytes) -> tuple[Figure, ...]:
    """Read the figures of a benchmark from the bytes of a list; counts are people, none below nought.

    UTF-8 with or without a mark, UTF-16, else Windows-1252; thousands may be set apart by commas or gaps;
    blank lines are passed over. The columns may stand in any order.

    Raises:
        ImportFileError: it is no such list, is too long, or lines of it are wrong; each is named.
    """
    if len(data) > LARGEST_FILE:
        what = f"This file is larger than {LARGEST_FILE // 1024 // 1024} MB: it is no list of figures."
        raise ImportFileError(what, "Choose the list of the benchmark.")
    if data.startswith(b"PK\x03\x04"):
        what = "This is a workbook or an archive, not a text list."
        raise ImportFileError(what, "Save the sheet as CSV and choose that file.")
    records = read_text(data, limits=_LIMITS).records
    if not records:
        what = "This list is empty."
        raise ImportFileError(what, _EXAMPLE)
    places = _places(records[0][1])
    figures: list[Figure] = []
    mistakes: list[str] = []
    first_line: dict[tuple[str, str], int] = {}
    for line, cells in records[1:]:
        found = _figure(line, cells, places)
        if isinstance(found, str):
            mistakes.append(found)
            continue
        key = (found.characteristic.casefold(), found.category.casefold())
        if key in first_line:
            mistakes.append(f"Line {line} is line {first_line[key]} again: {found.category}.")
        first_line.setdefault(key, line)
        figures.append(found)
    if len(figures) > MOST_FIGURES:
        mistakes.append(f"There are more than {MOST_FIGURES:,} lines.")
    _refuse(mistakes)
    if not figures:
        what = "This list has headings and no figures."
        raise ImportFileError(what, _EXAMPLE)
    return tuple(figures)


def _places(headings: Sequence[str]) -> tuple[int, int, int]:
    """Find in which columns the three headings stand."""
    typed = [" ".join(words_of(heading)) for heading in headings]
    for name in COLUMNS:
        if typed.count(name) > 1:
            what = f"Two columns are headed “{name}”."
            raise ImportFileError(what, "Leave one of them.")
        if name not in typed:
            others = [heading for heading in typed if heading and heading not in COLUMNS]
            what = f"The first line has no heading “{name}”."
            meant = closest(name, others)
            found = f" “{meant}” stands there: write “{name}”." if meant else ""
            raise ImportFileError(what + found, _EXAMPLE)
    first, second, third = (typed.index(name) for name in COLUMNS)
    return first, second, third


def _figure(line: int, cells: Sequence[str], places: tuple[int, int, int]) -> Figure | str:
    """Read one line, or say what is wrong with it."""
    if len(cells) <= max(places):
        return f"Line {line} has {len(cells)} of the {max(places) + 1} cells."
    characteristic, category, number = (" ".join(cells[place].split()) for place in places)
    more = [cell.strip() for cell in cells[max(places) + 1 :] if cell.strip()]
    problem = _word_problem(characteristic, category) or _number_problem(number, more)
    if problem:
        return f"Line {line}{problem}"
    return Figure(characteristic, category, int(re.sub(r"\D", "", number)), line)


def _word_problem(characteristic: str, category: str) -> str:
    if not characteristic or not category:
        return f" has no {COLUMNS[0] if not characteristic else COLUMNS[1]}."
    if max(len(characteristic), len(category)) > _LONGEST_WORDS:
        return f" has words of more than {_LONGEST_WORDS} letters."
    return ""


def _number_problem(number: str, more: Sequence[str]) -> str:
    if not number:
        return " has no count: write 0 if there is nobody, or take the line out."
    if _NUMBER.fullmatch(number) is None:
        return f": “{number[:30]}” is not a whole number of people."
    if more and number.isdecimal() and all(cell.isdecimal() for cell in more):
        return f": put “{number},{','.join(more)}” in quotation marks, or leave the comma out."
    if int(re.sub(r"\D", "", number)) > LARGEST_COUNT:
        return f": more people than {LARGEST_COUNT:,} are more than any figure holds."
    return ""


def _refuse(mistakes: Sequence[str]) -> None:
    if not mistakes:
        return
    told = list(mistakes[:_MOST_NAMED])
    if len(mistakes) > _MOST_NAMED:
        told.append(f"And {len(mistakes) - _MOST_NAMED} more lines.")
    what = " ".join(told)
    raise ImportFileError(what, "Correct the list, and choose it again.")

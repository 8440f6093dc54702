"""What sorting people and cases into rows and columns means: the shapes that every classification has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Columns = Mapping[str, Sequence[Any]]
"""What was read of a population: field name (``person.sex_code``) to values, all of one length and order."""
Values = Sequence[Any]
"""One value a member: a code, an age in whole years, a set of codes, or None for no answer."""

EVENT_ON = "event_on"
"""The column that holds the day at which each member's age is taken."""
COUNTED_ON = "counted_on"
"""The column that holds the day by which each member is counted."""


class Sort(StrEnum):
    """What the values of a classification are."""

    CODE = "one code"
    CODES = "several codes"
    AGE = "age in years"


@dataclass(frozen=True, slots=True)
class Classification:
    """One way to sort: which fields it reads, how a value comes from them, and how to say so."""

    id: str
    sentence: str
    absent: str
    fields: tuple[str, ...]
    code_list: str | None
    sort: Sort
    read: Callable[[Columns], Values]


def whole_years(born: date, day: date) -> int:
    """Give the completed years from one day to the other; negative when born later."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def as_stored(name: str) -> Callable[[Columns], Values]:
    """Give a field as it is."""
    return lambda columns: columns[name]


def as_codes(name: str) -> Callable[[Columns], Values]:
    """Give a field of several codes as sets; None where nobody was asked."""

    def read(columns: Columns) -> Values:
        return code_sets(columns[name])

    return read


def code_sets(texts: Sequence[Any]) -> Values:
    """Turn codes as the database keeps them (words parted by blanks) into sets."""
    known: dict[Any, Any] = {
        text: text if text is None or isinstance(text, frozenset) else frozenset(text.split())
        for text in set(texts)
    }
    return [known[text] for text in texts]


def each(work: Callable[..., Any], *names: str) -> Callable[[Columns], Values]:
    """Work out a value of each member from fields; equal members are worked out once."""

    def read(columns: Columns) -> Values:
        rows = list(zip(*(columns[name] for name in names), strict=True))
        known = {row: work(*row) for row in set(rows)}
        return [known[row] for row in rows]

    return read


def yes_no(value: object) -> str | None:
    """Say yes or no as codes; None where nobody said."""
    return None if value is None else "yes" if value else "no"


def by_code(
    name: str, field: str, *, sentence: str, absent: str, code_list: str | None = None
) -> Classification:
    """Make a classification by one code as it is stored; its list is called like it where none is named."""
    return Classification(name, sentence, absent, (field,), code_list or name, Sort.CODE, as_stored(field))


def by_codes(
    name: str, field: str, *, sentence: str, absent: str, code_list: str | None = None
) -> Classification:
    """Make a classification by a field of several codes, each of which is a row of its own."""
    return Classification(name, sentence, absent, (field,), code_list or name, Sort.CODES, as_codes(field))


def by_yes_no(name: str, field: str, *, sentence: str, absent: str) -> Classification:
    """Make a classification by whether something is so."""
    return Classification(name, sentence, absent, (field,), "yes-no", Sort.CODE, each(yes_no, field))


def worked_out(
    name: str,
    fields: tuple[str, ...],
    work: Callable[..., Any],
    *,
    sentence: str,
    absent: str,
    code_list: str | None = None,
    sort: Sort = Sort.CODE,
) -> Classification:
    """Make a classification by what ``work`` makes of some fields of each member."""
    return Classification(name, sentence, absent, fields, code_list or name, sort, each(work, *fields))

"""What of a return is typed in: the rules of its tables, its words and its cover, read from a rules file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from desktop.errors import DefinitionError
from desktop.returns.rules.parts import Part

O = TypeVar("O", bound="EnteredRow | EnteredColumn | CoverLine")  # noqa: E741
Place = tuple[str, str]
"""A row and a column by their codes."""

WORDS = "words"
"""The column in which the words of a text, or of a line of the cover, are kept."""
_MOST_LETTERS = 20_000
_USUAL_LETTERS = 4_000
_ONE_LINE = 200
_MOST_LINES = 60
_MOST_COLUMNS = 12
_PARTS_OF_A_DIFFERENCE = 2


class EnteredUnit(StrEnum):
    """What the numbers of a column are."""

    COUNT = "count"
    PEOPLE = "people"
    HOURS = "hours"
    POSTS = "posts"
    """Full-time equivalents: 2.5 posts."""
    POUNDS = "£"


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """One line of a table that is typed in; ``adds`` are the rows a computed one adds up, empty for typed."""

    code: str
    label: str
    level: int
    adds: tuple[str, ...]
    total: bool
    """Whether it adds up all the others."""
    last: bool
    """Whether the last quarter stands for a longer period: posts filled do not add up over the year."""


@dataclass(frozen=True, slots=True)
class EnteredColumn:
    """One column; ``minus`` names the two whose difference it is, None for one that is typed in."""

    code: str
    label: str
    unit: EnteredUnit
    minus: Place | None
    last: bool


@dataclass(frozen=True, slots=True)
class EnteredRules:
    """A table whose numbers are typed in, and what is computed from them."""

    id: str
    title: str
    section: str
    rows: tuple[EnteredRow, ...]
    columns: tuple[EnteredColumn, ...]
    note: str
    hint: str

    @property
    def typed(self) -> tuple[Place, ...]:
        """The places that are typed in, row by row; sums and differences are not among them."""
        return tuple(
            (row.code, column.code)
            for row in self.rows
            if not row.adds
            for column in self.columns
            if column.minus is None
        )

    def unit_of(self, column: str) -> EnteredUnit:
        """Give the unit of a column by its code."""
        return next(one.unit for one in self.columns if one.code == column)


@dataclass(frozen=True, slots=True)
class TextRules:
    """Words that are written for a return: at most so many letters; a case study rests on a consent."""

    id: str
    title: str
    section: str
    hint: str
    case_study: bool
    most: int

    @property
    def place(self) -> Place:
        """Where its words are kept."""
        return (WORDS, WORDS)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One line of the cover: the grant, the number of the contract, who prepared it."""

    code: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class CoverRules:
    """The lines of the cover that are typed in."""

    id: str
    title: str
    lines: tuple[CoverLine, ...]
    most: int = _ONE_LINE

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the words of its lines are kept."""
        return tuple((line.code, WORDS) for line in self.lines)


def read_entered(part: Part) -> EnteredRules:
    """Read a table that is typed in.

    Raises:
        DefinitionError: a key or a code is unknown, two codes are equal, or nothing would be typed in.
    """
    part.only("id", "title", "section", "entered", "rows", "columns", "note", "hint")
    rows = _several(part, "rows", "row", _read_row, _MOST_LINES)
    columns = _several(part, "columns", "column", _read_column, _MOST_COLUMNS)
    plain = tuple(row.code for row in rows if not row.adds and not row.total)
    rules = EnteredRules(
        id=part.text("id"),
        title=part.text("title"),
        section=part.text_or("section", ""),
        rows=tuple(_with_parts(part, row, plain) for row in rows),
        columns=tuple(columns),
        note=part.text_or("note", ""),
        hint=part.text_or("hint", ""),
    )
    _check_differences(part, rules.columns)
    if not rules.typed:
        part.refuse("rows", "leave nothing to type in: every cell would be computed")
    return rules


def read_text(part: Part) -> TextRules:
    """Read words that are written for a return.

    Raises:
        DefinitionError: a key is unknown, or a value makes no sense.
    """
    part.only("id", "title", "section", "text", "hint", "case_study", "most")
    return TextRules(
        id=part.text("id"),
        title=part.text("title"),
        section=part.text_or("section", ""),
        hint=part.text_or("hint", ""),
        case_study=part.flag("case_study"),
        most=part.number("most", _USUAL_LETTERS, 1, _MOST_LETTERS) or _USUAL_LETTERS,
    )


def read_cover(part: Part) -> CoverRules:
    """Read the lines of the cover that are typed in.

    Raises:
        DefinitionError: a key is unknown, or two codes are equal.
    """
    part.only("id", "title", "cover", "rows")
    lines = _several(part, "rows", "row", _read_cover_line, _MOST_LINES)
    return CoverRules(part.text("id"), part.text("title"), tuple(lines))


def _several(part: Part, key: str, kind: str, read: Callable[[Part], O], most: int) -> list[O]:
    """Read a list of parts, each with a code of its own."""
    listed = part.parts(key)
    if not 1 <= len(listed) <= most:
        part.refuse(key, f"must list between 1 and {most} {kind}s")
    found: list[O] = []
    for number, values in enumerate(listed, start=1):
        code = Part(f"{part.where}, {kind} {number}", values).text("code")
        if any(one.code == code for one in found):
            what = f"{part.where}: two {kind}s have the code “{code}”."
            raise DefinitionError(what, f"Give each {kind} a code of its own.")
        found.append(read(Part(f"{part.where}, {kind} “{code}”", values)))
    return found


def _read_row(part: Part) -> EnteredRow:
    part.only("code", "label", "level", "sum", "last")
    adds = part.values.get("sum", False)
    total = adds is True
    if not isinstance(adds, bool):
        adds = part.words("sum")
        if not adds:
            part.refuse("sum", "must be true, or a list of the rows it adds up")
    return EnteredRow(
        code=_short(part, "code"),
        label=part.text("label"),
        level=part.number("level", 0, 0, 1) or 0,
        adds=adds if isinstance(adds, tuple) else (),
        total=total,
        last=part.flag("last"),
    )


def _read_column(part: Part) -> EnteredColumn:
    part.only("code", "label", "unit", "minus", "last")
    minus = part.words("minus")
    if minus is not None and len(minus) != _PARTS_OF_A_DIFFERENCE:
        part.refuse("minus", "must name two columns: the second is taken from the first")
    return EnteredColumn(
        code=_short(part, "code"),
        label=part.text("label"),
        unit=part.choice("unit", EnteredUnit, EnteredUnit.COUNT),
        minus=(minus[0], minus[1]) if minus else None,
        last=part.flag("last"),
    )


def _read_cover_line(part: Part) -> CoverLine:
    part.only("code", "label", "hint")
    return CoverLine(_short(part, "code"), part.text("label"), part.text_or("hint", ""))


def _short(part: Part, key: str) -> str:
    code = part.text(key)
    if len(code) > 64 or not code.replace("-", "").replace("_", "").isalnum():  # noqa: PLR2004
        part.refuse(key, "must be a short word of letters, digits and hyphens")
    return code


def _with_parts(part: Part, row: EnteredRow, plain: tuple[str, ...]) -> EnteredRow:
    """Give a row that adds others up the codes of those; only rows that are typed in can be added up."""
    if not row.adds and not row.total:
        return row
    inside = Part(f"{part.where}, row “{row.code}”", {})
    adds = plain if row.total else tuple(inside.one_of("sum", code, plain) for code in row.adds)
    if not adds:
        part.refuse("rows", "leave nothing to type in: every row is a sum")
    return EnteredRow(row.code, row.label, row.level, adds, row.total, row.last)


def _check_differences(part: Part, columns: Iterable[EnteredColumn]) -> None:
    typed: Mapping[str, EnteredColumn] = {one.code: one for one in columns if one.minus is None}
    for column in columns:
        inside = Part(f"{part.where}, column “{column.code}”", {})
        for code in column.minus or ():
            inside.one_of("minus", code, typed)
            if typed[code].unit is not column.unit:
                what = f"{inside.where}: it is in {column.unit.value}, “{code}” in {typed[code].unit.value}."
                raise DefinitionError(what, "A difference is in the unit of both its columns.")

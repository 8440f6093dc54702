"""Columns recognised by their headings and, where a heading leaves it open, by what their cells hold."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from desktop.errors import ImportFileError
from desktop.imports.cells import is_date, is_email, is_gender_word, is_postcode, is_sex_word, is_telephone
from desktop.imports.headings import (
    SEVERAL_COLUMNS,
    Field,
    Kind,
    about,
    fold,
    is_left_out,
    shorten,
    unfold_brackets,
    vocabulary,
)
from desktop.imports.sheet import Sheet

EXACT, SHORTENED, CORRECTED, CONTAINED, BY_CELLS = 100, 96, 100, 82, 70
_ENOUGH = 87
_SHORTEST_FUZZY = 5
_SAMPLE = 400
_NEARLY_ALL = 0.9
_ENOUGH_CELLS = 3


class Placement(StrEnum):
    """What becomes of a column: a field of the record, kept with the referral, or left out on purpose."""

    FIELD = "field"
    KEEP = "keep"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list and how it is understood; ``score`` is 0-100, ``reason`` is shown beside it."""

    index: int
    label: str
    placement: Placement
    field: Field | None
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How every column of a list is understood."""

    columns: tuple[Column, ...]

    def column(self, field: Field) -> Column | None:
        """Give the (first) column that holds the field."""
        return next((column for column in self.columns if column.field is field), None)

    def columns_of(self, field: Field) -> tuple[Column, ...]:
        """Give every column that holds the field, left to right."""
        return tuple(column for column in self.columns if column.field is field)

    def placed(self, placement: Placement) -> tuple[Column, ...]:
        """Give every column with that fate, left to right."""
        return tuple(column for column in self.columns if column.placement is placement)

    def corrected(self, label: str, choice: Field | Placement) -> "ColumnMatch":
        """Put one column right; a field already held by another column passes to this one.

        Nationality and immigration columns stay left out, whatever is chosen.

        Raises:
            ImportFileError: no column has that heading.
        """
        column = self._named(label)
        if is_left_out(column.label):
            return self
        if isinstance(choice, Field):
            chosen = replace(
                column, placement=Placement.FIELD, field=choice, score=CORRECTED, reason="You chose it."
            )
        else:
            placement = Placement.KEEP if choice is Placement.FIELD else choice
            chosen = replace(column, placement=placement, field=None, score=CORRECTED, reason="You chose it.")
        return ColumnMatch(tuple(self._after(other, column, chosen) for other in self.columns))

    def _after(self, other: Column, column: Column, chosen: Column) -> Column:
        if other is column:
            return chosen
        if chosen.field is None or other.field is not chosen.field or chosen.field in SEVERAL_COLUMNS:
            return other
        return _kept(other, f"“{chosen.label}” was chosen for this instead.")

    def _named(self, label: str) -> Column:
        for column in self.columns:
            if column.label == label:
                return column
        for column in self.columns:
            if fold(column.label) == fold(label):
                return column
        what = f"The list has no column with the heading “{label}”."
        names = ", ".join(column.label for column in self.columns)
        raise ImportFileError(what, f"Its headings are: {names}.")

    def as_mapping(self) -> dict[str, str]:
        """Say the match as heading to word: a field's word, "keep" or "leave-out"."""
        return {
            column.label: column.field.value if column.field else column.placement.value
            for column in self.columns
        }


def is_known_heading(text: str) -> bool:
    """Say whether a cell reads like a heading we know, or one that is left out on purpose."""
    folded = fold(text)
    words = vocabulary()
    return bool(folded) and (
        folded in words.exact or shorten(folded, words.passed_over) in words.short or is_left_out(text)
    )


def heading_signature(headings: Iterable[str]) -> str:
    """Give the mark of a set of headings (SHA-256, folded, in order) by which the next such list is known."""
    return hashlib.sha256("\n".join(fold(heading) for heading in headings).encode()).hexdigest()


def recognise_columns(sheet: Sheet, *, remembered: Mapping[str, str] | None = None) -> ColumnMatch:
    """Understand the columns of a sheet; ``remembered`` is an earlier ``as_mapping`` for the same headings.

    A heading named Gender over cells that hold F and M is the person's sex, as such lists mean it;
    a column named only Safe is about the phone. A second column of phone numbers is the mobile.
    """
    columns = [_recognise(index, label, sheet) for index, label in enumerate(sheet.labels)]
    columns = _settle(columns)
    match = ColumnMatch(tuple(columns))
    for label, word in (remembered or {}).items():
        if any(column.label == label for column in match.columns):
            match = _remember(match, label, word)
    return match


def _remember(match: ColumnMatch, label: str, word: str) -> ColumnMatch:
    choice = choice_named(word)
    column = next(column for column in match.columns if column.label == label)
    if choice is None or (column.field or column.placement) == choice:
        return match
    changed = match.corrected(label, choice)
    return ColumnMatch(
        tuple(
            replace(column, reason="As in the last list with these headings.")
            if column.label == label and column.reason == "You chose it."
            else column
            for column in changed.columns
        )
    )


def choice_named(word: str) -> Field | Placement | None:
    """Read what a column is to be: a field's word, any heading known for it, "keep" or "leave-out"."""
    folded = fold(word)
    if folded in {"keep", "keep apart", "kept", "other", "unknown"}:
        return Placement.KEEP
    if folded in {"leave out", "left out", "ignore", "skip", "drop", "omit", "none", ""}:
        return Placement.LEAVE_OUT
    for field in Field:
        if fold(field.value) == folded:
            return field
    return vocabulary().exact.get(folded)


def _recognise(index: int, label: str, sheet: Sheet) -> Column:
    heading = sheet.headings[index]
    if is_left_out(heading):
        return Column(index, label, Placement.LEAVE_OUT, None, EXACT, vocabulary().left_out_reason)
    field, score, reason = _by_heading(heading)
    cells = [cell for cell in _sample(sheet, index) if cell]
    if field is None:
        field, score, reason = _by_cells(cells)
    elif not _cells_agree(field, cells):
        reason = f"The heading reads like “{about(field).label}”, its cells do not. Kept with the referral."
        return Column(index, label, Placement.KEEP, None, 0, reason)
    if field is Field.GENDER and sum(map(is_sex_word, cells)) > sum(map(is_gender_word, cells)):
        field, reason = Field.SEX, "Its cells hold female and male, so it is read as the person's sex."
    if field is None:
        return Column(index, label, Placement.KEEP, None, 0, reason)
    if about(field).kind is Kind.KEEP:
        reason = "Notes are kept with the referral, as they were written."
    return Column(index, label, Placement.FIELD, field, score, reason)


def _by_heading(heading: str) -> tuple[Field | None, int, str]:
    words, folded = vocabulary(), fold(heading)
    for known in (unfold_brackets(heading), folded):
        if known in words.exact:
            return words.exact[known], EXACT, "The heading is one we know."
    nobody = "We do not know this heading. Kept with the referral."
    if not folded or not words.somebody_else.isdisjoint(folded.split()):
        return None, 0, nobody if folded else "It has no heading. Kept with the referral."
    short = shorten(folded, words.passed_over)
    if short in words.short:
        return words.short[short], SHORTENED, "The heading is nearly one we know."
    said = set(folded.split())
    contained = next(((some, field) for some, field in words.contained if some <= said), None)
    if contained is not None:
        telling = " ".join(word for word in folded.split() if word in contained[0])
        return contained[1], CONTAINED, f"The heading contains “{telling}”."
    return _nearly(short) or (None, 0, nobody)


def _nearly(short: str) -> tuple[Field, int, str] | None:
    """Find the heading that is written nearly like this one; short ones are too easily mistaken."""
    if len(short) < _SHORTEST_FUZZY:
        return None
    words = vocabulary()
    long_enough = [known for known in words.short if min(map(len, known.split())) > 1]
    found = process.extractOne(short, long_enough, scorer=fuzz.token_sort_ratio, score_cutoff=_ENOUGH)
    if found is None or len(found[0]) < _SHORTEST_FUZZY:
        return None
    return words.short[found[0]], int(found[1]), f"The heading looks like “{found[0]}”."


def _by_cells(cells: Sequence[str]) -> tuple[Field | None, int, str]:
    if len(cells) > 1:
        for field, test in ((Field.EMAIL, is_email), (Field.POSTCODE, is_postcode)):
            if _share(cells, test) >= _NEARLY_ALL:
                return field, BY_CELLS, f"Its cells look like: {about(field).label.lower()}."
    return None, 0, "We do not know this heading. Kept with the referral."


def _cells_agree(field: Field, cells: Sequence[str]) -> bool:
    """Say whether the cells could be what the heading promises; a column almost blank is believed."""
    tests = {
        Kind.DATE: is_date,
        Kind.POSTCODE: is_postcode,
        Kind.EMAIL: is_email,
        Kind.PHONE: is_telephone,
        Kind.NUMBER: lambda cell: re.search(r"\d", cell) is not None,
    }
    test = tests.get(about(field).kind)
    return test is None or len(cells) < _ENOUGH_CELLS or any(map(test, cells))


def _sample(sheet: Sheet, index: int) -> list[str]:
    step = max(1, len(sheet.rows) // _SAMPLE)
    rows = sheet.rows[::step]
    return [row.cells[index].strip() for row in rows if index < len(row.cells)]


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    if not cells:
        return 0.0
    return sum(1 for cell in cells if test(cell)) / len(cells)


def _settle(columns: list[Column]) -> list[Column]:
    """Let each field be held by one column: the best; the others are kept with the referral."""
    columns = _second_phone(_names(columns))
    best: dict[Field, Column] = {}
    for column in columns:
        if column.field and (column.field not in best or _strength(column) > _strength(best[column.field])):
            best[column.field] = column
    return [
        column
        if column.field is None or column.field in SEVERAL_COLUMNS or best[column.field] is column
        else _kept(column, f"“{best[column.field].label}” already holds this. Kept with the referral.")
        for column in columns
    ]


def _strength(column: Column) -> tuple[int, int]:
    """Compare columns that could hold one field: by score, then by how usual the heading is for it."""
    return column.score, -vocabulary().rank.get(fold(column.label), 1000)


def _names(columns: list[Column]) -> list[Column]:
    """With a surname beside it, a column named Name holds the forename; with both, it is kept."""
    held = {column.field for column in columns}
    if Field.SURNAME not in held:
        return columns
    reason = "A surname stands beside it, so it is read as the forename."
    return [
        column
        if column.field is not Field.FULL_NAME
        else _kept(column, "Forename and surname have their own columns. Kept with the referral.")
        if Field.FORENAME in held
        else replace(column, field=Field.FORENAME, reason=reason)
        for column in columns
    ]


def _second_phone(columns: list[Column]) -> list[Column]:
    phones = [column for column in columns if column.field is Field.PHONE]
    if not phones[1:] or any(column.field is Field.MOBILE for column in columns):
        return columns
    second = replace(phones[1], field=Field.MOBILE, reason="A second column of phone numbers.")
    return [second if column is phones[1] else column for column in columns]


def _kept(column: Column, reason: str) -> Column:
    return replace(column, placement=Placement.KEEP, field=None, score=0, reason=reason)

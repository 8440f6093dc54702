"""The dry run of an import: what every row would become, and what is wrong, double or unknown."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from desktop.domain.codes import CodeList
from desktop.domain.dates import short_date
from desktop.domain.ids import PersonId
from desktop.domain.incoming import IncomingList, IncomingRow, Progress, RowsAre, content_digest, never
from desktop.errors import ImportFileError, RefusedError
from desktop.imports.columns import ColumnMatch, Placement, heading_signature
from desktop.imports.dates import DateOrder, day_number_columns, find_date_order
from desktop.imports.duplicates import ProbableDuplicate, find_probable_duplicates
from desktop.imports.headings import Field, Kind, about
from desktop.imports.rejects import Reject, rejects_csv
from desktop.imports.rows import read_row
from desktop.imports.sheet import Row, Sheet
from desktop.imports.values import Reader, RowRefusedError
from desktop.queries.imports import KnownRecords

OWN_LIST = "own list"
"""The source of lists nobody gave another name: references are unique within one source."""
HISTORY_AFTER = timedelta(days=90)
_TELL_EVERY = 1000
_ENOUGH_DATES = 3
_YEARS_APART = 5
_NOBODY_KNOWN = KnownRecords()


class DateOrderQuestionError(ImportFileError):
    """The list looks as if the month came first: a person has to say so."""


@dataclass(frozen=True, slots=True)
class ExactDuplicate:
    """A row that says just what another row, or a referral on file, says already."""

    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class ValueNotPlaced:
    """A text that fits no code or form of its column; kept with the referral as received."""

    column: str
    field: Field
    text: str
    times: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What bringing in a list would do; nothing of it is written yet."""

    sheet: Sheet
    match: ColumnMatch
    source: str
    rows: tuple[IncomingRow, ...]
    rejects: tuple[Reject, ...]
    duplicates: tuple[ExactDuplicate, ...]
    probable: tuple[ProbableDuplicate, ...]
    not_placed: tuple[ValueNotPlaced, ...]
    rows_are: RowsAre
    rows_are_assumed: bool
    date_order: DateOrder
    notes: tuple[str, ...]
    years: tuple[tuple[str, int], ...]
    same_person: Mapping[int, PersonId] = field(default_factory=dict)

    @property
    def rows_in_list(self) -> int:
        """How many rows the list has: those taken, rejected and double together."""
        return len(self.rows) + len(self.rejects) + len(self.duplicates)

    def rejects_file(self) -> bytes:
        """Give the rejects as a CSV file: every bad row unchanged, with its reason."""
        return rejects_csv(self.sheet.headings, self.rejects)

    def with_rows_are(self, rows_are: RowsAre) -> "ImportPlan":
        """Give the plan with the question answered whether the rows are history or still open."""
        return replace(self, rows_are=rows_are, rows_are_assumed=False)

    def with_same_person(self, row: int, person_id: PersonId) -> "ImportPlan":
        """Give the plan with one row (by its number) attached to somebody on file."""
        return replace(self, same_person={**self.same_person, row: person_id})

    def incoming(self) -> IncomingList:
        """Give the list as ``bring_in`` takes it."""
        return IncomingList(
            source=self.source,
            fingerprint=self.sheet.digest,
            signature=heading_signature(self.sheet.headings),
            rows_are=self.rows_are,
            columns=self.match.as_mapping(),
            labels=self.sheet.labels,
            left_out=_indexes(self.match, Placement.LEAVE_OUT),
            kept_apart=tuple(sorted(_kept_apart(self.match))),
            rows=self.rows,
            rejected=len(self.rejects),
            duplicates=len(self.duplicates),
            same_person=self.same_person,
        )


def references_of(sheet: Sheet, match: ColumnMatch) -> tuple[str, ...]:
    """Give the distinct references of a list, for asking what is on file already."""
    column = match.column(Field.REFERENCE)
    if column is None:
        return ()
    return tuple(dict.fromkeys(" ".join(text.split()) for text in sheet.column(column.index) if text.strip()))


def plan_import(
    sheet: Sheet,
    match: ColumnMatch,
    code_lists: Mapping[str, CodeList],
    *,
    today: date,
    existing: KnownRecords = _NOBODY_KNOWN,
    source: str = OWN_LIST,
    rows_are: RowsAre | None = None,
    date_order: DateOrder | None = None,
    year_start_month: int = 4,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = never,
) -> ImportPlan:
    """Read every row of a list, refuse the bad ones with a reason, find what is double.

    ``existing`` is the answer of ``known_records``. Rows older than 90 days are history unless you say.

    Raises:
        ImportFileError: no date of referral, or none in a column of dates; DateOrderQuestionError: ask first.
        RefusedError: ``stopped`` said so.
    """
    order, assumed = _order_of(sheet, match, date_order)
    numbers = day_number_columns(sheet, match)
    reader = Reader(match, code_lists, order=order, today=today, day_numbers=numbers)
    sorting = _Sorting(match, existing)
    sorting.take_all(sheet.rows, reader, today, partial(_tell, progress, len(sheet.rows), stopped))
    _refuse_wrong_columns(match, reader)
    rows = tuple(sorting.rows)
    noted = (*_notes_of_sheet(sheet), *assumed, *_notes(match, rows, existing))
    return ImportPlan(
        sheet=sheet,
        match=match,
        source=source,
        rows=rows,
        rejects=tuple(sorting.rejects),
        duplicates=tuple(sorting.duplicates),
        probable=find_probable_duplicates(rows, existing.people),
        not_placed=_not_placed(match, reader),
        rows_are=rows_are or _history_or_open(rows, today),
        rows_are_assumed=rows_are is None,
        date_order=order,
        notes=(*noted, *_unknown_columns(match, reader, code_lists)),
        years=_years(rows, year_start_month),
    )


def _order_of(
    sheet: Sheet, match: ColumnMatch, chosen: DateOrder | None
) -> tuple[DateOrder, tuple[str, ...]]:
    """Settle which number of a date is the month, with a note where it was assumed."""
    if match.column(Field.DATE_REFERRED) is None:
        what = "No column of this list holds the date of the referral, so nothing could be counted by it."
        promised = f"“{about(Field.DATE_REFERRED).label}”"
        for column in match.placed(Placement.KEEP):
            if promised in column.reason:
                what = (
                    f"None of the cells under “{column.label}” is a date, so nothing could be counted by it."
                )
        raise ImportFileError(what, "Say which column it is: Alongside can remember it.")
    finding = find_date_order(sheet, match)
    if chosen is not None:
        return chosen, ()
    if finding.order is DateOrder.MONTH_FIRST:
        raise DateOrderQuestionError(finding.question, "Say month-first or day-first, and try again.")
    if finding.certain:
        return finding.order, ()
    note = "No date shows whether the day or the month comes first: the day was taken first."
    return finding.order, (note,)


def _tell(progress: Progress | None, total: int, stopped: Callable[[], bool], done: int) -> None:
    if stopped():
        what = "The import was stopped."
        raise RefusedError(what, "Nothing was brought in.")
    if progress is not None:
        progress(done, total)


class _Sorting:
    """Sorts the rows of a list into those to take, rejects and exact duplicates."""

    def __init__(self, match: ColumnMatch, existing: KnownRecords) -> None:
        self.rows: list[IncomingRow] = []
        self.rejects: list[Reject] = []
        self.duplicates: list[ExactDuplicate] = []
        self._left_out = _indexes(match, Placement.LEAVE_OUT)
        self._existing = existing
        self._received = existing.received or {}
        self._references: dict[str, tuple[int, str]] = {}
        self._contents: dict[str, int] = {}

    def take_all(self, rows: Sequence[Row], reader: Reader, today: date, tell: Callable[[int], None]) -> None:
        """Read all rows, and tell now and then how many are done."""
        for done, row in enumerate(rows):
            if done % _TELL_EVERY == 0:
                tell(done)
            self.take(row, reader, today)
        tell(len(rows))

    def take(self, row: Row, reader: Reader, today: date) -> None:
        """Read one row and put it where it belongs."""
        try:
            incoming = read_row(row, reader, today=today)
        except RowRefusedError as refusal:
            self.rejects.append(Reject(row, str(refusal)))
            return
        digest = content_digest(cell for index, cell in enumerate(row.cells) if index not in self._left_out)
        if incoming.reference:
            kept = self._by_reference(row, incoming.reference.casefold(), digest)
        else:
            kept = self._by_content(row, incoming, digest)
        if kept:
            self.rows.append(incoming)

    def _by_reference(self, row: Row, reference: str, digest: str) -> bool:
        if reference in self._references:
            number, same = self._references[reference]
            if same == digest:
                self._double(row, f"The same as row {number} of this list.")
            else:
                reason = f"Row {number} of this list has the same reference and says something else."
                self.rejects.append(Reject(row, reason))
            return False
        self._references[reference] = (row.number, digest)
        on_file = self._received.get(reference)
        if on_file is None:
            return self._not_the_same_file(row)
        if on_file == digest:
            self._double(row, "This referral is on file already.")
        else:
            reason = "A referral with this reference is on file already and says something else."
            self.rejects.append(Reject(row, reason))
        return False

    def _by_content(self, row: Row, incoming: IncomingRow, digest: str) -> bool:
        """Without a reference two equal rows are double only where they name somebody."""
        person = incoming.person
        if person.forename or person.surname or person.born:
            if digest in self._contents:
                self._double(row, f"The same as row {self._contents[digest]} of this list.")
                return False
            self._contents[digest] = row.number
            if digest in self._existing.contents:
                self._double(row, "This referral is on file already.")
                return False
        return self._not_the_same_file(row)

    def _not_the_same_file(self, row: Row) -> bool:
        when = self._existing.brought_in
        if when is None:
            return True
        self._double(row, f"This very file was brought in on {short_date(when.date())}.")
        return False

    def _double(self, row: Row, reason: str) -> None:
        self.duplicates.append(ExactDuplicate(row, reason))


def _indexes(match: ColumnMatch, placement: Placement) -> frozenset[int]:
    return frozenset(column.index for column in match.placed(placement))


def _kept_apart(match: ColumnMatch) -> frozenset[int]:
    notes = {
        column.index for column in match.columns if column.field and about(column.field).kind is Kind.KEEP
    }
    return _indexes(match, Placement.KEEP) | notes


def _refuse_wrong_columns(match: ColumnMatch, reader: Reader) -> None:
    """Refuse a column taken for dates in which nothing is one: it was the wrong column."""
    for column in match.columns:
        if column.field is None or about(column.field).kind is not Kind.DATE:
            continue
        if reader.asked[column.index] >= _ENOUGH_DATES and not reader.placed[column.index]:
            label = about(column.field).label.lower()
            what = f"The column “{column.label}” was taken as the {label}, but none of its cells is a date."
            raise ImportFileError(what, "Choose another column for it, and try again.")


def _unknown_columns(match: ColumnMatch, reader: Reader, code_lists: Mapping[str, CodeList]) -> list[str]:
    """Say which columns hold nothing that their code list knows."""
    notes = []
    for column in match.columns:
        if column.field is None or about(column.field).kind not in {Kind.CODE, Kind.CODES}:
            continue
        label = about(column.field).label.lower()
        if about(column.field).code_list not in code_lists:
            notes.append(
                f"There is no code list for {label} yet; “{column.label}” is kept with the referral."
            )
        elif reader.asked[column.index] and not reader.placed[column.index]:
            notes.append(f"Nothing in the column “{column.label}” is known as {label}. Is it the right one?")
    return notes


def _notes_of_sheet(sheet: Sheet) -> list[str]:
    """Say what of the file is not part of the list: other sheets, rows above the headings."""
    notes = []
    others = [f"“{name}”" for name in sheet.sheet_names if name != sheet.sheet_name]
    if others:
        notes.append(
            f"Only the sheet “{sheet.sheet_name}” is brought in. The others, {', '.join(others)}, can follow."
        )
    if sheet.titles:
        notes.append(f"What stands above the headings (row {sheet.heading_row}) is passed over.")
    return notes


def _notes(match: ColumnMatch, rows: tuple[IncomingRow, ...], existing: KnownRecords) -> list[str]:
    left_out = match.placed(Placement.LEAVE_OUT)
    notes = [f"“{column.label}” is left out. {column.reason}" for column in left_out]
    kept = match.placed(Placement.KEEP)
    if kept:
        names = ", ".join(f"“{column.label}”" for column in kept)
        notes.append(f"Kept with each referral, because nobody could place it: {names}.")
    gender = match.column(Field.GENDER)
    if gender is not None and match.column(Field.SEX) is None:
        notes.append(
            f"“{gender.label}” is read as gender and no column says the sex: a table of the sexes counts"
            " these people as missing. If it means the sex, choose that for it."
        )
    late = sum(1 for row in rows if row.incident.happened and row.incident.happened.first > row.received_on)
    if late:
        notes.append(f"In {late} rows the incident is dated after the referral. They are taken as they are.")
    if existing.brought_in is not None:
        notes.append(f"This very file was brought in on {short_date(existing.brought_in.date())}.")
    return notes + _far_apart(rows)


def _far_apart(rows: tuple[IncomingRow, ...]) -> list[str]:
    """Point at referrals dated years from the middle one: a year typed wrong lands in another return."""
    if not rows:
        return []
    middle = sorted(row.received_on for row in rows)[len(rows) // 2]
    far = [row.number for row in rows if abs(row.received_on.year - middle.year) > _YEARS_APART]
    if not far or len(far) * 10 > len(rows):
        return []
    some = ", ".join(str(number) for number in far[:10])
    return [f"{len(far)} rows are dated more than {_YEARS_APART} years from most of the list: rows {some}."]


def _not_placed(match: ColumnMatch, reader: Reader) -> tuple[ValueNotPlaced, ...]:
    columns = {column.index: column for column in match.columns}
    return tuple(
        ValueNotPlaced(columns[index].label, held, text, times)
        for (index, text), times in reader.not_placed.most_common()
        if (held := columns[index].field) is not None
    )


def _history_or_open(rows: tuple[IncomingRow, ...], today: date) -> RowsAre:
    newest = max((row.received_on for row in rows), default=date.min)
    return RowsAre.HISTORY if today - newest > HISTORY_AFTER else RowsAre.OPEN


def _years(rows: tuple[IncomingRow, ...], start_month: int) -> tuple[tuple[str, int], ...]:
    """Count the rows by the year of the return they belong to, as in 2018-19."""
    first_years = Counter(row.received_on.year - (row.received_on.month < start_month) for row in rows)
    return tuple(
        (str(year) if start_month == 1 else f"{year}-{(year + 1) % 100:02}", times)
        for year, times in sorted(first_years.items())
    )

"""Cells turned into what the record holds: codes, dates, numbers; what fits nowhere is kept and reported."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from desktop.domain.codes import Code, CodeList, Kind
from desktop.domain.dates import PartialDate
from desktop.domain.safe_cells import state_from_list
from desktop.domain.safe_contact import SafeState
from desktop.errors import AlongsideError, BadInputError
from desktop.imports.cells import says_nothing, yes_or_no
from desktop.imports.columns import Column, ColumnMatch
from desktop.imports.dates import DateOrder, old_day_number, read_date
from desktop.imports.headings import Field, about

LONGEST_LINE = 255
_NONE_OF_THEM = "none"
_KIND_NOT_KNOWN = "hate-not-known"


class RowRefusedError(AlongsideError):
    """A row cannot be taken as it stands; it goes into the rejects file with this reason."""


class Reader:
    """Reads the cells of one list, row after row; remembers what each distinct text meant."""

    def __init__(
        self,
        match: ColumnMatch,
        code_lists: Mapping[str, CodeList],
        *,
        order: DateOrder,
        today: date,
        day_numbers: frozenset[int] = frozenset(),
    ) -> None:
        self.columns: dict[Field, tuple[Column, ...]] = {
            field: match.columns_of(field) for field in Field if match.column(field)
        }
        self.not_placed: Counter[tuple[int, str]] = Counter()
        self.placed: Counter[int] = Counter()
        self.asked: Counter[int] = Counter()
        self._lists = code_lists
        self._order = order
        self._today = today
        self._day_numbers = day_numbers
        self._meant: dict[tuple[Field, str], Code | None] = {}
        self._sets: dict[tuple[int, str], frozenset[str] | None] = {}
        self._dates: dict[str, PartialDate | BadInputError] = {}
        self._states: dict[str, SafeState] = {}
        self._cells: tuple[str, ...] = ()
        self._unplaced: list[int] = []

    def begin(self, cells: tuple[str, ...]) -> None:
        """Turn to the next row."""
        self._cells = cells
        self._unplaced = []

    @property
    def unplaced(self) -> tuple[int, ...]:
        """The columns of this row whose text fits nowhere."""
        return tuple(self._unplaced)

    def _cell(self, field: Field) -> tuple[int, str]:
        columns = self.columns.get(field)
        if columns is None:
            return -1, ""
        index = columns[0].index
        return index, self._cells[index].strip() if index < len(self._cells) else ""

    def set_apart(self, field: Field) -> None:
        """Keep the text of this cell with the referral, because it has no place of its own."""
        index, text = self._cell(field)
        self._set_apart(index, text)

    def _set_apart(self, index: int, text: str) -> None:
        self._unplaced.append(index)
        self.not_placed[index, text] += 1

    def text(self, field: Field) -> str:
        """Give a cell as it is, without the blanks around it."""
        return self._cell(field)[1]

    def line(self, field: Field) -> str | None:
        """Read a line of words; what only says that nobody knows is None.

        Raises:
            RowRefusedError: longer than a record can hold.
        """
        text = " ".join(self._cell(field)[1].split())
        if not text or says_nothing(text):
            return None
        if len(text) > LONGEST_LINE:
            what = f"{about(field).label}: longer than {LONGEST_LINE} characters."
            raise RowRefusedError(what)
        return text

    def texts(self, field: Field) -> list[str]:
        """Give every cell of a field that several columns may hold."""
        columns = self.columns.get(field, ())
        found = (self._cells[column.index].strip() for column in columns if column.index < len(self._cells))
        return [text for text in found if text]

    def code(self, field: Field) -> str | None:
        """Match a cell to its code list; blank is None, and what no code fits is kept and reported."""
        index, text = self._cell(field)
        if not text:
            return None
        self.asked[index] += 1
        meant = self.could_be(field, text)
        if meant is None and not says_nothing(text):
            self._set_apart(index, text)
        self.placed[index] += meant is not None or says_nothing(text)
        return meant.code if meant else None

    def could_be(self, field: Field, text: str) -> Code | None:
        """Match any text to the list of a field, without reporting it."""
        if (field, text) not in self._meant:
            found = self._list(field)
            self._meant[field, text] = found.find(text) if found and text else None
        return self._meant[field, text]

    def _list(self, field: Field) -> CodeList | None:
        return self._lists.get(about(field).code_list)

    def codes(self, field: Field) -> frozenset[str] | None:
        """Match cells that may hold several codes; "No" and "None" are the empty set, blank is None."""
        answer: frozenset[str] | None = None
        for column in self.columns.get(field, ()):
            text = self._cells[column.index].strip() if column.index < len(self._cells) else ""
            if not text:
                continue
            found = self._set_of(field, column, text)
            self.asked[column.index] += 1
            if found is None and not says_nothing(text):
                self._set_apart(column.index, text)
            else:
                self.placed[column.index] += 1
            if found is not None:
                answer = found if answer is None else answer | found
        return answer - {_KIND_NOT_KNOWN} if answer and len(answer) > 1 else answer

    def _set_of(self, field: Field, column: Column, text: str) -> frozenset[str] | None:
        """Match one cell; a tick under "Hate - race" means what the heading says."""
        key = (column.index, text)
        if key not in self._sets:
            found = self._match_set(field, text)
            ticked = found is None and yes_or_no(text) is True
            if ticked or found == frozenset({_KIND_NOT_KNOWN}):
                named = self.could_be(field, column.label)
                found = frozenset({named.code}) if named and named.kind is Kind.ANSWER else found
            self._sets[key] = found
        return self._sets[key]

    def _match_set(self, field: Field, text: str) -> frozenset[str] | None:
        if yes_or_no(text) is False:
            return frozenset()
        found = self._list(field)
        codes = found.find_all(text) if found else None
        if codes is None:
            return None
        said = [code for code in codes if code.kind is Kind.ANSWER]
        return frozenset(code.code for code in said if code.code != _NONE_OF_THEM) if said else None

    def date(self, field: Field) -> PartialDate | None:
        """Read a date; blank and "not known" are None.

        Raises:
            RowRefusedError: not a date, or a day that does not exist.
        """
        index, text = self._cell(field)
        if not text or says_nothing(text):
            return None
        self.asked[index] += 1
        known = self._dates.get(text)
        if index in self._day_numbers:
            known = old_day_number(text) or known
        if known is None:
            known = self._dates[text] = self._read_date(text)
        if isinstance(known, BadInputError):
            what = f"{about(field).label}: {known.what}"
            raise RowRefusedError(what)
        self.placed[index] += 1
        return known

    def _read_date(self, text: str) -> PartialDate | BadInputError:
        try:
            return read_date(text, order=self._order, today=self._today)
        except BadInputError as problem:
            return problem

    def yes_or_no(self, field: Field) -> bool | None:
        """Read a tick; what is neither yes nor no is kept and reported."""
        index, text = self._cell(field)
        answer = yes_or_no(text) if text else None
        if text and answer is None and not says_nothing(text):
            self._set_apart(index, text)
        return answer

    def safe_state(self, field: Field) -> SafeState:
        """Read what a list says of safe contact; nothing undated is ever *safe*."""
        index, text = self._cell(field)
        if text not in self._states:
            self._states[text] = state_from_list(text)
        state = self._states[text]
        if state is SafeState.UNKNOWN and text and not says_nothing(text):
            self._set_apart(index, text)
        return state

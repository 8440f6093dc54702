"""Rows that may be about one person, each with the reason; a shared telephone number alone is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from doublemetaphone import doublemetaphone

from desktop.domain.dates import Precision
from desktop.domain.ids import PersonId
from desktop.domain.incoming import IncomingRow
from desktop.domain.names import fold_name
from desktop.queries.imports import KnownPerson

NAME_AND_BIRTH = "Same name and date of birth."
SOUND_AND_BIRTH = "The names sound alike, and the date of birth is the same."
NAME_AND_POSTCODE = "Same name and postcode."
BIRTH_AND_POSTCODE = "Same date of birth and postcode."
_REASONS = (NAME_AND_BIRTH, SOUND_AND_BIRTH, NAME_AND_POSTCODE, BIRTH_AND_POSTCODE)


@dataclass(frozen=True, slots=True)
class ProbableDuplicate:
    """A row that may be about the person of an earlier row, or about somebody on file."""

    row: int
    reasons: tuple[str, ...]
    other_row: int | None = None
    person_id: PersonId | None = None
    person_reference: str = ""

    @property
    def reason(self) -> str:
        """The reasons in one line, after whom it may be."""
        whom = f"row {self.other_row}" if self.other_row is not None else self.person_reference
        return f"Perhaps {whom}. {' '.join(self.reasons)}"


def find_probable_duplicates(
    rows: Sequence[IncomingRow], people: Iterable[KnownPerson]
) -> tuple[ProbableDuplicate, ...]:
    """Compare every row with the rows above it and with everybody on file, by keys, in one pass each."""
    places: dict[int, list[int]] = {}
    found: list[ProbableDuplicate] = []
    for place, row in enumerate(rows):
        above: dict[int, list[int]] = {}
        for kind, key in _keys_of_row(row):
            earlier = places.setdefault(key, [])
            if earlier:
                above.setdefault(earlier[0], []).append(kind)
            earlier.append(place)
        found += [
            ProbableDuplicate(row.number, _in_words(kinds), other_row=rows[other].number)
            for other, kinds in above.items()
        ]
    return tuple(found + list(_on_file(rows, places, people)))


def _on_file(
    rows: Sequence[IncomingRow], places: dict[int, list[int]], people: Iterable[KnownPerson]
) -> Iterator[ProbableDuplicate]:
    for person in people:
        same: dict[int, list[int]] = {}
        for kind, key in _keys(person.forename, person.surname, person.born_on, person.postcode):
            for place in places.get(key, ()):
                same.setdefault(place, []).append(kind)
        for place, kinds in same.items():
            yield ProbableDuplicate(
                rows[place].number,
                _in_words(kinds),
                person_id=person.id,
                person_reference=person.reference,
            )


def _in_words(kinds: list[int]) -> tuple[str, ...]:
    """Say the reasons, without those that a stronger one says already."""
    said = set(kinds)
    weaker = {1: {0}, 3: {0, 2}}
    return tuple(_REASONS[kind] for kind in sorted(said) if said.isdisjoint(weaker.get(kind, ())))


def _keys_of_row(row: IncomingRow) -> Iterator[tuple[int, int]]:
    person = row.person
    born = person.born.first if person.born and person.born.precision is Precision.DAY else None
    return _keys(person.forename, person.surname, born, person.postcode)


def _keys(
    forename: str | None, surname: str | None, born: date | None, postcode: str | None
) -> Iterator[tuple[int, int]]:
    """Give, by kind of reason, a number that two people share exactly when the reason holds for them."""
    first, last = _folded(forename or ""), _folded(surname or "")
    where = (postcode or "").replace(" ", "")
    whole = len(where) > len("TS10")
    if first and last:
        name = (first, last) if first < last else (last, first)
        if born:
            yield 0, hash((0, name, born))
            yield 1, hash((1, _sound(first), _sound(last), born))
        if whole:
            yield 2, hash((2, name, where))
    if born and whole:
        yield 3, hash((3, born, where))


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return fold_name(name).replace(" ", "")


@lru_cache(maxsize=65536)
def _sound(folded: str) -> str:
    return doublemetaphone(folded)[0] or folded

"""Reading the parts of counting rules: each mistake is told with its place and the nearest right word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from desktop.domain.code_tree import nearest
from desktop.errors import DefinitionError

E = TypeVar("E", bound=StrEnum)
D = TypeVar("D", str, None)
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a rules file, with where it stands, and the keys it may have."""

    where: str
    values: Mapping[str, object]

    def only(self, *known: str) -> "Part":
        """Check that no key is unknown here; give the part back.

        Raises:
            DefinitionError: a key is unknown; the message names the nearest known one.
        """
        for key in self.values:
            if key not in known:
                what = f"{self.where}: “{key}” is not known here."
                raise DefinitionError(what, nearest(key, known))
        return self

    def refuse(self, key: str, should: str) -> NoReturn:
        """Stop because of a wrong value.

        Raises:
            DefinitionError: always.
        """
        what = f"{self.where}: “{key}” {should}."
        raise DefinitionError(what, "Correct the counting rules.")

    def text(self, key: str) -> str:
        """Read words that must be there."""
        if key not in self.values:
            self.refuse(key, "is missing")
        words = self.text_or(key, "")
        if not words:
            self.refuse(key, "is empty")
        return words

    def text_or(self, key: str, default: D) -> str | D:
        """Read words, or give the default when there are none."""
        if key not in self.values:
            return default
        value = self.values[key]
        if not isinstance(value, str) or len(value) > _LONGEST:
            self.refuse(key, "must be words in quotation marks")
        return value.strip()

    def number(self, key: str, default: int | None, least: int, most: int) -> int | None:
        """Read a whole number between two others."""
        value = self.values.get(key, default)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(key, f"must be a whole number from {least} to {most}")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.refuse(key, "must be true or false")
        return value

    def choice(self, key: str, kind: type[E], default: E) -> E:
        """Read one of a few words."""
        value = self.values.get(key, default.value)
        words = [one.value for one in kind]
        if not isinstance(value, str) or value not in words:
            what = f"{self.where}: “{key}” cannot be “{value}”."
            raise DefinitionError(what, nearest(str(value), words))
        return kind(value)

    def words(self, key: str) -> tuple[str, ...] | None:
        """Read a list of words, each once, or None when absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.refuse(key, "must be a list of words in quotation marks")
        self._each_once(key, value)
        return tuple(value)

    def part(self, key: str, where: str) -> "Part | None":
        """Read a part of this part, or None when absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(key, "must be a table of its own")
        return Part(where, value)

    def parts(self, key: str) -> list[Mapping[str, object]]:
        """Read a list of parts; empty when absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.refuse(key, "must be a list of tables")
        return value

    def one_of(self, key: str, word: str, known: Iterable[str]) -> str:
        """Check that a word is among the known ones.

        Raises:
            DefinitionError: it is not; the message names the nearest.
        """
        choices = tuple(known)
        if word not in choices:
            what = f"{self.where}: “{key}” names “{word}”, which does not exist."
            raise DefinitionError(what, nearest(word, choices))
        return word

    def _each_once(self, key: str, words: list[str]) -> None:
        seen: set[str] = set()
        for word in words:
            if word in seen:
                self.refuse(key, f"names “{word}” twice")
            seen.add(word)

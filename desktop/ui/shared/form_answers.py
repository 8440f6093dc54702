"""What a form was answered, as dates, codes and numbers; text again only when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from desktop.domain.dates import PartialDate, partial_date_in_words, short_date

T = TypeVar("T")
YES, NO, UNKNOWN = "yes", "no", "unknown"
PREFERS_NOT = "prefers-not"


class Declined(Enum):
    """The answer of somebody who prefers not to say."""

    PREFERS_NOT_TO_SAY = PREFERS_NOT


Value = str | int | bool | date | PartialDate | time | tuple[str, ...] | Declined | None
Typed = str | list[str]  # what stands in a field: this is what a draft keeps


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """The answers by key; each is taken as what it is. A field that was not shown has no answer."""

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    another: bool = False
    """Whether the person wants to begin the next one once this is saved."""

    def text(self, key: str) -> str:
        """Give words, without space around them; empty if there are none."""
        return self._of(key, str) or ""

    def day(self, key: str) -> date | None:
        """Give a day, or None."""
        return self._of(key, date)

    def needed_day(self, key: str) -> date:
        """Give the day of a field that has to be answered.

        Raises:
            ValueError: the field needs no answer, so it may have none.
        """
        return _needed(self.day(key), key)

    def needed_code(self, key: str) -> str:
        """Give the chosen answer of a field that has to be answered.

        Raises:
            ValueError: the field needs no answer, so it may have none.
        """
        return _needed(self.code(key), key)

    def partial(self, key: str) -> PartialDate | None:
        """Give a date with how much of it is known, or None."""
        return self._of(key, PartialDate)

    def time(self, key: str) -> time | None:
        """Give a time of day, or None."""
        return self._of(key, time)

    def code(self, key: str) -> str | None:
        """Give the code of a chosen answer, or None; of yes and no: yes, no, unknown."""
        return self._of(key, str)

    def codes(self, key: str) -> tuple[str, ...]:
        """Give the codes of every chosen answer."""
        return self._of(key, tuple) or ()

    def number(self, key: str) -> int | None:
        """Give a number or a score; None if not asked, or if the person prefers not to say."""
        value = self.values[key]
        return None if value is Declined.PREFERS_NOT_TO_SAY else self._of(key, int)

    def prefers_not_to_say(self, key: str) -> bool:
        """Say whether that was the answer to a score."""
        return self.values[key] is Declined.PREFERS_NOT_TO_SAY

    def yes_no(self, key: str) -> bool | None:
        """Give yes or no; None if not known or not asked (``code`` tells which)."""
        return {YES: True, NO: False}.get(self._of(key, str) or "")

    def ticked(self, key: str) -> bool:
        """Say whether a box is ticked."""
        return bool(self._of(key, bool))

    def _of(self, key: str, kind: type[T]) -> T | None:
        value = self.values[key]
        if value is None or isinstance(value, kind):
            return value
        message = f"the field {key} holds a {type(value).__name__}, not a {kind.__name__}"
        raise TypeError(message)


def _needed(value: T | None, key: str) -> T:
    if value is None:
        message = f"the field {key} does not have to be answered"
        raise ValueError(message)
    return value


def typed_of(value: object) -> Typed:
    """Write a value as it would be typed, to fill a field from a record."""
    if isinstance(value, tuple | list | frozenset | set):
        return [str(one) for one in value]
    match value:
        case None | False:
            said = ""
        case True:
            said = YES
        case Declined():
            said = PREFERS_NOT
        case PartialDate():
            said = partial_date_in_words(value)
        case date():
            said = short_date(value)
        case time():
            said = f"{value:%H:%M}"
        case _:
            said = str(value)
    return said

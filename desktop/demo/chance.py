"""Chance that falls the same for the same seed, and hands out identities that do too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import accumulate
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")
_FREE_BITS = 74
_VERSION, _VARIANT = 7 << 76, 2 << 62
_LOW_BITS = 62


@dataclass(frozen=True, slots=True)
class Spread:
    """Words, and how often each turns up."""

    words: tuple[str, ...]
    upto: tuple[float, ...]


def spread(**weights: float) -> Spread:
    """Spread words by weight; an underscore in a name stands for a hyphen."""
    names = tuple(name.replace("_", "-") for name in weights)
    return Spread(names, tuple(accumulate(weights.values())))


class Chance:
    """Everything that happens by chance to the made-up people."""

    def __init__(self, seed: int, first_day: date) -> None:
        self._random = Random(seed)  # noqa: S311  made-up people need no secret chance
        began = datetime.combine(first_day, time(), UTC)
        self._milliseconds = int(began.timestamp() * 1000)
        self.random = self._random.random

    def new_id(self) -> UUID:
        """Give the next identity: a UUID of version 7 in the order of giving, from the seed alone."""
        self._milliseconds += 1
        bits = self._random.getrandbits(_FREE_BITS)
        high = bits >> _LOW_BITS
        low = bits & ((1 << _LOW_BITS) - 1)
        return UUID(int=self._milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low)

    def maybe(self, share: float) -> bool:
        """Say yes in this share of all times."""
        return self.random() < share

    def one(self, of: Sequence[T]) -> T:
        """Choose one of several."""
        return of[int(self.random() * len(of))]

    def some(self, of: Sequence[T], number: int) -> list[T]:
        """Choose several different ones, as there are at most."""
        return self._random.sample(of, min(number, len(of)))

    def weighted(self, words: Spread) -> str:
        """Choose one word by its weight."""
        return self._random.choices(words.words, cum_weights=words.upto)[0]

    def number(self, least: int, most: int) -> int:
        """Choose a whole number, both ends included."""
        return least + int(self.random() * (most - least + 1))

    def about(self, median: float, *, least: int, most: int, wide: float = 0.6) -> int:
        """Choose a whole number about a median, seldom much larger (log-normal, cut at both ends)."""
        return int(min(max(median * self._random.lognormvariate(0, wide), least), most))

    def shuffle(self, cards: bytearray) -> None:
        """Put cards into another order."""
        self._random.shuffle(cards)

    def clock(self) -> str:
        """Choose a time of the working day, "14:05"."""
        return f"{self.number(9, 16):02}:{self.number(0, 11) * 5:02}"


class Deck:
    """Cards in exact shares: once ``size`` are dealt, each share came out to within one card."""

    def __init__(self, chance: Chance, shares: Mapping[str, int], *, size: int) -> None:
        self._chance = chance
        self._words = tuple(shares)
        self._numbers = largest_remainder(tuple(shares.values()), size)
        self._cards = bytearray()

    def deal(self) -> str:
        """Give the next card; an empty deck is shuffled anew."""
        if not self._cards:
            for index, number in enumerate(self._numbers):
                self._cards.extend(bytes([index]) * number)
            self._chance.shuffle(self._cards)
        return self._words[self._cards.pop()]


def largest_remainder(counts: Sequence[int], size: int) -> tuple[int, ...]:
    """Share ``size`` out in proportion, each to within one, the sum exact (Hare's largest remainders)."""
    total = sum(counts)
    whole = [size * count // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda index: -(size * counts[index] % total))
    for index in by_rest[: size - sum(whole)]:
        whole[index] += 1
    return tuple(whole)

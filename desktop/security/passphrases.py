"""Whether a passphrase is good enough, in words for the person who chooses it."""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.platform.resources import resource_text

LEAST_CHARACTERS = 12
LEAST_WORDS = 4
_LEAST_SCORE = 3
_LEAST_OWN_CHARACTERS = 8
_SHORTEST_TELLING_WORD = 3
_MOST_JUDGED = 72  # zxcvbn's time grows steeply with length, and it refuses more
_SUGGESTED_WORDS = 6
_ONE_TIME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Strength:
    """A judgement: whether the passphrase may be used, 0 (guessed at once) to 4 (strong), and a sentence."""

    ok: bool
    score: int
    sentence: str


def judge(passphrase: str, *, about: Sequence[str] = ()) -> Strength:
    """Judge a passphrase: 12 characters or four words, on no list of known ones, hard to guess.

    ``about`` are words that anybody would try first: the names of the user and of the service.
    """
    if not _is_long_enough(passphrase):
        return Strength(
            ok=False, score=0, sentence=f"Use at least {LEAST_CHARACTERS} characters, or four words."
        )
    denied = denied_phrases()
    if _bare(passphrase) in {_bare(phrase) for phrase in denied}:
        return Strength(
            ok=False, score=0, sentence="This one is on lists that are tried first. Choose your own."
        )
    telling = _telling_words(about, denied)
    if _own_characters(passphrase, telling) < _LEAST_OWN_CHARACTERS:
        sentence = "This is mostly names or words that would be tried first. Add words nobody would expect."
        return Strength(ok=False, score=1, sentence=sentence)
    score = _score(passphrase, telling)
    if score < _LEAST_SCORE:
        sentence = "This is easy to guess. Add a word or two that do not belong together."
        return Strength(ok=False, score=score, sentence=sentence)
    strong = score > _LEAST_SCORE
    return Strength(
        ok=True, score=score, sentence="Strong." if strong else "Good enough; one more word is better."
    )


def suggest() -> str:
    """Draw six words at random from the bundled list: 48 bits, behind a slow derivation."""
    return " ".join(secrets.choice(suggested_words()) for _ in range(_SUGGESTED_WORDS))


def one_time_passphrase() -> str:
    """Draw five words at random: 40 bits behind a slow derivation, easy to read out, soon replaced."""
    return " ".join(secrets.choice(suggested_words()) for _ in range(_ONE_TIME_WORDS))


@cache
def suggested_words() -> tuple[str, ...]:
    """Read the list from which passphrases are suggested."""
    return tuple(_lines("passphrases/words.txt"))


@cache
def denied_phrases() -> tuple[str, ...]:
    """Read the phrases that are refused however long they are."""
    return tuple(_lines("passphrases/denied.txt"))


def _lines(name: str) -> Iterable[str]:
    lines = (line.strip() for line in resource_text(name).splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def _is_long_enough(passphrase: str) -> bool:
    text = unicodedata.normalize("NFKC", passphrase)
    words = {word.casefold() for word in text.split() if len(word) >= _SHORTEST_TELLING_WORD}
    return len(text.strip()) >= LEAST_CHARACTERS or len(words) >= LEAST_WORDS


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _telling_words(about: Iterable[str], denied: Iterable[str]) -> list[str]:
    """Name the names, each word of them, and the denied phrases whole: their single words tell nothing."""
    words = {_bare(word) for name in about for word in (name, *re.split(r"\W+", name))}
    words.update(_bare(phrase) for phrase in denied)
    return sorted((word for word in words if len(word) >= _SHORTEST_TELLING_WORD), key=len, reverse=True)


def _own_characters(passphrase: str, telling: Iterable[str]) -> int:
    rest = _bare(passphrase)
    for word in telling:
        rest = rest.replace(word, " ")
    return len(rest.replace(" ", ""))


def _score(passphrase: str, telling: list[str]) -> int:
    from zxcvbn import zxcvbn  # noqa: PLC0415  - 0.2 s, and only set-up needs it

    judged = zxcvbn(passphrase[:_MOST_JUDGED], user_inputs=telling)
    return int(judged["score"])

"""How good a new passphrase is, as the set-up screen shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.security.passphrases import judge


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a passphrase: 0 (guessed at once) to 4 (strong), and what to say."""

    score: int
    good_enough: bool
    sentence: str


def judge_passphrase(typed: str, about: Sequence[str] = ()) -> Judgement:
    """Judge a new passphrase while it is typed; it is kept nowhere and sent nowhere.

    ``about`` are the names of the user and of the service: they would be tried first.
    """
    strength = judge(typed, about=about)
    return Judgement(strength.score, strength.ok, strength.sentence)

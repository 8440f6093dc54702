"""How good a new passphrase is, as the set-up screen shows it."""

from dataclasses import dataclass

from desktop.security.passphrases import judge


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a passphrase: 0 (guessed at once) to 4 (strong), and what to say."""

    score: int
    good_enough: bool
    sentence: str


def judge_passphrase(typed: str) -> Judgement:
    """Judge a new passphrase while it is typed; it is kept nowhere and sent nowhere."""
    strength = judge(typed)
    return Judgement(strength.score, strength.ok, strength.sentence)

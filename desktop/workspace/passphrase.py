"""How good a new passphrase is: twelve characters or four words, and nothing that is guessed first."""

from dataclasses import dataclass

from zxcvbn import zxcvbn

_FEWEST_CHARACTERS = 12
_FEWEST_WORDS = 4
_LONGEST_JUDGED = 72  # zxcvbn takes no more, and by then it is strong
_GOOD = 3
_SENTENCES = (
    "This would be guessed at once. Add words that have nothing to do with each other.",
    "This would soon be guessed. Add another word or two.",
    "This could be guessed with some effort. Add another word.",
    "Good: this would take very long to guess.",
    "Strong: nobody will guess this.",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a passphrase: 0 (guessed at once) to 4 (strong), and what to say."""

    score: int
    good_enough: bool
    sentence: str


def judge_passphrase(typed: str) -> Judgement:
    """Judge a new passphrase; it is kept nowhere and sent nowhere."""
    words = typed.split()
    long_enough = len(typed) >= _FEWEST_CHARACTERS or len(words) >= _FEWEST_WORDS
    score = int(zxcvbn(typed[:_LONGEST_JUDGED], user_inputs=["alongside"])["score"]) if typed else 0
    if not long_enough:
        return Judgement(
            min(score, 1), good_enough=False, sentence="Use at least 12 characters, or four words."
        )
    return Judgement(score, good_enough=score >= _GOOD, sentence=_SENTENCES[score])

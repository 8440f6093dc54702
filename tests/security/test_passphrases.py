"""A passphrase that would be tried first is refused, with a sentence that helps."""

import subprocess
import sys

import pytest

from desktop.security.passphrases import denied_phrases, judge, suggest, suggested_words

ABOUT = ("Sam Okoro", "Teesbank Victim Care")


@pytest.mark.parametrize(
    "passphrase",
    [
        "seven green kettles sang",
        "Grünkohl mit Pinkel, 4 Teller",
        "t4%Kq9!vZ2#mLw",
        "x9 " * 8 + "harbour velvet",
    ],
)
def test_a_good_passphrase_is_accepted(passphrase: str) -> None:
    strength = judge(passphrase, about=ABOUT)
    assert strength.ok
    assert strength.score >= 3


@pytest.mark.parametrize(
    ("passphrase", "says"),
    [
        ("", "12 characters"),
        ("short", "12 characters"),
        ("           a", "12 characters"),
        ("Correct-Horse-Battery-Staple", "lists"),
        ("PASSWORD", "12 characters"),
        ("password password password password", "tried first"),
        ("Sam Okoro Sam Okoro 2026", "tried first"),
        ("TeesbankVictimCare1", "tried first"),
        ("alongside alongside 12", "tried first"),
        ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ("qwerty qwerty 1", "easy to guess"),
    ],
)
def test_a_bad_passphrase_is_refused_with_a_reason(passphrase: str, says: str) -> None:
    strength = judge(passphrase, about=ABOUT)
    assert not strength.ok
    assert says in strength.sentence


def test_every_denied_phrase_is_refused_in_any_case_and_spacing() -> None:
    for phrase in denied_phrases():
        for spelling in (phrase, phrase.upper(), phrase.replace(" ", "-"), phrase.replace(" ", "")):
            assert not judge(spelling).ok


def test_four_short_words_are_long_enough() -> None:
    assert "12 characters" not in judge("owl jig fen").sentence or len("owl jig fen") < 12
    assert "12 characters" not in judge("owl jig fen ark").sentence


def test_a_very_long_passphrase_is_judged_soon() -> None:
    assert judge("seven green kettles sang " * 400).ok


def test_suggestions_pass_our_own_judgement_and_differ() -> None:
    suggested = [suggest() for _ in range(20)]
    assert all(judge(each, about=ABOUT).ok for each in suggested)
    assert len(set(suggested)) == 20


def test_the_word_list_has_256_different_plain_words() -> None:
    words = suggested_words()
    assert len(words) == len(set(words)) == 256
    assert all(word.isascii() and word.isalpha() and word.islower() and len(word) > 2 for word in words)


def test_the_strength_library_is_loaded_only_when_somebody_chooses_a_passphrase() -> None:
    code = "import sys, desktop.security.passphrases; print('zxcvbn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"

"""Which passphrases are good enough for records."""

import pytest

from desktop.workspace.passphrase import judge_passphrase


@pytest.mark.parametrize("typed", ["", "short", "password1234", "aaaaaaaaaaaaaaaa", "alongside123"])
def test_what_is_guessed_first_is_not_good_enough(typed: str) -> None:
    assert not judge_passphrase(typed).good_enough


@pytest.mark.parametrize(
    "typed", ["kettle lantern orchard twine", "wG7!vq2#Lr9z", "x" + "lantern orchard " * 20]
)
def test_four_words_or_twelve_unlikely_characters_are(typed: str) -> None:
    judgement = judge_passphrase(typed)
    assert judgement.good_enough
    assert judgement.score >= 3


def test_every_judgement_says_something() -> None:
    assert "12 characters" in judge_passphrase("kettle").sentence

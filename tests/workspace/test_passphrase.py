"""Which passphrases are good enough for records, as the screen is told."""

import pytest

from desktop.workspace.passphrase import judge_passphrase


@pytest.mark.parametrize("typed", ["", "short", "password1234", "aaaaaaaaaaaaaaaa"])
def test_what_is_guessed_first_is_not_good_enough_and_the_sentence_says_why(typed: str) -> None:
    judgement = judge_passphrase(typed)
    assert not judgement.good_enough
    assert judgement.sentence


def test_four_unlikely_words_are_good_enough() -> None:
    judgement = judge_passphrase("kettle lantern orchard twine")
    assert judgement.good_enough
    assert judgement.score >= 3

"""Chance falls the same for the same seed, and cards come out in their shares."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.demo.chance import Chance, Deck, largest_remainder

DAY = date(2020, 1, 1)


def test_identities_of_one_seed_are_the_same_and_sort_in_the_order_of_giving() -> None:
    one, other = Chance(5, DAY), Chance(5, DAY)
    given_out = [one.new_id() for _ in range(500)]
    assert given_out == [other.new_id() for _ in range(500)]
    assert given_out == sorted(given_out)
    assert {identity.version for identity in given_out} == {7}
    assert Chance(6, DAY).new_id() != given_out[0]


@given(
    counts=st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(any), size=st.integers(1, 5000)
)
def test_shares_are_kept_to_within_one_and_add_up(counts: list[int], size: int) -> None:
    shared = largest_remainder(counts, size)
    assert sum(shared) == size
    assert all(abs(part - size * count / sum(counts)) < 1 for part, count in zip(shared, counts, strict=True))


def test_a_deck_deals_each_of_its_cards_before_it_is_shuffled_anew() -> None:
    deck = Deck(Chance(1, DAY), {"a": 30, "b": 10}, size=8)
    for _ in range(3):
        assert Counter(deck.deal() for _ in range(8)) == {"a": 6, "b": 2}

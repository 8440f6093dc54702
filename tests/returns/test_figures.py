"""What is said of those behind a cell, beside the same sum worked out by hand."""

import pytest

from desktop.returns.counting_rules import became, is_support, nearest_rank
from desktop.returns.rules.definitions import Figure
from desktop.returns.tables.figures import measured_cell, number_cell, percent_cell


def test_a_nought_is_shown() -> None:
    assert number_cell(0).shown == "0"


@pytest.mark.parametrize(
    ("part", "base", "shown"), [(1, 3, "33.3%"), (2, 3, "66.7%"), (0, 7, "0.0%"), (7, 7, "100.0%")]
)
def test_a_share_is_shown_in_per_cent_with_one_decimal(part: int, base: int, shown: str) -> None:
    assert percent_cell(part, base).shown == shown


def test_of_nobody_there_is_no_share_and_no_median() -> None:
    cells = [
        percent_cell(0, 0),
        *(
            measured_cell(figure, [], unit="days", target=2)
            for figure in (Figure.MEDIAN, Figure.MEAN, Figure.NINE_IN_TEN, Figure.LONGEST, Figure.WITHIN)
        ),
    ]
    assert [(cell.value, cell.shown) for cell in cells] == [(None, "–")] * 6


@pytest.mark.parametrize(
    ("values", "shown"), [([3], "3"), ([1, 2], "1.5"), ([9, 1, 5], "5"), ([4, 4, 1, 9], "4")]
)
def test_a_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(values: list[int], shown: str) -> None:
    assert measured_cell(Figure.MEDIAN, values, unit="days", target=None).shown == shown


@pytest.mark.parametrize("size", range(1, 41))
def test_nine_in_ten_have_at_most_the_90th_percentile_and_no_smaller_value_does(size: int) -> None:
    values = [(7 * place) % 41 for place in range(size)]
    found = nearest_rank(sorted(values), 0.9)
    assert sum(value <= found for value in values) * 10 >= 9 * size
    assert all(sum(value <= other for value in values) * 10 < 9 * size for other in values if other < found)


def test_within_the_target_means_no_longer_than_it() -> None:
    cell = measured_cell(Figure.WITHIN, [0, 2, 3, 9], unit="working days", target=2)
    assert (cell.shown, cell.unit) == ("50.0%", "%")


def test_minutes_are_added_up_to_hours() -> None:
    cell = measured_cell(Figure.SUM, [30, 45, 20], unit="minutes", target=None)
    assert (cell.value, cell.shown, cell.unit) == (1.6, "1.6", "hours")


@pytest.mark.parametrize(
    ("start", "end", "more_is_better", "change"),
    [
        (8, 7, False, "improved"),
        (8, 8, False, "same"),
        (7, 8, False, "worse"),
        (7, 8, True, "improved"),
        (8, 7, True, "worse"),
        (8, None, True, None),
        (None, 8, False, None),
    ],
)
def test_one_point_better_is_improved_whichever_way_the_scale_runs(
    start: int | None, end: int | None, *, more_is_better: bool, change: str | None
) -> None:
    assert became(start, end, more_is_better=more_is_better) == change


@pytest.mark.parametrize(
    ("result", "support", "counts"),
    [
        ("spoke-with-person", frozenset({"emotional"}), True),
        ("spoke-with-person", frozenset({"none"}), False),
        ("spoke-with-person", frozenset({"none", "emotional"}), True),
        ("spoke-with-person", frozenset(), False),
        ("spoke-with-person", None, False),
        ("spoke-with-other", frozenset({"emotional"}), False),
    ],
)
def test_support_is_a_conversation_with_the_person_in_which_some_was_given(
    result: str, support: frozenset[str] | None, *, counts: bool
) -> None:
    assert is_support(result, support) is counts

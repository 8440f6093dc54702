"""A part that was measured by itself takes the place of its old figure, and of no other."""

from typing import Any

import pytest

from benchmarks.run import put_among


def results(*measures: tuple[str, int, float], cores: int = 2) -> dict[str, Any]:
    return {
        "date": "2026-11-22",
        "machine": {"cores": cores},
        "versions": {"sqlite": "3.53"},
        "measures": [{"id": name, "people": people, "ours": took} for name, people, took in measures],
    }


def test_a_part_measured_again_takes_the_place_of_its_figure_and_is_named() -> None:
    kept = results(("find", 10, 72.0), ("find", 100, 80.0), ("return", 10, 9.0))
    new = put_among(kept, results(("find", 100, 12.0)), "find, 100")
    assert [one["ours"] for one in new["measures"]] == [72.0, 12.0, 9.0]
    assert new["again"] == [{"only": "find, 100", "date": "2026-11-22"}]


def test_figures_of_another_computer_are_not_put_among_them() -> None:
    with pytest.raises(ValueError, match="measure everything"):
        put_among(results(("find", 10, 72.0)), results(("find", 10, 12.0), cores=8), "find")

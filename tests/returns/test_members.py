"""Places and identities lead to each other, whatever bytes the identities are made of."""

from array import array
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.returns.keys import Keys
from desktop.returns.members import Members
from desktop.returns.rules.layouts import ELSEWHERE, MISSING, Label, Layout, bare_count, lay_out

ROWS = lay_out("sex", [Label("F", "Female"), Label("M", "Male")], Layout.VALID_MISSING_TOTAL)
COLUMNS = bare_count()


@given(st.lists(st.uuids(), unique=True, max_size=30))
def test_every_identity_is_found_at_its_place(ids: list[UUID]) -> None:
    for keys in (Keys.of(ids), Keys.of([one.hex for one in ids])):
        assert [keys[place] for place in range(len(keys))] == ids
        assert [keys.place(one) for one in ids] == list(range(len(ids)))


def test_an_identity_that_only_straddles_two_others_is_not_found() -> None:
    one, other = UUID(int=1), UUID(int=1 << 8)
    straddling = UUID(bytes=(one.bytes + other.bytes)[8:24])
    assert Keys.of([one, other]).place(straddling) is None


def test_totals_join_the_rows_they_sum_each_person_once() -> None:
    leaves = {
        ("F", "count"): array("I", [0, 2]),
        ("M", "count"): array("I", [2, 3]),
        (MISSING, "count"): array("I", [4]),
        (ELSEWHERE, "count"): array("I", [1]),
    }
    members = Members(Keys(b""), leaves, overlapping=True)
    joined = {code: list(members.places(ROWS, COLUMNS, place, 0)) for place, code in enumerate(ROWS.codes)}
    assert joined == {
        "F": [0, 2],
        "M": [2, 3],
        "_valid": [0, 1, 2, 3],
        "_missing": [4],
        "_total": [0, 1, 2, 3, 4],
    }
    for place, code in enumerate(ROWS.codes):
        assert members.count(ROWS, COLUMNS, place, 0) == len(joined[code])

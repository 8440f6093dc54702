"""What the "safe to call" cells of old lists are taken for."""

import pytest

from desktop.domain.safe_cells import state_from_list
from desktop.domain.safe_contact import SafeState


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Yes", SafeState.GIVEN_BY_REFERRER),
        (" y ", SafeState.GIVEN_BY_REFERRER),
        ("SAFE", SafeState.GIVEN_BY_REFERRER),
        ("TRUE", SafeState.GIVEN_BY_REFERRER),
        ("1", SafeState.GIVEN_BY_REFERRER),
        ("No", SafeState.UNSAFE),
        ("n", SafeState.UNSAFE),
        ("0", SafeState.UNSAFE),
        ("Not safe", SafeState.UNSAFE),
        ("DON'T ring, he answers", SafeState.UNSAFE),
        ("Don\u2019t call", SafeState.UNSAFE),
        ("yes but not after six", SafeState.UNSAFE),
        ("", SafeState.UNKNOWN),
        ("  ", SafeState.UNKNOWN),
        ("?", SafeState.UNKNOWN),
        ("-", SafeState.UNKNOWN),
        ("Not known", SafeState.UNKNOWN),
        ("N/K", SafeState.UNKNOWN),
        ("Yes before six only", SafeState.UNKNOWN),
        ("ask sister", SafeState.UNKNOWN),
    ],
)
def test_an_undated_cell_of_an_old_list_never_becomes_safe(cell: str, state: SafeState) -> None:
    assert state_from_list(cell) is state

"""Wrong passphrases are counted, also over a new start."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import RefusedError, WrongPassphraseError
from desktop.workspace.sign_in import sign_in
from desktop.workspace.wrong_passphrases import counted
from tests.workspace.conftest import NAME, PASSPHRASE

NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def _wrong() -> None:
    what = "Wrong."
    raise WrongPassphraseError(what)


def test_after_three_wrong_ones_even_the_right_one_has_to_wait(folder: Path) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            sign_in(folder, name=NAME, passphrase="not the one at all")
    with pytest.raises(RefusedError, match=r"Wait [34] seconds"):
        sign_in(folder, name=NAME, passphrase=PASSPHRASE)


def test_the_right_one_begins_the_count_anew(tmp_path: Path) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            counted(tmp_path, _wrong, now=lambda: NOON)
    assert counted(tmp_path, lambda: "open", now=lambda: NOON + timedelta(minutes=1)) == "open"
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            counted(tmp_path, _wrong, now=lambda: NOON)
    assert counted(tmp_path, lambda: "open", now=lambda: NOON) == "open"


def test_a_clock_that_was_years_ahead_locks_nobody_out(tmp_path: Path) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            counted(tmp_path, _wrong, now=lambda: NOON + timedelta(days=2000))
    with pytest.raises(RefusedError, match="Wait 4 seconds"):
        counted(tmp_path, lambda: "open", now=lambda: NOON)
    assert counted(tmp_path, lambda: "open", now=lambda: NOON + timedelta(seconds=5)) == "open"


@pytest.mark.parametrize("spoilt", ["[]", '{"wrong": 9, "last": Infinity}', '{"wrong": 9, "last": NaN}'])
def test_a_spoilt_count_counts_as_none(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "attempts.json").write_text(spoilt, encoding="utf-8")
    assert counted(tmp_path, lambda: "open") == "open"

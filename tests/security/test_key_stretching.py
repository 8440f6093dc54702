"""Deriving a key is slow enough, never less than the standard, and refused out of bounds."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.security.key_stretching import LOWEST_ACCEPTED, STANDARD, Stretching, calibrate, stretch

SALT = b"s" * 16


def test_calibration_never_goes_below_the_standard() -> None:
    assert calibrate(0) == STANDARD


def test_calibration_adds_passes_and_no_memory_and_stays_acceptable() -> None:
    chosen = calibrate(1000)
    assert chosen.is_acceptable
    assert chosen.memory_kib == STANDARD.memory_kib
    assert chosen.iterations > STANDARD.iterations


@pytest.mark.parametrize(
    "settings",
    [
        Stretching(19 * 1024 - 1, 3, 4),
        Stretching(1024 * 1024 + 1, 3, 4),
        Stretching(2**40, 3, 4),
        Stretching(64 * 1024, 0, 4),
        Stretching(64 * 1024, 11, 4),
        Stretching(64 * 1024, 2**40, 4),
        Stretching(64 * 1024, 3, 0),
        Stretching(64 * 1024, 3, 9),
    ],
)
def test_settings_out_of_bounds_are_refused_before_anything_is_derived(settings: Stretching) -> None:
    started = time.perf_counter()
    with pytest.raises(ValueError, match="out of bounds"):
        stretch("passphrase", salt=SALT, stretching=settings)
    assert time.perf_counter() - started < 0.005


def test_every_part_of_what_is_known_changes_the_key() -> None:
    keys = {
        stretch("passphrase", salt=SALT, stretching=LOWEST_ACCEPTED),
        stretch("Passphrase", salt=SALT, stretching=LOWEST_ACCEPTED),
        stretch("passphrase", salt=b"t" * 16, stretching=LOWEST_ACCEPTED),
        stretch("passphrase", salt=SALT, stretching=LOWEST_ACCEPTED, device_secret=b"d" * 32),
        stretch("passphrase", salt=SALT, stretching=Stretching(19 * 1024, 2, 1)),
    }
    assert len(keys) == 5


def test_several_at_once_come_to_an_end_with_the_same_key() -> None:
    settings = Stretching(19 * 1024, 1, 4)
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: stretch("one", salt=SALT, stretching=settings), range(24)))
    assert len(keys) == 1

"""A key file may come from anybody: whatever it holds, it is refused in words and after as long."""

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.errors import KeyFileError, WrongPassphraseError
from desktop.security.key_document import canonical, parse, serialise, stretching_seen, user_names
from desktop.security.key_file import NewKeys, create_key_file, unlock
from desktop.security.key_stretching import Stretching

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
PASSPHRASE = "seven green kettles sang"


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in the file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in paths(each, (*path, key)))]


@given(st.data(), JSON)
def test_anything_anywhere_in_the_file_is_read_without_a_fault(
    keys: NewKeys, data: st.DataObject, strange: object
) -> None:
    raw = json.loads(keys.data)
    *way, last = data.draw(st.sampled_from(paths(raw)[1:]))
    place = raw
    for step in way:
        place = place[step]
    place[last] = strange
    changed = canonical(raw)
    document = parse(changed)
    assert document is None or serialise(document) == changed
    user_names(changed)
    with pytest.raises(WrongPassphraseError):
        unlock(changed if changed != keys.data else changed + b" ", user_name="Sam Okoro", passphrase="")


@given(st.binary(max_size=300).filter(lambda data: b'"' not in data))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(KeyFileError):
        user_names(data)
    assert user_names(b'"slots":[' + data) == []


def test_deeply_nested_brackets_are_refused_in_words() -> None:
    assert user_names(b'{"authority":[' + b"[" * 200_000) == []


def test_a_file_of_many_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(KeyFileError):
        user_names(b'{"slots":[' + b" " * 5_000_000)


def test_a_name_with_signs_nobody_can_see_is_not_shown(keys: NewKeys) -> None:
    for name in ("Sam\u202eorokO", "Sam\n", "\ud800", "", "S" * 101):
        raw = json.loads(keys.data)
        raw["slots"][0]["name"] = name
        assert user_names(canonical(raw)) == []


def _work(deed: Callable[[], object]) -> float:
    """Measure the processor time of a refusal; what else the computer does is not in it."""
    started = time.process_time()
    with pytest.raises(WrongPassphraseError):
        deed()
    return time.process_time() - started


def test_every_refusal_takes_about_as_long() -> None:
    settings = Stretching(memory_kib=32 * 1024, iterations=4, lanes=1)
    data = create_key_file(
        store_id=StoreId(uuid4()),
        user_id=UserId(uuid4()),
        user_name="Sam Okoro",
        passphrase=PASSPHRASE,
        device_id=DeviceId(UUID(int=7)),
        stretching=settings,
    ).data
    assert stretching_seen(data[1:]) == settings
    promoted = data.replace(b'["manager"]', b'["trustee"]')
    lowered = data.replace(b'"lanes":1', b'"lanes":0', 1)
    deeds: list[Callable[[], object]] = [
        partial(unlock, data, user_name="Sam Okoro", passphrase="wrong"),
        partial(unlock, data, user_name="Nobody", passphrase=PASSPHRASE),
        *(
            partial(unlock, changed, user_name="Sam Okoro", passphrase=PASSPHRASE)
            for changed in (data[1:], promoted, lowered)
        ),
    ]
    rounds = [[_work(deed) for deed in deeds] for _ in range(7)]
    least = [min(times) for times in zip(*rounds, strict=True)]
    assert max(least) < 1.6 * min(least)

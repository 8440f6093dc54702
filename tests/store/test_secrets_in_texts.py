"""Nothing that holds a key says it when it is printed."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.actor import Actor
from desktop.store.copying import FileKey
from desktop.store.keys import StoreKeys
from desktop.store.unit import Setting

KEY = bytes(range(32))


def test_no_key_stands_in_the_text_of_what_holds_it(keys: StoreKeys, actor: Actor) -> None:
    setting = Setting(
        actor, keys.sealer, "A", history_key=KEY, schema="0001", now=datetime(2026, 4, 1, tzinfo=UTC)
    )
    for holder in (FileKey(Path("records.db"), KEY, bytes(16)), setting):
        assert repr(KEY)[2:-1] not in repr(holder)
    held = (keys.file_key, keys.drafts_key, *keys.history_keys.values())
    assert not any(repr(key)[2:-1] in repr(keys) for key in held)

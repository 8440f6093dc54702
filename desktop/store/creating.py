"""A new, empty store: the encrypted file with its schema, the drafts file, nothing in them yet."""

from pathlib import Path

from desktop.platform.files import private_folder
from desktop.store.anchor import End, anchor_of
from desktop.store.drafts import create_drafts
from desktop.store.engines import make_engine
from desktop.store.history import FIRST_MAC
from desktop.store.keys import StoreKeys
from desktop.store.opening import open_keyed, opener
from desktop.store.records import RECORDS_FILE
from desktop.store.schema import migrate


def create_store(folder: Path, keys: StoreKeys) -> None:
    """Make the encrypted files of a new store in a folder that has none.

    Raises:
        FileExistsError: records are there already; they are left alone.
        OSError: the folder cannot be written.
    """
    path = private_folder(folder) / RECORDS_FILE
    if path.exists():
        raise FileExistsError(path.name)
    open_keyed(path, keys.file_key, keys.file_salt, create=True).close()
    engine = make_engine(opener(path, keys.file_key, keys.file_salt), begin="BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection:
            migrate(connection)
    finally:
        engine.dispose()
    create_drafts(folder, keys)
    anchor_of(folder, keys).write(End(0, FIRST_MAC))

"""A process of its own: open the records with their key, read what a return reads into tuples, and end."""

import json
import sys
from pathlib import Path

from desktop.security.key_file import unlock
from desktop.store.opening import open_keyed
from desktop.workspace.places import key_file_of

folder, name, passphrase, cache_kib, statements = json.loads(sys.stdin.read())
keys = unlock(key_file_of(Path(folder)), user_name=name, passphrase=passphrase)
raw = open_keyed(
    Path(folder) / "records.db", keys.file_key, keys.file_salt, read_only=True, cache_kib=cache_kib
)
for statement, parameters in statements:
    raw.execute(statement, parameters).fetchall()
raw.close()

"""A process of its own: sign in, and end as the records are open."""

import json
import sys
from pathlib import Path

from desktop.workspace.sign_in import sign_in

folder, name, passphrase = json.loads(sys.stdin.readline())
sign_in(Path(folder), name=name, passphrase=passphrase).close()

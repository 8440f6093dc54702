"""The bill of materials: every library in the shipped program, its version and its hashes."""

import csv
import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from shipping.contents import SOURCES, normalised

BILL = "bill-of-materials.json"
_PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^]]*])?==(?P<version>[^ ;\\]+)")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


def bill_of_materials(*, lock: str, sources: dict[str, str], home: Path, version: str) -> dict[str, object]:
    """List what is in the program.

    ``lock`` is the text of the lock file; ``sources`` maps each shipped file to the one it was taken from.
    ``packages`` are of the lock file, each with every hash that its file may have there; ``libraries`` are
    those of the computer it was built on, each with its own hash.

    Raises:
        ValueError: something ships that the lock file does not pin.
    """
    owners = _owners()
    packed: set[str] = set()
    foreign: dict[str, Path] = {}
    for place, source in sources.items():
        path = Path(source)
        owner = owners.get(source) or owners.get(str(path.resolve()))
        if owner is not None:
            packed.add(owner)
        elif path.is_file() and home not in path.parents and re.search(r"\.(so|dll|dylib)\b", path.name):
            foreign[place] = path
    pins = dict(_pins(lock))
    if loose := sorted(packed - set(pins)):
        message = f"The program would ship what requirements.lock does not pin: {', '.join(loose)}."
        raise ValueError(message)
    return {
        "name": "alongside",
        "version": version,
        "python": platform.python_version(),
        "system": f"{sys.platform} {platform.machine()}",
        "packages": [pins[name] for name in sorted(packed)],
        "libraries": [
            {"name": place, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for place, path in sorted(foreign.items())
        ],
    }


def write_bill(folder: Path, *, work: Path, home: Path, version: str) -> Path:
    """Write the bill of the program in a folder, from what the build noted, and give its path.

    Raises:
        OSError: the build left no note, or the folder cannot be written.
        ValueError: something ships that the lock file does not pin.
    """
    lock = (home / "requirements.lock").read_text(encoding="utf-8")
    sources: dict[str, str] = json.loads((work / SOURCES).read_text(encoding="utf-8"))
    bill = bill_of_materials(lock=lock, sources=sources, home=home, version=version)
    path = folder / BILL
    path.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def _pins(lock: str) -> Iterator[tuple[str, dict[str, object]]]:
    for entry in re.split(r"\n(?=\w)", lock):
        if found := _PIN.match(entry):
            name = normalised(found["name"])
            yield name, {"name": name, "version": found["version"], "hashes": _HASH.findall(entry)}


def _owners() -> dict[str, str]:
    """Say of each installed file which package brought it."""
    owners: dict[str, str] = {}
    for held in distributions():
        name, home = normalised(held.name), Path(str(held.locate_file("")))
        files = csv.reader((held.read_text("RECORD") or "").splitlines())
        owners |= {f"{home}{os.sep}{row[0].replace('/', os.sep)}": name for row in files}
    return owners

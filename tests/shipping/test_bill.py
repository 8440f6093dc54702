"""The bill of materials is drawn up from the lock file and from what was really packed."""

import hashlib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from shipping.bill import bill_of_materials
from tests.guards.source import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def of(name: str, file: str) -> str:
    return str(distribution(name).locate_file(file))


def test_a_package_stands_with_the_version_and_every_hash_of_the_lock_file() -> None:
    sources = {"a": of("zxcvbn", "zxcvbn/__init__.py"), "b": of("zxcvbn", "zxcvbn/matching.py")}
    bill = bill_of_materials(lock=LOCK, sources=sources, home=ROOT, version="1.2.3")
    (package,) = list(bill["packages"])  # type: ignore[call-overload]
    pinned = LOCK[LOCK.index("\nzxcvbn==") :].split("    # via")[0]
    assert bill["version"] == "1.2.3"
    assert package["name"] == "zxcvbn"
    assert f"zxcvbn=={package['version']} " in pinned
    assert package["hashes"]
    assert all(f"--hash={one}" in pinned for one in package["hashes"])
    assert pinned.count("--hash=") == len(package["hashes"])


def test_a_library_of_the_computer_it_was_built_on_stands_with_its_own_hash(tmp_path: Path) -> None:
    library = tmp_path / "libsomething.so.6"
    library.write_bytes(b"code")
    sources = {"libsomething.so.6": str(library), "read.me": str(tmp_path / "read.me")}
    bill = bill_of_materials(lock=LOCK, sources=sources, home=ROOT, version="1")
    assert bill["packages"] == []
    assert bill["libraries"] == [{"name": "libsomething.so.6", "sha256": hashlib.sha256(b"code").hexdigest()}]


def test_what_the_lock_file_does_not_pin_is_not_shipped() -> None:
    with pytest.raises(ValueError, match="does not pin: zxcvbn"):
        bill_of_materials(lock="", sources={"a": of("zxcvbn", "zxcvbn/__init__.py")}, home=ROOT, version="1")

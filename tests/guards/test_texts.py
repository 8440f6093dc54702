"""The repository speaks of the product alone; each offence that is planted is found."""

import tomllib
from pathlib import Path

import pytest

from tests.guards.source import ROOT
from tests.guards.texts import addresses_and_places, lock_addresses

HASH = "    --hash=sha256:" + "0" * 64


def test_no_text_names_a_registry_or_a_place_on_one_computer() -> None:
    assert [str(fault) for fault in addresses_and_places(ROOT)] == []


@pytest.mark.parametrize(
    "offence",
    [
        "https://py" + "pi.org/project/x",
        "url = https://files.python" + "hosted.org/packages/x.whl",
        "registry.npm" + "js.org",
        "--index" + "-url https://mirror.example",
        "--extra-index" + "-url=file:packages",
        "https://mirror.example/root/sim" + "ple/",
        "deb http://deb.debian" + ".org/debian stable main",
        "path = '/" + "home/somebody/list.csv'",
        "see /" + "work/list.csv",
        "(/" + "Users/somebody)",
        "C:" + "\\Users\\somebody",
        "file:" + "///srv",
    ],
)
def test_an_address_or_place_that_is_planted_is_found(tmp_path: Path, offence: str) -> None:
    (tmp_path / "notes.md").write_text(f"First line.\n{offence}\n", encoding="utf-8")

    assert [(str(fault.path), fault.line) for fault in addresses_and_places(tmp_path)][:1] == [
        ("notes.md", 2)
    ]


@pytest.mark.parametrize(
    "fair",
    [
        "https://docs.python.org/3/library/",
        "queries/home/",
        "a simple word",
        "{folder}/work/list",
        "../tmp/x",
        "pip install",
    ],
)
def test_what_is_no_place_is_left_alone(tmp_path: Path, fair: str) -> None:
    (tmp_path / "notes.md").write_text(fair, encoding="utf-8")

    assert list(addresses_and_places(tmp_path)) == []


def test_the_lock_file_holds_names_versions_and_hashes_alone() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert [str(fault) for fault in lock_addresses(lock)] == []
    assert lock.count("--hash=sha256:") > lock.count("==") > 50


@pytest.mark.parametrize(
    "offence",
    [
        "x @ https://example.org/x.whl",
        "-e .",
        "x==1.0",
        "--index" + "-url https://example.org",
        "# via -r lists/a.in",
    ],
)
def test_a_line_of_another_kind_in_the_lock_file_is_found(offence: str) -> None:
    assert len(list(lock_addresses(f"# a comment\nx==1.0 \\\n{HASH}\n{offence}\n"))) == 1


def test_the_lock_file_pins_every_dependency_that_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {
        line.partition("==")[0]
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    }

    named = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {name.partition("[")[0].partition(">")[0].partition("=")[0].lower() for name in named}

    assert names - pinned == set()


def test_the_version_is_told_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    told = [
        path.name
        for path in sorted((ROOT / "desktop").rglob("*.py"))
        if f'"{version}"' in path.read_text("utf-8")
    ]

    assert told == []

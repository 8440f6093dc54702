"""The rooms' contracts of pyproject.toml hold, and each is proved by an import that is planted."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.guards.source import ROOT

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
]
LAYERS, RETURN, QT, SCREEN, SESSION, SQL, EXPORTS, ATTACKER, NUMBERS, RULES, SYSTEM = CONTRACTS

# the contract, where the import is planted, the import
OFFENCES = [
    (LAYERS, "errors.py", "import desktop.domain"),
    (LAYERS, "exports/planted.py", "import desktop.imports"),
    (LAYERS, "services/planted.py", "import desktop.background"),
    (LAYERS, "demo/planted.py", "import desktop.imports"),
    (LAYERS, "attic/__init__.py", ""),
    (LAYERS, "attic.py", ""),
    (RETURN, "returns/rules/planted.py", "import desktop.returns.tables"),
    (RETURN, "returns/populations/planted.py", "import desktop.returns.result"),
    (RETURN, "returns/explaining/planted.py", "import desktop.returns.counting"),
    (RETURN, "returns/attic.py", ""),
    (QT, "services/planted.py", "from PySide6.QtCore import QObject"),
    (QT, "cli.py", "import PySide6"),
    (QT, "domain/planted.py", "def lazily():\n    import PySide6"),
    (SCREEN, "ui/planted.py", "import sqlalchemy"),
    (SCREEN, "ui/planted.py", "import sqlcipher3"),
    (SCREEN, "ui/planted.py", "from desktop.store import records"),
    (SCREEN, "ui/planted.py", "from desktop.models import person"),
    (SCREEN, "ui/planted.py", "from desktop.security import key_file"),
    (SESSION, "services/planted.py", "import desktop.store"),
    (SESSION, "queries/planted.py", "import desktop.store"),
    (SESSION, "returns/rules/planted.py", "import desktop.store"),
    (SQL, "exports/planted.py", "import sqlalchemy"),
    (SQL, "app.py", "import sqlalchemy"),
    (EXPORTS, "exports/planted.py", "import desktop.services"),
    (ATTACKER, "attacker/planted.py", "import desktop.returns"),
    (NUMBERS, "returns/rules/planted.py", "import desktop.attacker"),
    (RULES, "domain/planted.py", "import desktop.platform"),
    (RULES, "models/planted.py", "import desktop.platform"),
    (SYSTEM, "platform/planted.py", "import desktop.domain"),
]
ROOMS = (
    "attacker background demo domain exports imports models platform queries returns security services store"
    " ui workspace"
)


def build_house(root: Path) -> None:
    """Copy the contracts and the rooms, and open every room that has not come into being yet."""
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    shutil.copytree(ROOT / "desktop", root / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    for room in ROOMS.split():
        (root / "desktop" / room).mkdir(exist_ok=True)
        (root / "desktop" / room / "__init__.py").touch()


def check_contracts(root: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the tree as ``dev.py check`` does."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=root,
        env=os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_room_keeps_to_its_contracts(tmp_path: Path) -> None:
    build_house(tmp_path)

    checked = check_contracts(tmp_path)

    assert checked.returncode == 0, checked.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in checked.stdout


@pytest.mark.parametrize(("contract", "place", "line"), OFFENCES)
def test_a_planted_import_breaks_its_contract(tmp_path: Path, contract: str, place: str, line: str) -> None:
    build_house(tmp_path)
    planted = tmp_path / "desktop" / place
    if planted.with_suffix("").is_dir():
        planted = planted.with_suffix("") / "planted.py"
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")

    checked = check_contracts(tmp_path)

    assert checked.returncode == 1, checked.stdout
    assert f"{contract} BROKEN" in checked.stdout


def test_an_import_for_types_alone_breaks_nothing(tmp_path: Path) -> None:
    build_house(tmp_path)
    planted = tmp_path / "desktop" / "ui" / "planted.py"
    planted.write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlalchemy\n", encoding="utf-8"
    )

    assert check_contracts(tmp_path).returncode == 0


def test_every_contract_is_proved() -> None:
    assert {contract for contract, _, _ in OFFENCES} == set(CONTRACTS)

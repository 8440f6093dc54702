"""What goes into the shipped program: everything it loads by name, nothing that only builds it."""

import tomllib
from pathlib import Path

import pytest

from desktop.cli.entry import COMMANDS
from shipping.contents import imported, is_needed, read, shipped_distributions
from tests.guards.source import ROOT


def test_commands_loaded_by_name_and_what_migrations_import_are_taken() -> None:
    wanted = read(ROOT)
    for place in COMMANDS.values():
        assert f"desktop.cli.{place.split(':')[0]}" in wanted.modules
    assert set(imported((ROOT / "migrations").rglob("*.py"))) <= set(wanted.modules)


def test_no_tool_of_whoever_works_on_it_is_taken() -> None:
    wanted = read(ROOT)
    assert {"hypothesis", "mypy", "pytest", "PyInstaller"} <= set(wanted.left_out)
    assert not {"sqlalchemy", "sqlcipher3", "keyring", "typer", "shiboken6"} & set(wanted.left_out)


def test_what_a_library_depends_on_ships_with_it_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shipped = list(shipped_distributions(project["dependencies"]))
    assert {"alembic", "mako", "markupsafe", "qtpy", "pyside6-essentials", "shiboken6"} <= set(shipped)
    assert "pytest" not in shipped
    assert len(shipped) == len(set(shipped))


def test_the_version_is_the_one_of_the_project() -> None:
    assert f'\nversion = "{read(ROOT).version}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_resources_and_the_migrations_go_where_the_frozen_program_looks() -> None:
    folders = {to: Path(source) for source, to in read(ROOT).folders}
    assert set(folders) == {"resources", "migrations"}
    assert all(source.is_dir() for source in folders.values())


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "libxcb-cursor.so.0",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "resources/codes/sex.toml",
    ],
)
def test_what_the_window_opens_while_it_runs_is_kept(place: str) -> None:
    assert is_needed(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6\\Qt6Network.dll",
        "libQt6Network.so.6",
        "libgtk-3.so.0",
        "PySide6/Qt/translations/qtbase_de.qm",
        "qtawesome/fonts/remixicon-2.5.0.ttf",
    ],
)
def test_what_would_reach_a_network_or_is_never_opened_is_left_out(place: str) -> None:
    assert not is_needed(place)

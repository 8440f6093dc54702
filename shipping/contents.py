"""What goes into the shipped program, and what stays out."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path, PurePath

from packaging.requirements import Requirement

NAME = "alongside"
SOURCES = "sources.json"

# Loaded by name or by the operating system, so that nobody reading the imports can see them.
_BY_NAME = ["alembic.context", "alembic.op", "qtawesome", "tzdata"]
# Modules that a library could use, but ours never makes it: pictures inside PDFs, other databases, a network.
_UNUSED = [
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "MySQLdb",
    "pysqlite2",
    "sqlalchemy.ext.mypy",
    "sqlite3",
    "tkinter",
]
# Distributions that ask for their own version or their own files while they are loaded.
_SELF_READING = ("nicknames",)

# What Qt opens while it runs. All else that PySide6 brings stays out.
_PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": ("ibus", "compose"),
    "xcbglintegrations": ("xcb-egl", "xcb-glx"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("wayland-egl",),
    "imageformats": ("svg", "ico"),
    "iconengines": ("svgicon",),
    "printsupport": ("cups",),
    "styles": ("windows", "mac"),
}
# Libraries that only the plugins left out ask for.
_ORPHANS = re.compile(
    r"(lib)?Qt6?(Network|OpenGLWidgets|Egl\w+|Qml\w*|Quick\w*|Pdf|VirtualKeyboard)\b.*"
    r"|lib(gtk|gdk|gdk_pixbuf|atk|atk-bridge|atspi|cairo|cairo-gobject|pango|pangocairo|pangoft2|epoxy|pixman"
    r"|harfbuzz|fribidi|thai|datrie|graphite2|Xcomposite|Xcursor|Xdamage|Xinerama|Xrandr|sqlite3)[-.\d]*\.so.*"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What PyInstaller is told: modules, modules not to take, folders and files as (from, to) pairs."""

    version: str
    modules: list[str]
    left_out: list[str]
    folders: list[tuple[str, str]]
    data: list[tuple[str, str]]


def read(home: Path) -> Contents:
    """Find what ships: the program, its resources and migrations, and the libraries it depends on.

    Raises:
        importlib.metadata.PackageNotFoundError: a library is not installed.
    """
    project = tomllib.loads((home / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shipped = set(shipped_distributions(project["dependencies"]))
    migrations = sorted((home / "migrations").rglob("*.py"))
    return Contents(
        version=str(project["version"]),
        modules=[*_BY_NAME, *_program_modules(home), *sorted(set(imported(migrations)))],
        left_out=[*_UNUSED, *_development_modules(shipped)],
        folders=[(str(home / name), name) for name in ("resources", "migrations")],
        data=[entry for name in _SELF_READING for entry in _own_files(distribution(name))],
    )


def shipped_distributions(requirements: Sequence[str]) -> Iterator[str]:
    """Name what the program depends on, directly or not, on this system; normalised, each once."""
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(one), "") for one in requirements]
    while waiting:
        one, extra = waiting.pop()
        if one.marker is not None and not one.marker.evaluate({"extra": extra}):
            continue
        name = normalised(one.name)
        for asked in {"", *one.extras} - {known for held, known in seen if held == name}:
            if not any(held == name for held, _ in seen):
                yield name
            seen.add((name, asked))
            waiting += [(Requirement(needs), asked) for needs in distribution(name).requires or []]


def normalised(name: str) -> str:
    """Spell a distribution's name the one way that all indexes agree on."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(paths: Iterable[Path]) -> Iterator[str]:
    """Name the modules that source files import; migrations are data to PyInstaller, which reads no data."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=path.name)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


def is_needed(place: str) -> bool:
    """Say whether a file, by its place in the shipped folder, is one that the program uses."""
    parts = PurePath(place.replace("\\", "/")).parts
    if "plugins" in parts and parts[0] == "PySide6":
        kind = parts[parts.index("plugins") + 1]
        return any(name in parts[-1] for name in _PLUGINS.get(kind, ()))
    if parts[0] == "PySide6" and "translations" in parts:
        return False  # the program speaks one language yet, in words of its own
    if parts[:2] == ("qtawesome", "fonts"):
        return parts[-1].startswith("phosphor")
    return not any(_ORPHANS.fullmatch(part) for part in parts)


def note_sources(work: Path, entries: Iterable[tuple[str, str, str]]) -> None:
    """Keep, for the bill of materials, which file each part of the program was taken from."""
    sources = {place: source for place, source, _ in entries}
    (work / SOURCES).write_text(json.dumps(sources), encoding="utf-8")


def windows_version(work: Path, version: str) -> str:
    """Write the version as Windows shows it in a program's properties, and give the file's name."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    written = work / "version.txt"
    words = f"StringStruct('ProductName', 'Alongside'), StringStruct('ProductVersion', '{version}')"
    written.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('080904B0', [{words}])]),"
        "VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n",
        encoding="utf-8",
    )
    return str(written)


def _program_modules(home: Path) -> Iterator[str]:
    """Name every module of ours: commands are loaded by name, and the rest is small."""
    for path in sorted((home / "desktop").rglob("*.py")):
        parts = path.relative_to(home).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _development_modules(shipped: set[str]) -> list[str]:
    """Name what is installed here only for whoever works on the program."""
    owners = packages_distributions()
    return sorted(
        module
        for module, names in owners.items()
        if module.isidentifier() and not {normalised(name) for name in names} & shipped
        if module not in sys.stdlib_module_names
    )


def _own_files(held: Distribution) -> Iterator[tuple[str, str]]:
    for file in held.files or []:
        if file.suffix not in {".py", ".pyc", ".pyi"} and ".." not in file.parts:
            yield str(file.locate()), str(PurePath(*file.parts[:-1]))

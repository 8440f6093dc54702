"""The files the guards read, and what a guard has to say about a line."""

import ast
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
PROGRAM = ("desktop", "migrations", "benchmarks", "shipping", "dev.py")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python module: where it stands in the house, its text and its meaning."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room of ``desktop/`` it stands in, such as ``services``; empty outside ``desktop/``."""
        parts = self.path.with_suffix("").parts
        return parts[1] if parts[0] == "desktop" and len(parts) > 1 else ""

    @property
    def name(self) -> str:
        """The name it is imported by, such as ``desktop.services.cases``."""
        return ".".join(self.path.with_suffix("").parts)

    @property
    def is_test(self) -> bool:
        """Whether it is part of the tests, not of the program."""
        return self.path.parts[0] == "tests"


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that breaks a rule of the house."""

    path: PurePosixPath
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


Rule = Callable[[Module], Iterator[Fault]]


def read_module(root: Path, path: PurePosixPath) -> Module:
    """Read one module of the tree."""
    text = (root / path).read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text, filename=str(path)))


def modules(root: Path) -> Iterator[Module]:
    """Read every module of the program and of its tests."""
    for path in files(root):
        if path.suffix == ".py" and path.parts[0] in (*PROGRAM, "tests"):
            yield read_module(root, path)


def faults(root: Path, rule: Rule) -> list[str]:
    """Say, a line each, where the tree breaks the rule."""
    return [str(fault) for module in modules(root) for fault in rule(module)]


def files(root: Path) -> list[PurePosixPath]:
    """List what the repository holds, or would after ``git add``; without git, all but what running makes."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        paths = [PurePosixPath(path.relative_to(root).as_posix()) for path in _walk(root)]
    else:
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        paths = [PurePosixPath(name) for name in listed.split("\0") if name]
    return sorted(path for path in paths if (root / path).is_file())


def _walk(root: Path) -> Iterator[Path]:
    made = {"__pycache__", "build", "dist", "out"}
    for folder, inside, names in os.walk(root):
        inside[:] = [
            name for name in inside if name not in made and (name == ".ci" or not name.startswith("."))
        ]
        yield from (Path(folder) / name for name in names)

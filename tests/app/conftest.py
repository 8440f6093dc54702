"""A program with a window, on records set up once."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app.options import Options
from desktop.app.program import Program
from tests.workspace.conftest import NAME, PASSPHRASE, folder, made, own_settings

__all__ = ["NAME", "PASSPHRASE", "Start", "folder", "made", "own_settings", "start"]

Start = Callable[[Options], Program]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    """Start programs, and end them with the test."""
    programs: list[Program] = []

    def begin(options: Options) -> Program:
        program = Program(qapp, options)
        programs.append(program)
        program.start()
        return program

    yield begin
    for program in programs:
        program.close()
        program.window.close()
        program.window.deleteLater()

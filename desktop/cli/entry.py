"""The list of commands, and how one ends: 0 done, 1 a problem in a plain sentence, 2 wrong usage."""

import gc
import io
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from desktop.background.bugs import report_bug
from desktop.errors import AlongsideError
from desktop.platform.hardening import harden_process

DONE, PROBLEM = 0, 1
_OBJECTS_BETWEEN_CLEARINGS = 50_000
"""Objects made before Python looks for rubbish in circles: a command ends soon and leaves little behind."""
_SORRY = "Alongside made a mistake and stopped; what was saved is safe. Please report this:"

COMMANDS = {
    "init": "records:init",
    "demo": "demo:make_demonstration",
    "import": "lists:bring_in_list",
    "return": "returns:make_return",
    "represent": "representing:make_representation",
    "verify": "records:verify_records",
    "backup": "records:back_up_records",
    "restore": "records:restore_records",
    "self-test": "program:self_test",
    "screenshots": "program:screenshots",
    "look-around": "program:look_around",
}
"""Each command and the function that does it; a command loads only the rooms that it needs."""


def run_command(arguments: Sequence[str]) -> int:
    """Do what the arguments say and give the exit status; problems go to the error stream as a sentence."""
    harden_process()
    gc.set_threshold(_OBJECTS_BETWEEN_CLEARINGS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        _program(arguments)(list(arguments), prog_name="alongside")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    except AlongsideError as error:
        print(error, file=sys.stderr)  # noqa: T201 a command speaks
        return PROBLEM
    except Exception as error:  # noqa: BLE001 Python's own report would print what stands in the records
        print(_SORRY, report_bug(error).text, sep="\n", file=sys.stderr)  # noqa: T201 a command speaks
        return PROBLEM
    return DONE


def _program(arguments: Sequence[str]) -> typer.Typer:
    """Make the program with the command that is asked for, or with all of them where help is needed."""
    program = typer.Typer(
        help="Casework and honest numbers for charities that help people after a crime.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    program.callback()(_group)
    wanted = arguments[0] if arguments and arguments[0] in COMMANDS else None
    for name, place in COMMANDS.items():
        if wanted in {None, name}:
            module, function = place.split(":")
            program.command(name)(getattr(import_module(f"desktop.cli.{module}"), function))
    return program


def _group() -> None:
    """Casework and honest numbers for charities that help people after a crime."""

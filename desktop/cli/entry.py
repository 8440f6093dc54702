"""The list of commands, and how one ends: 0 done, 1 a problem in a plain sentence, 2 wrong usage."""

import io
import sys
from collections.abc import Sequence

import click
import typer

from desktop.cli import lists, program, records, returns
from desktop.errors import AlongsideError
from desktop.platform.hardening import harden_process

DONE, PROBLEM, WRONG_USAGE = 0, 1, 2

commands = typer.Typer(
    name="alongside",
    help="Casework and honest numbers for charities that help people after a crime.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
commands.command("init")(records.init)
commands.command("import")(lists.bring_in_list)
commands.command("return")(returns.make_return)
commands.command("verify")(records.verify_records)
commands.command("backup")(records.back_up)
commands.command("restore")(records.restore_backup)
commands.command("self-test")(program.self_test)
commands.command("screenshots")(program.screenshots)
commands.command("look-around")(program.look_around)


def run_command(arguments: Sequence[str]) -> int:
    """Do what the arguments say and give the exit status; problems go to the error stream as a sentence."""
    harden_process()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    command = typer.main.get_command(commands)
    try:
        answer = command.main(list(arguments), prog_name="alongside", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("Stopped; nothing was left half done.", file=sys.stderr)  # noqa: T201 a command speaks
        return PROBLEM
    except AlongsideError as error:
        print(error, file=sys.stderr)  # noqa: T201 a command speaks
        return PROBLEM
    return answer if isinstance(answer, int) else DONE

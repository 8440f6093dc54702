"""The command line: everything the program can do without a window."""

from desktop.cli.entry import run_command

__all__ = ["run_command"]

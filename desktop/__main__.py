"""The way in: the window without arguments, a command otherwise."""

import sys
from collections.abc import Sequence

from desktop.app.options import opens_window


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or do what the command line says; give the exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if opens_window(given):
        from desktop.app.program import open_window  # noqa: PLC0415  # a command needs no window

        return open_window(given)
    from desktop.cli import run_command  # noqa: PLC0415  # the window needs no command line

    return run_command(given)


if __name__ == "__main__":
    sys.exit(main())

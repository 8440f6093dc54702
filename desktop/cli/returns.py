"""``alongside return``: a period counted by counting rules, and written as files."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.asking import PassphraseFile, StoreFolder, UserName, opened, ready_folder, say, write_file
from desktop.cli.loading import loading_beside
from desktop.domain.periods import parse_period
from desktop.exports.profiles import require_profile
from desktop.exports.returns.table_folder import require_no_other_tables
from desktop.queries.code_lists import code_lists
from desktop.returns.counting import count
from desktop.returns.result import MARKING, Profile, Return
from desktop.returns.rules.reading import load_definition
from desktop.services.releases import record_release
from desktop.workspace.opened import Opened

_WRITERS = "desktop.exports.returns.files"
DefinitionId = Annotated[
    str, typer.Option("--definition", help="Which counting rules, e.g. cleveland-tables.")
]
PeriodId = Annotated[str, typer.Option("--period", help="Which period, e.g. 2018-19 or 2018-19:Q2.")]
OutFolder = Annotated[Path, typer.Option("--out", help="The folder for the files.")]
Stream = Annotated[
    str | None,
    typer.Option("--stream", help="Count only what this funding stream pays for, or once paid for."),
]
Protect = Annotated[Profile, typer.Option("--protect", help="How the numbers are protected.")]


def make_return(
    store: StoreFolder,
    definition: DefinitionId,
    period: PeriodId,
    out: OutFolder,
    protect: Protect = Profile.PUBLISH,
    stream: Stream = None,
    user: UserName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Count a period for a return, and write it in every form, with one CSV a table in the folder tables."""
    require_profile(protect)
    with loading_beside(_WRITERS), opened(store, user, passphrase_file) as records:
        written = write_return(
            records, definition=definition, period=period, out=out, protect=protect, stream=stream
        )
    say(f"{definition}, {period}. These files are marked: {MARKING}.")
    for path in written.files:
        if path.parent == out:
            say(f"  {path}")
    say(f"  {written.files[-1].parent}: one file a table")
    for note in written.notes:
        say(note)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a return, and what whoever sends it must know."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


def write_return(
    records: Opened, *, definition: str, period: str, out: Path, protect: Profile, stream: str | None = None
) -> Written:
    """Count, write the release down, and then write its files.

    The register comes first: no number leaves that is not in it.

    Raises:
        DefinitionError: there are no such counting rules.
        BadInputError: the period cannot be read or has not begun, the files cannot be written, or there
            is no such funding stream.
        FolderError: tables of another return lie where these would be written.
        RefusedError: numbers cannot be protected that way yet.
    """
    require_profile(protect)
    actor = records.actor
    lists = records.records.read(actor, partial(code_lists, actor=actor))
    rules = load_definition(definition, code_lists=lists)
    span = parse_period(period, year_start_month=rules.year_start_month)
    question = partial(count, actor=actor, definition=rules, period=span, stream=stream)
    result = records.records.read_long(actor, question)
    files = _every_file(result)
    written = [out / name for name in files]
    for folder in dict.fromkeys(path.parent for path in written):
        ready_folder(folder)
    tables = written[-1].parent
    require_no_other_tables(tables, (path.name for path in written if path.parent == tables))
    note = partial(record_release, actor=actor, result=result, return_json=files["return.json"])
    records.records.write(actor, note)
    for path, data in zip(written, files.values(), strict=True):
        write_file(path, data)
    return Written(tuple(written), result.notes)


def _every_file(result: Return) -> dict[str, bytes]:
    from desktop.exports.returns.files import return_files  # noqa: PLC0415  # loaded beside the unlocking

    return return_files(result)

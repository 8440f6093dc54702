"""``alongside return``: a period counted by counting rules, and written as files."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.asking import PassphraseFile, StoreFolder, UserName, opened, say, write_file
from desktop.domain.periods import parse_period
from desktop.errors import AlongsideError
from desktop.exports.profiles import require_profile
from desktop.exports.return_csv import return_csv
from desktop.exports.return_json import return_json
from desktop.exports.return_xlsx import return_xlsx
from desktop.queries.code_lists import code_lists
from desktop.queries.service import service_details
from desktop.returns.counting import count
from desktop.returns.result import Profile
from desktop.returns.rules import load_definition
from desktop.services.releases import record_release

DefinitionId = Annotated[str, typer.Option("--definition", help="Which counting rules, e.g. cleveland-tables.")]
PeriodId = Annotated[str, typer.Option("--period", help="Which period, e.g. 2018-19 or 2018-19:Q2.")]
OutFolder = Annotated[Path, typer.Option("--out", help="The folder for the files.")]
Protect = Annotated[Profile, typer.Option("--protect", help="How the numbers are protected.")]


def make_return(
    store: StoreFolder,
    definition: DefinitionId,
    period: PeriodId,
    out: OutFolder,
    protect: Protect = Profile.PUBLISH,
    user: UserName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Count a period for a return, and write return.json, return.xlsx and return.csv."""
    require_profile(protect)
    with opened(store, user, passphrase_file) as records:
        actor = records.actor
        details = records.records.read(partial(service_details, actor=actor))
        lists = records.records.read(partial(code_lists, actor=actor))
        rules = load_definition(definition, code_lists=lists)
        span = parse_period(period, year_start_month=rules.year_start_month)
        result = records.records.read_long(partial(count, actor=actor, definition=rules, period=span))
        data = return_json(result)
        written: list[Path] = []
        try:
            for name, content in (
                ("return.json", data),
                ("return.xlsx", return_xlsx(result)),
                ("return.csv", return_csv(result)),
            ):
                write_file(out / name, content)
                written.append(out / name)
            records.records.write(actor, partial(record_release, actor=actor, result=result))
        except AlongsideError:
            for path in written:
                path.unlink(missing_ok=True)
            raise
    say(f"{rules.title}, {span.title}, for {details.name}: {len(result.tables)} tables.")
    if result.marking:
        say(f"These files are marked: {result.marking}.")
    for path in written:
        say(f"  {path}")

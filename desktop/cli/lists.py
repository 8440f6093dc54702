"""``alongside import``: a list brought in, or tried without writing anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from desktop.cli.asking import PassphraseFile, StoreFolder, UserName, console, opened, say, write_file
from desktop.domain.dates import civil_date
from desktop.domain.incoming import Progress, RowsAre
from desktop.errors import ImportFileError, RefusedError
from desktop.imports.columns import ColumnMatch, Placement, heading_signature, recognise_columns
from desktop.imports.dates import DateOrder
from desktop.imports.mapping_file import apply_mapping, read_mapping
from desktop.imports.plan import OWN_LIST, DateOrderQuestionError, ImportPlan, plan_import, references_of
from desktop.imports.reading import read_list
from desktop.imports.sheet import Sheet
from desktop.queries.code_lists import code_lists
from desktop.queries.imports import known_records, remembered_columns
from desktop.queries.service import service_details
from desktop.services.imports import bring_in
from desktop.workspace.opened import Opened

ListFile = Annotated[Path, typer.Argument(help="The list: a CSV, XLSX, XLS or ODS file.")]
Columns = Annotated[
    Path | None, typer.Option("--columns", help="A mapping file that says what columns hold.")
]
As = Annotated[RowsAre | None, typer.Option("--as", help="Whether the rows are history or still open.")]
Order = Annotated[DateOrder | None, typer.Option("--date-order", help="Which comes first in its dates.")]
SheetName = Annotated[str | None, typer.Option("--sheet", help="Which sheet of a workbook.")]
Source = Annotated[
    str, typer.Option("--source", help="Whose list it is; references are unique in one source.")
]
Rejects = Annotated[Path | None, typer.Option("--rejects", help="Where to write the rows left out, as CSV.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
_MOST_SHOWN = 10
_MOST_WORDS = 100


def bring_in_list(
    file: ListFile,
    store: StoreFolder,
    columns: Columns = None,
    rows_are: As = None,
    date_order: Order = None,
    sheet: SheetName = None,
    source: Source = OWN_LIST,
    rejects: Rejects = None,
    *,
    dry_run: DryRun = False,
    user: UserName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Bring in a list, whole or not at all; bad rows go into the rejects file with their reasons."""
    received = read_list(file, sheet=sheet)
    with opened(store, user, passphrase_file) as records:
        match = _match(records, received, columns)
        plan = _plan(records, received, match, source, rows_are, date_order)
        _tell(plan)
        if rejects is not None and plan.rejects:
            write_file(rejects, plan.rejects_file())
            say(f"The rows left out are in {rejects}.")
        _refuse_all_rejected(plan)
        if dry_run:
            say("Nothing was written: this was a dry run.")
            return
        if not plan.rows:
            say("Brought in 0 rows: all of them are on file already. Nothing was written.")
            return
        with _progress(len(plan.rows)) as heard:
            work = partial(bring_in, actor=records.actor, incoming=plan.incoming(), progress=heard)
            outcome = records.records.write(records.actor, work).value
    say(
        f"Brought in {outcome.rows} rows: {outcome.people} people, {outcome.referrals} referrals,"
        f" {outcome.incidents} incidents, {outcome.cases} cases."
    )


def _match(records: Opened, received: Sheet, columns: Path | None) -> ColumnMatch:
    asked = partial(remembered_columns, actor=records.actor, signature=heading_signature(received.headings))
    match = recognise_columns(received, remembered=records.records.read(records.actor, asked))
    return apply_mapping(match, read_mapping(columns)) if columns is not None else match


def _plan(
    records: Opened,
    received: Sheet,
    match: ColumnMatch,
    source: str,
    rows_are: RowsAre | None,
    date_order: DateOrder | None,
) -> ImportPlan:
    actor = records.actor
    known = partial(
        known_records,
        actor=actor,
        source=source,
        fingerprint=received.digest,
        references=references_of(received, match),
    )
    try:
        return plan_import(
            received,
            match,
            records.records.read(actor, partial(code_lists, actor=actor)),
            today=civil_date(datetime.now(UTC)),
            existing=records.records.read_long(actor, known),
            source=source,
            rows_are=rows_are,
            date_order=date_order,
            year_start_month=records.records.read(
                actor, partial(service_details, actor=actor)
            ).year_start_month,
        )
    except DateOrderQuestionError as question:
        do = "Say --date-order month-first or --date-order day-first, and try again."
        raise ImportFileError(question.what, do) from question


def _refuse_all_rejected(plan: ImportPlan) -> None:
    """End with a problem where a list has only bad rows: whoever runs this unseen must hear of it."""
    if plan.rejects and not plan.rows and not plan.duplicates:
        what = "No row of this list can be brought in, so nothing was written."
        raise RefusedError(
            what, "Each row has its reason above; --rejects FILE writes them out to be put right."
        )


def _tell(plan: ImportPlan) -> None:
    say(
        f"{plan.rows_in_list} rows: {len(plan.rows)} to bring in, {len(plan.duplicates)} double,"
        f" {len(plan.rejects)} left out. They are {plan.rows_are.value}."
    )
    for year, times in plan.years:
        say(f"  {year}: {times}")
    for column in plan.match.columns:
        held = (
            column.field.value
            if column.placement is Placement.FIELD and column.field
            else column.placement.value
        )
        say(f"  “{column.label}” → {held}. {column.reason}")
    for note in plan.notes:
        say(note)
    _some([f"Row {one.row.number}: {one.reason}" for one in plan.rejects], "left out")
    _some([f"Row {one.row.number}: {one.reason}" for one in plan.duplicates], "double")
    _some(
        [f"Row {one.row}: {chr(32).join(one.reasons)}" for one in plan.probable],
        "perhaps somebody known already",
    )
    _some(
        [f"“{one.text}” in “{one.column}” ({one.times} times)" for one in plan.not_placed],
        "words nobody could place, kept with the referral",
        _MOST_WORDS,
    )


def _some(lines: list[str], about: str, most: int = _MOST_SHOWN) -> None:
    if lines:
        say(f"{len(lines)} {about}:")
    for line in lines[:most]:
        say(f"  {line}")
    if len(lines) > most:
        say(f"  and {len(lines) - most} more")


@contextmanager
def _progress(total: int) -> Iterator[Progress]:
    columns = (TextColumn("Bringing in"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console(), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, _total: bar.update(task, completed=done)

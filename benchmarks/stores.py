"""Records to measure on: made once by importing made-up lists, and kept in the build folder."""

import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.people import made_up_list
from desktop.demo.making import make_people
from desktop.domain.dates import civil_date
from desktop.domain.incoming import IncomingList, RowsAre
from desktop.imports.columns import recognise_columns
from desktop.imports.plan import plan_import
from desktop.imports.reading import read_bytes
from desktop.queries.code_lists import code_lists
from desktop.services.imports import bring_in
from desktop.workspace.opened import Opened
from desktop.workspace.set_up import set_up
from desktop.workspace.sign_in import sign_in

NAME = "Bench Manager"
PASSPHRASE = "eleven quiet lanterns over water"  # noqa: S105  it guards nobody
ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "bench"
AT_ONCE = 10_000
"""How many rows a list has that records are made from."""
HISTORIES_UNTIL = date(2026, 3, 31)
_HISTORIES_MADE_BY = ("desktop/store/history.py", "desktop/store/search_keys.py", "desktop/store/unit.py")
_MADE_BY = (
    "benchmarks/people.py",
    "desktop/services/imports.py",
    "desktop/store/history.py",
    "desktop/store/search_keys.py",
    "desktop/store/unit.py",
)


def open_records(folder: Path) -> Opened:
    """Sign in to records made here."""
    return sign_in(folder, name=NAME, passphrase=PASSPHRASE)


def records_of(people: int) -> Path:
    """Give the folder of records with so many people; they are made unless an earlier run left them."""
    place = KEPT / f"{_fingerprint(_MADE_BY)}-{people}"
    if not (place / "done").exists():
        shutil.rmtree(place, ignore_errors=True)
        print(f"Making records of {people:,} people…", file=sys.stderr, flush=True)
        _make(place / "records", people)
        (place / "done").touch()
    return place / "records"


def histories_of(people: int) -> Path:
    """Give the folder of records of so many made-up people with their whole case histories."""
    place = KEPT / f"{_fingerprint(_HISTORIES_MADE_BY)}-histories-{people}"
    if not (place / "done").exists():
        shutil.rmtree(place, ignore_errors=True)
        print(f"Making up whole histories of {people:,} people…", file=sys.stderr, flush=True)
        new_records(place / "records")
        opened = open_records(place / "records")
        try:
            make_people(opened.records, opened.actor, people=people, seed=1, until=HISTORIES_UNTIL)
        finally:
            opened.close()
        (place / "done").touch()
    return place / "records"


def new_records(folder: Path) -> None:
    """Set up records without people."""
    set_up(folder, service_name="Bench", user_name=NAME, passphrase=PASSPHRASE)


@contextmanager
def room_to_work() -> Iterator[Path]:
    """Give a folder on the disk of the kept records that goes afterwards."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=KEPT) as folder:
        yield Path(folder)


def incoming_list(opened: Opened, *, rows: int, number: int) -> IncomingList:
    """Plan the bringing in of one made-up list."""
    return planned(opened, made_up_list(rows=rows, number=number), rows=rows)


def planned(opened: Opened, data: bytes, *, rows: int) -> IncomingList:
    """Read and plan a list of which every row can be taken."""
    sheet = read_bytes(data, file_name="list.csv")
    lists = opened.records.read(opened.actor, partial(code_lists, actor=opened.actor))
    today = civil_date(datetime.now(UTC))
    plan = plan_import(sheet, recognise_columns(sheet), lists, today=today, rows_are=RowsAre.HISTORY)
    if len(plan.rows) != rows:
        message = f"{rows - len(plan.rows)} made-up rows were refused"
        raise RuntimeError(message)
    return plan.incoming()


def _make(folder: Path, people: int) -> None:
    new_records(folder)
    opened = open_records(folder)
    try:
        for number, start in enumerate(range(0, people, AT_ONCE), start=1):
            incoming = incoming_list(opened, rows=min(AT_ONCE, people - start), number=number)
            opened.records.write(opened.actor, partial(bring_in, actor=opened.actor, incoming=incoming))
    finally:
        opened.close()


def _fingerprint(made_by: tuple[str, ...]) -> str:
    """Name what the records depend on: the made-up people, the shape, and what is written beside them."""
    digest = hashlib.sha256()
    sources = [ROOT / name for name in made_by] + sorted((ROOT / "migrations" / "versions").glob("*.py"))
    if made_by is _HISTORIES_MADE_BY:
        sources += sorted((ROOT / "desktop" / "demo").glob("*.py"))
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]

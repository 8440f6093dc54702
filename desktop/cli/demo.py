"""``alongside demo``: records full of made-up people, to look at, to show and to measure."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from desktop.cli.asking import PassphraseFile, StoreFolder, console, opened, passphrase, say
from desktop.demo.making import MadeUp, check_wanted, make_people, refuse_people
from desktop.demo.world import Wanted
from desktop.domain.dates import civil_date, date_in_words, parse_day
from desktop.domain.incoming import Progress
from desktop.errors import BadInputError
from desktop.queries.service import service_details
from desktop.security.passphrases import judge
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.places import holds_records
from desktop.workspace.set_up import set_up

People = Annotated[int, typer.Option("--people", help="How many people to make up, from 1 to 200,000.")]
Seed = Annotated[int, typer.Option("--seed", help="The same number gives the same people.")]
Until = Annotated[str | None, typer.Option("--until", help="The last day of their histories, else today.")]
Name = Annotated[str | None, typer.Option("--user", help="The manager's name.")]
SOMEBODY = "Robin Example"
_SERVICE = "A made-up service"
_SHOWN = {
    "user_account": "sign-ins",
    "referral": "referrals",
    "support_case": "cases",
    "contact": "contacts",
    "assessment": "assessments",
    "action": "actions",
    "concern": "concerns",
    "onward_referral": "places told of or referred to",
    "ending": "endings",
}


def make_demonstration(
    store: StoreFolder,
    people: People = 300,
    seed: Seed = 1,
    until: Until = None,
    user: Name = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make up people with whole case histories in an empty folder; nobody in them exists."""
    today = civil_date(datetime.now(UTC))
    wanted = Wanted(people, seed, today if until is None else parse_day(until, today=today))
    check_wanted(wanted, today=today)
    secret = passphrase(passphrase_file)
    if holds_records(store):
        with opened(store, user, passphrase_file) as records:
            _fill(records, wanted, secret)
        return
    _begin(store, user or SOMEBODY, secret, wanted)


def _begin(store: Path, user: str, secret: str, wanted: Wanted) -> None:
    """Make new records and fill them; there is nobody in them whom a recovery sheet would have to save."""
    strength = judge(secret, about=(_SERVICE, user))
    if not strength.ok:
        raise BadInputError(strength.sentence)
    made = set_up(store, service_name=_SERVICE, user_name=user, passphrase=secret)
    records = open_unlocked(made.folder, made.unlocked)
    try:
        _fill(records, wanted, secret)
    finally:
        records.close()
    say(f"Sign in as {user} with your passphrase. The records are in {store}.")


def _fill(opened_records: Opened, wanted: Wanted, secret: str) -> None:
    records, actor = opened_records.records, opened_records.actor
    refuse_people(records.read(actor, partial(service_details, actor=actor)))
    started = datetime.now(UTC)
    with _progress(wanted.people) as heard:
        made = make_people(
            records, actor, people=wanted.people, seed=wanted.seed, until=wanted.until, progress=heard
        )
    _tell(made, (datetime.now(UTC) - started).total_seconds())
    say("With the same passphrase you may also sign in as:")
    for name in opened_records.accounts.let_in_made_up(passphrase=secret):
        say(f"  {name}")


def _tell(made: MadeUp, seconds: float) -> None:
    say(
        f"Made up {made.people:,} people, {date_in_words(made.first_day)} to {date_in_words(made.until)}:"
        f" {made.total:,} records with their history in {seconds:.0f} s."
    )
    for kind, words in _SHOWN.items():
        say(f"  {made.records.get(kind, 0):,} {words}")


@contextmanager
def _progress(total: int) -> Iterator[Progress]:
    columns = (TextColumn("Making people up"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console(), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, _total: bar.update(task, completed=done)

"""``alongside init``, ``verify``, ``backup`` and ``restore``: the records as a whole."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.asking import (
    PassphraseFile,
    StoreFolder,
    UserName,
    passphrase,
    say,
    unlocked,
    unlocked_in,
    write_file,
)
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.history_code import tidy_history_code
from desktop.errors import BadInputError
from desktop.exports.recovery_sheet import recovery_sheet_pdf
from desktop.security.passphrases import judge
from desktop.store.backup import back_up
from desktop.store.faults import Report
from desktop.store.keys import keys_of
from desktop.store.restore import backup_key_file, restore
from desktop.store.verify import verify
from desktop.workspace.set_up import set_up

FirstUser = Annotated[str, typer.Option("--user", help="The first manager's name.")]
ServiceName = Annotated[str, typer.Option("--service", help="The name of the service.")]
Commissioner = Annotated[str | None, typer.Option("--commissioner", help="Who pays for the service.")]
ToFolder = Annotated[Path, typer.Option("--to", help="The folder that collects backups.")]
FromFolder = Annotated[Path, typer.Option("--from", help="The folder of one backup.")]
Codes = Annotated[
    list[str] | None, typer.Option("--code", help="The history code of a return, to find its place again.")
]
SheetFile = Annotated[Path | None, typer.Option("--recovery-sheet", help="Where to write the sheet (PDF).")]


def init(
    store: StoreFolder,
    user: FirstUser,
    service: ServiceName = "Our service",
    commissioner: Commissioner = None,
    recovery_sheet: SheetFile = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make new, encrypted records with a first manager, and a recovery sheet to put in the safe."""
    secret = passphrase(passphrase_file)
    strength = judge(secret, about=(service, user))
    if not strength.ok:
        raise BadInputError(strength.sentence)
    made = set_up(store, service_name=service, user_name=user, passphrase=secret, commissioner=commissioner)
    say(f"The records of {service} are in {store}.")
    say("Recovery code (the only way in when every passphrase is forgotten):")
    say(f"  {made.recovery_code}")
    if recovery_sheet is not None:
        today = date_in_words(civil_date(datetime.now(UTC)))
        sheet = recovery_sheet_pdf(service=service, person=user, code=made.recovery_code, made_on=today)
        write_file(recovery_sheet, sheet)
        say(f"The recovery sheet is {recovery_sheet}: print it, then delete the file.")
    else:
        say("Write it down now and keep it away from this computer; it is not shown again.")


def verify_records(
    store: StoreFolder, code: Codes = None, user: UserName = None, passphrase_file: PassphraseFile = None
) -> None:
    """Check pages, schema, history and search index; exit 1 and say what is wrong if anything is."""
    keys = keys_of(unlocked_in(store, user, passphrase_file))
    _tell(verify(store, keys, codes=[_tidy(one) for one in code or ()]))


def back_up_records(
    store: StoreFolder, to: ToFolder, user: UserName = None, passphrase_file: PassphraseFile = None
) -> None:
    """Copy the records under a key of their own, and check the copy whole before it counts."""
    made = back_up(store, unlocked_in(store, user, passphrase_file), to=to)
    say(f"The backup {made.folder.name} is in {to}, and was checked: everything is in it.")
    say("Keep a copy on something that is unplugged afterwards.")


def restore_records(
    backup: FromFolder, store: StoreFolder, user: UserName = None, passphrase_file: PassphraseFile = None
) -> None:
    """Bring a backup back; what stands in the folder is kept beside it."""
    held = unlocked(backup_key_file(backup), user, passphrase_file)
    brought = restore(backup, held, folder=store)
    day = date_in_words(civil_date(brought.manifest.made_at))
    say(f"The records of {day} are in {store}, and were checked.")
    if brought.kept is not None:
        say(f"What was there before is kept as {brought.kept.name}.")


def _tidy(typed: str) -> str:
    code = tidy_history_code(typed)
    if code is None:
        what = f"“{typed}” is no history code."
        raise BadInputError(what, "It has eight letters and digits and stands on the return's first page.")
    return code


def _tell(report: Report) -> None:
    for what, number in report.counted.items():
        say(f"  {number} {what}")
    for fault in report.faults:
        print(f"{fault.area.value}: {fault.sentence}", file=sys.stderr)  # noqa: T201 a command speaks
    if report.faults:
        print("Bring back the last good backup with “alongside restore”.", file=sys.stderr)  # noqa: T201
        raise typer.Exit(1)
    say("Everything is as it was written.")

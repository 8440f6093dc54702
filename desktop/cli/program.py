"""``alongside self-test``, ``screenshots`` and ``look-around``: the program proves and shows itself."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.asking import say
from desktop.cli.returns import write_return
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.domain.periods import period_containing, previous
from desktop.errors import AlongsideError
from desktop.exports.recovery_sheet import recovery_sheet_pdf
from desktop.exports.returns.files import return_files
from desktop.queries.code_lists import code_lists
from desktop.queries.people import find_people
from desktop.returns.counting import count
from desktop.returns.result import Profile
from desktop.returns.rules.reading import definition_ids, load_definition
from desktop.security.key_stretching import STANDARD
from desktop.services.people import PersonWords, erase_person, register_person
from desktop.store.verify import verify_open
from desktop.ui.pictures import DRESSES, draw_unseen
from desktop.ui.shell.pictures import pictures as of_shell
from desktop.workspace.made_up import look_around as open_made_up
from desktop.workspace.opened import Opened

OutFolder = Annotated[Path, typer.Option("--out", help="The folder for what is made.")]
_SHOWN_RETURN = "pcc-quarterly"


def self_test() -> None:
    """Let the program prove that it works on this computer; needs no network and no display."""
    checks: list[tuple[str, Callable[[Opened], None]]] = [
        ("made-up people can be found", _finds),
        ("a person is added and erased", _adds_and_erases),
        ("every set of counting rules is sound", _loads_rules),
        ("a quarterly return is counted and written in every form", _writes_a_return),
        ("the recovery sheet is drawn", _draws_sheet),
        ("the window is drawn, icons too", _draws_window),
        ("the records verify", _verifies),
    ]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        opened = open_made_up(Path(folder), stretching=STANDARD)
        try:
            for words, check in checks:
                problem = _trouble(check, opened)
                failed += problem is not None
                say(f"ok      {words}" if problem is None else f"FAILED  {words}: {problem}")
        finally:
            opened.close()
    if failed:
        raise typer.Exit(1)


def screenshots(out: OutFolder = Path("out/screenshots")) -> None:
    """Draw every screen, light and dark, at 100 % and 150 % text."""
    taken = draw_unseen(out)
    say(f"{len(taken)} pictures are in {out}.")


def look_around(out: OutFolder = Path("out")) -> None:
    """Without a display: made-up records, a return from them, and a picture of every screen."""
    with tempfile.TemporaryDirectory() as folder:
        opened = open_made_up(Path(folder), stretching=STANDARD)
        try:
            written = write_return(
                opened,
                definition=_SHOWN_RETURN,
                period=previous(period_containing(civil_date(datetime.now(UTC)))).id,
                out=out / "return",
                protect=Profile.EXACT,
            )
        finally:
            opened.close()
    say("Made-up people were brought in, and counted:")
    for path in written.files:
        say(f"  {path}")
    screenshots(out / "screenshots")


def _trouble(check: Callable[[Opened], None], opened: Opened) -> str | None:
    try:
        check(opened)
    except AlongsideError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 whatever it is, the user is told that the test failed
        return type(error).__name__
    return None


def _require(fine: bool, otherwise: str) -> None:  # noqa: FBT001 reads as a sentence
    if not fine:
        raise AlongsideError(otherwise)


def _finds(opened: Opened) -> None:
    answer = opened.records.read(opened.actor, partial(find_people, actor=opened.actor, text="a"))
    _require(bool(answer.rows), "nobody was found")


def _adds_and_erases(opened: Opened) -> None:
    words = PersonWords(forename="Zzyzx", surname="Selftest")
    person: PersonId = opened.records.write(
        opened.actor, partial(register_person, actor=opened.actor, words=words)
    ).value
    found = partial(find_people, actor=opened.actor, text="zzyzx")
    _require(len(opened.records.read(opened.actor, found).rows) == 1, "a new person is not found")
    opened.records.write(opened.actor, partial(erase_person, actor=opened.actor, person_id=person))
    _require(not opened.records.read(opened.actor, found).rows, "an erased person is still found")


def _loads_rules(opened: Opened) -> None:
    lists = opened.records.read(opened.actor, partial(code_lists, actor=opened.actor))
    for name in definition_ids():
        load_definition(name, code_lists=lists)


def _writes_a_return(opened: Opened) -> None:
    lists = opened.records.read(opened.actor, partial(code_lists, actor=opened.actor))
    rules = load_definition(_SHOWN_RETURN, code_lists=lists)
    period = previous(period_containing(civil_date(datetime.now(UTC))))
    question = partial(count, actor=opened.actor, definition=rules, period=period)
    files = return_files(opened.records.read_long(opened.actor, question))
    _require(all(files.values()), "a file of a return is empty")


def _draws_sheet(_opened: Opened) -> None:
    sheet = recovery_sheet_pdf(service="Łucja", person="Ŵyn", code="00000-00000", made_on="1 April 2026")
    _require(sheet.startswith(b"%PDF"), "the sheet is no PDF")


def _draws_window(_opened: Opened) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _require(bool(draw_unseen(Path(folder), of_shell(), DRESSES[:1])), "nothing was drawn")


def _verifies(opened: Opened) -> None:
    report = verify_open(opened.records)
    _require(report.content, "; ".join(fault.sentence for fault in report.faults))

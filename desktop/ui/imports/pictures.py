"""The screens of bringing in a list in their states, with made-up people only."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from desktop.background.progress import Step
from desktop.domain.ids import ImportId, PersonId
from desktop.domain.incoming import RowsAre
from desktop.imports.columns import ColumnMatch, recognise_columns
from desktop.imports.plan import ImportPlan, plan_import
from desktop.imports.reading import read_bytes
from desktop.imports.sheet import Sheet
from desktop.queries.imports import ImportRow, KnownPerson, KnownRecords
from desktop.returns.rules.reading import bundled_code_lists
from desktop.services.import_undo import KeptReferral, UndoOutcome
from desktop.services.imports import ImportOutcome
from desktop.ui.imports.check_view import CheckView
from desktop.ui.imports.columns_view import ColumnsView
from desktop.ui.imports.done_view import DoneView
from desktop.ui.imports.lists_view import ListsView
from desktop.ui.imports.working_view import WorkingView
from desktop.ui.shared.screen import Picture

_TODAY = date(2026, 3, 3)
_HEADINGS = (
    "Ref", "Date referred", "Referred by", "Forename", "Surname", "Date of birth", "Gender", "Ethnicity",
    "Postcode", "Phone", "Safe to call", "Crime type", "Incident date", "Nationality", "Collar number",
    "Where they would rather meet, and who may come along",
)  # fmt: skip
_ROWS = (
    ("A-1", "02/04/2018", "Police - officer", "Craig", "Jones", "22/02/1968", "Male", "W1", "TS10 2BE",
     "07700 900490", "", "Violence", "02/04/2018", "", "4471", ""),
    ("A-2", "13/04/2018", "Self-referral", "Zoë", "O'Neill", "", "F", "Not stated", "TS27 7DJ",
     "07700 900606", "Yes", "Fraud", "10/04/2018", "", "", "Library"),
    ("A-3", "14/05/2019", "Market inspector", "Jean", "Young", "19/08/1941", "female", "Martian", "TS5 9FB",
     "", "No", "Theft", "12/05/2019", "", "", "At home, her sister with her"),
    ("A-4", "31/02/2019", "Police - officer", "Ann", "Marsh", "", "F", "W1", "", "", "", "Theft",
     "", "", "", ""),
    ("A-5", "", "Self-referral", "Bill", "Marsh", "", "M", "W1", "", "", "", "Theft", "", "", "", ""),
    ("A-3", "14/05/2019", "Market inspector", "Jean", "Young", "19/08/1941", "female", "Martian", "TS5 9FB",
     "", "No", "Theft", "12/05/2019", "", "", "At home, her sister with her"),
    ("A-6", "20/06/2019", "Self-referral", "Craig", "Jones", "22/02/1968", "Male", "W1", "TS10 2BE", "", "",
     "Burglary", "19/06/2019", "", "", ""),
)  # fmt: skip
_KNOWN = KnownRecords(
    people=(KnownPerson(PersonId(UUID(int=9)), "A-1037", "Jean", "Young", date(1941, 8, 19), "TS5 9FB"),)
)


def _sheet(rows: Sequence[Sequence[str]] = _ROWS) -> Sheet:
    lines = "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in (_HEADINGS, *rows))
    return read_bytes(lines.encode(), file_name="Referrals 2018 to 2019.csv")


def _plan(rows: Sequence[Sequence[str]] = _ROWS) -> ImportPlan:
    sheet = _sheet(rows)
    lists = bundled_code_lists()
    return plan_import(sheet, recognise_columns(sheet), lists, today=_TODAY, existing=_KNOWN)


def _imported(number: int, source: str, rows_are: RowsAre, *, undone: bool = False) -> ImportRow:
    moment = datetime(2026, 3, number, 9, 5 * number, tzinfo=UTC)
    return ImportRow(
        id=ImportId(UUID(int=number)),
        brought_in_at=moment,
        brought_in_by="Bethan Price" if number % 2 else "Wilhelmina Featherstonehaugh-Cholmondeley",
        source=source,
        rows_are=rows_are,
        rows_taken=1177 // number,
        rows_rejected=number - 1,
        rows_duplicate=(number * 7) % 4,
        undone_at=moment if undone else None,
    )


def _lists() -> ListsView:
    view = ListsView()
    view.show_imports(
        (
            _imported(3, "own list", RowsAre.OPEN),
            _imported(2, "police list", RowsAre.HISTORY, undone=True),
            _imported(1, "own list", RowsAre.HISTORY),
        )
    )
    return view


def _first() -> ListsView:
    view = ListsView()
    view.show_imports(())
    return view


def _kept() -> ListsView:
    view = _lists()
    kept = tuple(
        KeptReferral(f"OP-{number}", "Changed since the list was brought in.") for number in (17, 204, 311)
    )
    view.show_kept(UndoOutcome(389, kept))
    return view


def _columns(match: ColumnMatch | None = None) -> ColumnsView:
    view = ColumnsView()
    sheet = _sheet()
    view.show_list(sheet, match or recognise_columns(sheet))
    return view


def _question() -> ColumnsView:
    view = _columns()
    view.ask_order(
        "41 dates of this list have a second number above 12, as American lists do. "
        "Does the month come first?"
    )
    return view


def _refused() -> ColumnsView:
    view = _columns()
    view.refuse(
        "The column “Surname” was taken as the date of the referral, but none of its cells is a date. "
        "Choose another column for it, and try again."
    )
    return view


def _working() -> WorkingView:
    view = WorkingView()
    view.show_doing("Bringing in your list…")
    view.show_step(Step(4000, 11770))
    return view


def check() -> CheckView:
    """Show a list with everything that may be wrong with one."""
    view = CheckView()
    view.show_plan(_plan())
    return view


def _clean() -> CheckView:
    view = CheckView()
    view.show_plan(_plan(_ROWS[:2]))
    return view


def _nothing() -> CheckView:
    view = CheckView()
    view.show_plan(_plan((_ROWS[3], _ROWS[4])))
    return view


def _done() -> DoneView:
    view = DoneView()
    outcome = ImportOutcome(ImportId(UUID(int=1)), 1177, 1102, 1840, 1166, 1177, 1177)
    view.show_done(outcome, _plan())
    return view


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    size = partial(Picture, width=972, height=700)
    return (
        size("imports-first", _first),
        size("imports-lists", _lists),
        size("imports-kept", _kept),
        size("imports-columns", _columns, height=1300),
        size("imports-columns-usual", _columns),
        size("imports-question", _question),
        size("imports-refused", _refused),
        size("imports-working", _working),
        size("imports-check", check),
        size("imports-check-whole", check, height=1900),
        size("imports-check-clean", _clean),
        size("imports-check-nothing", _nothing),
        size("imports-done", _done),
    )

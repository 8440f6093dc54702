"""Small lists planned as an import, for the tests of what rows and cells become."""

from collections.abc import Mapping
from datetime import date

from desktop.domain.codes import CodeList
from desktop.domain.incoming import IncomingRow
from desktop.imports.columns import recognise_columns
from desktop.imports.dates import DateOrder
from desktop.imports.plan import ImportPlan, plan_import
from desktop.imports.reading import read_bytes
from desktop.queries.imports import KnownRecords

TODAY = date(2026, 11, 21)
Lists = Mapping[str, CodeList]
NOBODY = KnownRecords()


def planned(
    lists: Lists,
    headings: str,
    *rows: str,
    existing: KnownRecords = NOBODY,
    date_order: DateOrder | None = None,
) -> ImportPlan:
    sheet = read_bytes("\r\n".join([headings, *rows]).encode(), file_name="list.csv")
    return plan_import(
        sheet, recognise_columns(sheet), lists, today=TODAY, existing=existing, date_order=date_order
    )


def the_row(lists: Lists, headings: str, row: str) -> IncomingRow:
    plan = planned(lists, f"Ref,Date referred,{headings}", f"1,13/05/2016,{row}")
    assert [reject.reason for reject in plan.rejects] == []
    return plan.rows[0]

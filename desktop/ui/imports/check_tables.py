"""The tables of a dry run: each row of the list by its number, with the reason in words."""

from collections.abc import Sequence
from typing import TypeVar

from desktop.imports.duplicates import ProbableDuplicate
from desktop.imports.headings import about
from desktop.imports.plan import ExactDuplicate, ImportPlan, ValueNotPlaced
from desktop.imports.rejects import Reject
from desktop.ui.shared.look import look
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import translate, whole_number

R = TypeVar("R")
_MOST_LINES_SHOWN = 6


def rejects_table(plan: ImportPlan) -> Table[Reject]:
    """List the rows that cannot come in, with the reason."""
    return filled(
        Table(
            translate("CheckTables", "Rows that cannot come in"),
            (
                Column(_row_heading(), lambda reject: _row_name(reject.row.number), width=120),
                Column(translate("CheckTables", "Why"), lambda reject: reject.reason, stretch=True),
            ),
        ),
        plan.rejects,
    )


def doubles_table(plan: ImportPlan) -> Table[ExactDuplicate]:
    """List the rows that are there already, with the reason."""
    return filled(
        Table(
            translate("CheckTables", "Rows that are double"),
            (
                Column(_row_heading(), lambda double: _row_name(double.row.number), width=120),
                Column(translate("CheckTables", "Why"), lambda double: double.reason, stretch=True),
            ),
        ),
        plan.duplicates,
    )


class ProbableTable(Table[ProbableDuplicate]):
    """Lists the rows that may be about somebody known, and as whom each comes in."""

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__(
            translate("CheckTables", "Perhaps the same person"),
            (
                Column(_row_heading(), lambda one: _row_name(one.row), width=100),
                Column(translate("CheckTables", "Perhaps"), _perhaps, width=170),
                Column(translate("CheckTables", "Why"), _first_reason, note=_other_reasons, stretch=True),
                Column(
                    translate("CheckTables", "Comes in as"),
                    lambda one: _comes_in_as(self._plan, one),
                    tone=lambda one: Tone.ACCENT if is_joined(self._plan, one) else Tone.PLAIN,
                    width=190,
                ),
            ),
        )
        self._plan = plan
        filled(self, plan.probable)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show anew as whom each row comes in; the chosen row stays chosen."""
        place = self.currentIndex().row()
        self._plan = plan
        filled(self, plan.probable)
        self.selectRow(place)


def is_joined(plan: ImportPlan, one: ProbableDuplicate) -> bool:
    """Say whether the row is to join the person on file whom it may be about."""
    return one.person_id is not None and plan.same_person.get(one.row) == one.person_id


def not_placed_table(plan: ImportPlan) -> Table[ValueNotPlaced]:
    """List the words that fit no code of their column, the most frequent first."""
    return filled(
        Table(
            translate("CheckTables", "Words nobody could place"),
            (
                Column(translate("CheckTables", "Words"), lambda value: value.text, stretch=True),
                Column(translate("CheckTables", "Column"), _column, width=280),
                Column(
                    translate("CheckTables", "Times"),
                    lambda value: whole_number(value.times),
                    number=True,
                    width=100,
                ),
            ),
        ),
        plan.not_placed,
    )


def filled(table: Table[R], rows: Sequence[R], *, most: int = _MOST_LINES_SHOWN) -> Table[R]:
    """Show the rows; of many only the first few are in sight, the others are scrolled to."""
    table.show_rows(rows)
    line = table.verticalHeader().defaultSectionSize()
    shown = min(len(rows), most)
    height = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + look().px(2)
    table.setFixedHeight(height + shown * line)
    return table


def _row_heading() -> str:
    return translate("CheckTables", "In the list")


def _row_name(number: int) -> str:
    return translate("CheckTables", "Row %1").replace("%1", str(number))


def _first_reason(one: ProbableDuplicate) -> str:
    return one.reasons[0] if one.reasons else ""


def _other_reasons(one: ProbableDuplicate) -> str:
    return " ".join(one.reasons[1:])


def _perhaps(one: ProbableDuplicate) -> str:
    if one.other_row is not None:
        return translate("CheckTables", "Row %1 of this list").replace("%1", str(one.other_row))
    return translate("CheckTables", "%1, on file").replace("%1", one.person_reference)


def _comes_in_as(plan: ImportPlan, one: ProbableDuplicate) -> str:
    if is_joined(plan, one):
        return translate("CheckTables", "The same as %1").replace("%1", one.person_reference)
    return translate("CheckTables", "A person of its own")


def _column(value: ValueNotPlaced) -> str:
    label = about(value.field).label
    return value.column if value.column == label else f"{value.column} ({label})"

"""The sources of money on the screen, with how many open cases each pays for; one of them beside."""

from desktop.queries.funding_streams import FundingStreamRow
from desktop.ui.shared.list_screen import ListScreen
from desktop.ui.shared.pages import empty_state
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.words import translate, uk_date


def funding_list() -> ListScreen[FundingStreamRow]:
    """List who pays."""
    return ListScreen(
        translate("Funding", "Funding"),
        translate("Funding", "Each case says who pays for it, and a return can count one funding alone."),
        table=_table(),
        empty=empty_state(
            "funding",
            translate("Funding", "No funding yet"),
            translate(
                "Funding", "Add whoever pays for the work: a commissioner's grant, a lottery, a trust."
            ),
        ),
        add=translate("Funding", "Add funding"),
    )


def _table() -> Table[FundingStreamRow]:
    return Table(
        translate("Funding", "Who pays"),
        (
            Column(
                translate("Funding", "Funding"), lambda one: one.name, note=_funder, stretch=True, least=200
            ),
            Column(translate("Funding", "From"), lambda one: uk_date(one.starts_on)),
            Column(translate("Funding", "Until"), lambda one: uk_date(one.ends_on)),
            Column(translate("Funding", "Open cases"), lambda one: str(one.open_cases)),
        ),
    )


def _funder(one: FundingStreamRow) -> str:
    return one.funder or ""

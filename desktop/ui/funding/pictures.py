"""The room of funding as it looks, with made-up funders."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from desktop.domain.ids import FundingStreamId
from desktop.errors import BadInputError
from desktop.queries.funding_streams import FundingStreamRow
from desktop.ui.funding.forms import Funding, adding_form, changing_funding_form
from desktop.ui.funding.view import funding_list
from desktop.ui.people.made_up import beside, filled, made_up_person
from desktop.ui.shared.form import Form
from desktop.ui.shared.list_screen import ListScreen
from desktop.ui.shared.screen import Picture

if TYPE_CHECKING:
    from desktop.background.tasks import Tasks

_TODAY = date(2026, 3, 3)
_GRANT = FundingStreamRow(
    stream_id=FundingStreamId(UUID(int=1)),
    version=1,
    name="Commissioner's victims' grant",
    funder="The commissioner of a county with a rather long name",
    starts_on=date(2025, 4, 1),
    ends_on=None,
    open_cases=148,
)
_LOTTERY = FundingStreamRow(
    stream_id=FundingStreamId(UUID(int=2)),
    version=2,
    name="Lottery fund",
    funder=None,
    starts_on=date(2024, 1, 1),
    ends_on=date(2026, 12, 31),
    open_cases=31,
)


def _funding() -> Funding:
    about = made_up_person()
    return Funding(cast("Tasks", None), about.actor, about.drafts, _TODAY)


def _list(*streams: FundingStreamRow) -> ListScreen[FundingStreamRow]:
    view = funding_list()
    view.show_rows(streams)
    return view


def _with_form() -> ListScreen[FundingStreamRow]:
    view = _list(_GRANT, _LOTTERY)
    view.panel.open_form(changing_funding_form(_funding(), _LOTTERY))
    return view


def _refused() -> Form:
    form = filled(adding_form(_funding()), name="Winter fund", until="1/3/2026", **{"from": "1/4/2026"})
    form.refuse(BadInputError("The funding ends before it starts.", "Check both dates."))
    return form


def pictures() -> tuple[Picture, ...]:
    """Every state of funding."""
    size = partial(Picture, width=972, height=700)
    panel = partial(Picture, width=560, height=760)
    return (
        size("funding", lambda: _list(_GRANT, _LOTTERY)),
        size("funding-empty", _list),
        Picture("funding-with-form", _with_form),
        panel("funding-new", lambda: beside("", adding_form(_funding()))),
        panel("funding-refused", lambda: beside("", _refused())),
    )

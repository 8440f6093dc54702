"""A manager adds who pays, changes it, and ends it; two who change it at once lose nothing."""

from datetime import date

from desktop.queries.funding_streams import FundingStreamRow, funding_streams
from desktop.services.cases import CaseEdits, change_case
from desktop.services.funding_streams import add_funding_stream, change_funding_stream
from desktop.ui.funding.room import FundingRoom
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import Show, button
from tests.ui.shared.made_form import fill


def _room(beside: Beside, show: Show) -> FundingRoom:
    room = FundingRoom(tasks=beside.tasks, actor=beside.made.actor, drafts=beside.drafts)
    show(room)
    room.arrive()
    beside.panel = room.view.panel
    return room


def _named(beside: Beside, name: str) -> FundingStreamRow:
    return next(one for one in beside.made.ask(funding_streams) if one.name == name)


def test_funding_is_added_and_listed_with_the_open_cases_it_pays_for(beside: Beside, show: Show) -> None:
    room = _room(beside, show)
    beside.until(lambda: room.view.rows)
    button(room, "Add funding").click()
    form = beside.form()
    fill(form, name="  Lottery   fund ", funder="The lottery", until="1/3/2026", **{"from": "1/4/2026"})
    beside.save()
    beside.until(lambda: "The funding ends before it starts." in in_sight(form))
    fill(form, until="31/3/2027")
    beside.save_and_close()
    beside.until(lambda: "Lottery fund" in [one.name for one in room.view.rows])
    added = _named(beside, "Lottery fund")
    assert (added.funder, added.starts_on, added.ends_on) == (
        "The lottery",
        date(2026, 4, 1),
        date(2027, 3, 31),
    )
    edits = CaseEdits(funding_stream_id=added.stream_id)
    beside.made.do(change_case, case_id=beside.made.case, version=1, edits=edits)
    assert _named(beside, "Lottery fund").open_cases == 1


def test_two_who_change_one_funding_lose_nothing(beside: Beside, show: Show) -> None:
    stream = beside.made.do(add_funding_stream, name="Lottery fund")
    room = _room(beside, show)
    beside.until(lambda: "Lottery fund" in [one.name for one in room.view.rows])
    room.view.opened.emit(_named(beside, "Lottery fund"))
    fill(beside.form(), until="31/3/2027")
    beside.made.do(
        change_funding_stream, stream_id=stream, version=1, name="Lottery fund", funder="The lottery"
    )
    beside.save()
    beside.wait_for("What was changed meanwhile is in the form now")
    beside.save_and_close()
    kept = _named(beside, "Lottery fund")
    assert (kept.funder, kept.ends_on) == ("The lottery", date(2027, 3, 31))

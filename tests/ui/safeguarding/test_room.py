"""The room of safeguarding: what presses first, whom to ring, who broke the glass and who has seen it."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Role
from desktop.domain.concerns import ConcernAbout, Told
from desktop.domain.ids import PersonId
from desktop.queries.concerns import ConcernLine
from desktop.queries.glass import broken_glass
from desktop.queries.people import person_details
from desktop.services.concerns import NewCall, NewConcern, raise_concern, record_concern_call
from desktop.services.glass import break_glass
from desktop.ui.rooms import all_rooms
from desktop.ui.safeguarding.room import SafeguardingRoom
from desktop.ui.shared.form import Form
from desktop.ui.shared.messages import Message
from desktop.ui.shared.tables import Table
from tests.services.colleagues import Team
from tests.ui.conftest import button, labels, words
from tests.ui.seated import Beside, Sit

PATIENCE = 20_000
REASON = "She is at the station and I must know who may fetch her"
Show = Callable[[QWidget], QWidget]


def _raise(
    team: Team,
    person: PersonId,
    *,
    by: Role = Role.SUPPORT_WORKER,
    told: bool = False,
    danger: bool = False,
) -> None:
    worry = NewConcern(about=ConcernAbout.ADULT, narrative="A worry", immediate_danger=danger)
    raised = team.does(team[by], raise_concern, person_id=person, concern=worry)
    if told:
        call = NewCall(told=Told.LEAD, reached=True)
        team.does(team[by], record_concern_call, concern_id=raised.concern_id, call=call)


def _room(desk: Beside, show: Show) -> SafeguardingRoom:
    about = desk.about
    room = SafeguardingRoom(tasks=about.tasks, actor=about.actor, drafts=about.drafts)
    show(room)
    desk.qtbot.waitUntil(lambda: "Whom to ring" in words(room), timeout=PATIENCE)
    room.board.arrive()
    return room


def _tables(room: SafeguardingRoom) -> list[Table[ConcernLine]]:
    return [one for one in room.findChildren(Table) if one.isVisibleTo(room)]


def test_what_presses_most_stands_first_and_opens_with_enter(team: Team, sit: Sit, show: Show) -> None:
    late, told, danger = team.person("Ann", "Late"), team.person("Bea", "Told"), team.person("Cy", "Danger")
    now = team.clock.now
    team.clock.now = now - timedelta(days=2)
    _raise(team, late)
    team.clock.now = now
    _raise(team, told, told=True)
    _raise(team, danger, danger=True)
    desk = sit(Role.SAFEGUARDING_LEAD, late)
    room = _room(desk, show)
    (table,) = _tables(room)
    assert [row.person_id for row in table.rows] == [danger, late, told]
    assert "Dev Deputy" in words(room)
    assert "Lena Lead" not in words(room)  # nobody rings themselves
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: room.beside.panel_open, timeout=PATIENCE)
    inside = room.beside.inside
    assert inside is not None
    assert "Immediate danger" in words(inside)
    assert "Decide" in labels(inside)
    assert room.step_back()
    assert not room.beside.panel_open


def test_whoever_wrote_a_concern_is_reminded_until_the_call_is_written_down(
    team: Team, sit: Sit, show: Show
) -> None:
    person = team.person()
    team.assign(team[Role.VOLUNTEER], person)
    _raise(team, person, by=Role.VOLUNTEER)
    desk = sit(Role.VOLUNTEER, person)
    room = _room(desk, show)
    assert "Nobody has been told yet." in words(room)
    assert _tables(room) == []
    assert "Who broke the glass" not in words(room)
    button(room, "Write down the call").click()
    form = room.beside.inside
    assert isinstance(form, Form)
    for key, typed in {"told": "lead", "reached": "yes"}.items():
        form.fields[key].input.fill(typed)
    room.save()
    desk.qtbot.waitUntil(lambda: "Nobody has been told yet." not in words(room), timeout=PATIENCE)
    assert not room.beside.panel_open


def test_a_lead_says_that_they_have_seen_who_broke_the_glass(team: Team, sit: Sit, show: Show) -> None:
    person = team.person()
    team.does(team[Role.SUPPORT_WORKER], break_glass, person_id=person, reason=REASON)
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    room = _room(desk, show)
    told: list[Message] = []
    room.said.connect(told.append)
    assert REASON in words(room)
    button(room, "I have seen this").click()
    desk.qtbot.waitUntil(lambda: "Seen by Lena Lead" in words(room), timeout=PATIENCE)
    assert "seen why Sam Worker broke the glass" in told[-1].text
    (row,) = desk.asks(broken_glass)
    assert row.seen_by == "Lena Lead"


def test_a_worker_breaks_the_glass_by_reference_and_closes_it_again(team: Team, sit: Sit, show: Show) -> None:
    person = team.person()
    desk = sit(Role.SUPPORT_WORKER, person)
    known = desk.asks(person_details, person_id=person, code_lists=desk.about.lists)
    room = _room(desk, show)
    button(room, "Break the glass by reference…").click()
    form = room.beside.inside
    assert isinstance(form, Form)
    form.fields["reference"].input.fill(known.reference)
    form.fields["reason"].input.fill(REASON)
    room.save()
    desk.qtbot.waitUntil(lambda: "Close it now" in labels(room), timeout=PATIENCE)
    button(room, "Close it now").click()
    desk.qtbot.waitUntil(lambda: "Close it now" not in labels(room), timeout=PATIENCE)


def test_the_room_stands_in_the_rail_of_everybody_who_works_with_people(team: Team, sit: Sit) -> None:
    about = sit(Role.VOLUNTEER, team.person()).about
    rooms = all_rooms(tasks=about.tasks, actor=about.actor, drafts=about.drafts)
    (entry,) = [one for one in rooms if one.key == "safeguarding"]
    assert entry.title == "Safeguarding"

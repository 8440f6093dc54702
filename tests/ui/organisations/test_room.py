"""The directory is found in, added to, verified and changed from the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.queries.organisations import OrganisationDetails, find_organisations, organisation_details
from desktop.services.organisations import OrganisationWords, change_organisation
from desktop.ui.organisations.room import DirectoryRoom
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import Show, button
from tests.ui.shared.made_form import fill


def _room(beside: Beside, show: Show) -> DirectoryRoom:
    room = DirectoryRoom(tasks=beside.tasks, actor=beside.made.actor, drafts=beside.drafts)
    show(room)
    room.arrive()
    beside.panel = room.view.panel
    return room


def _places(beside: Beside) -> list[str]:
    found = beside.made.ask(find_organisations, code_lists=beside.made.lists, closed_too=True)
    return [one.name for one in found]


def _details(beside: Beside, room: DirectoryRoom) -> OrganisationDetails:
    which = room.view.rows[0].organisation_id
    return beside.made.ask(organisation_details, organisation_id=which, code_lists=beside.made.lists)


@pytest.fixture
def room(beside: Beside, show: Show) -> DirectoryRoom:
    beside.made.organisation()
    made = _room(beside, show)
    beside.until(lambda: made.view.rows)
    return made


def _open(beside: Beside, room: DirectoryRoom) -> None:
    room.activateWindow()
    beside.until(room.isActiveWindow)
    room.view.arrive()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    beside.page()


def test_an_empty_directory_offers_to_add_the_first_place(beside: Beside, show: Show) -> None:
    room = _room(beside, show)
    beside.wait_for("The directory is empty", room)
    button(room, "Add the first place").click()
    form = beside.form()
    fill(form, kind="housing", **{"needs-for": "some"}, needs=["shelter"], **{"areas-for": "all"})
    beside.type_into(form, "name", "Riverside Housing")
    beside.save_and_close()
    beside.until(lambda: room.view.rows)
    kept = _details(beside, room)
    assert (kept.line.name, kept.kind_code, kept.need_codes) == (
        "Riverside Housing",
        "housing",
        frozenset({"shelter"}),
    )
    assert (kept.area_codes, kept.crime_codes) == (frozenset(), None)


def test_a_place_is_found_while_typing_and_opened_with_enter(beside: Beside, room: DirectoryRoom) -> None:
    room.view.look_for("zzz")
    beside.wait_for("No such place in the directory", room)
    assert room.step_back()
    beside.until(lambda: room.view.rows)
    _open(beside, room)
    assert "Harbour Counselling" in in_sight(room)
    assert room.step_back()
    assert not room.view.panel.panel_open


def test_somebody_who_looked_today_says_so(beside: Beside, room: DirectoryRoom) -> None:
    _open(beside, room)
    assert "Look again" in in_sight(room.view.panel)
    beside.press_button("Still so today")
    beside.wait_for("Looked at lately")
    assert _details(beside, room).verified_by == "Mo Manager"


def test_a_name_that_is_there_already_is_refused(beside: Beside, room: DirectoryRoom) -> None:
    button(room, "Add a place").click()
    form = beside.form()
    beside.type_into(form, "name", "Harbour Counselling")
    beside.save()
    beside.until(lambda: "Nothing you wrote is lost" in in_sight(form))
    assert _places(beside) == ["Harbour Counselling"]


def test_two_who_change_one_entry_lose_nothing(beside: Beside, room: DirectoryRoom) -> None:
    _open(beside, room)
    beside.press_button("Change it…")
    form = beside.form()
    fill(form, what="Groups")
    theirs = OrganisationWords(name="Harbour Counselling", what_they_do="Talks", phone="01632 960 001")
    which = room.view.rows[0].organisation_id
    beside.made.do(change_organisation, organisation_id=which, version=1, words=theirs)
    beside.save()
    beside.settle("Put both together")
    beside.save()
    beside.page()
    assert (_details(beside, room).line.what_they_do, _details(beside, room).phone) == (
        "Talks\n\nGroups",
        "01632 960 001",
    )


def test_a_place_that_closes_is_not_offered_any_more(beside: Beside, room: DirectoryRoom) -> None:
    _open(beside, room)
    beside.press_button("It closes…")
    beside.form()
    fill(beside.form(), on="1/4/2026")
    beside.save()
    beside.until(lambda: not room.view.rows)
    beside.wait_for("Closed", room)

"""What is missing behind the return on screen: found, filtered, and settled where it is listed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableView
from pytestqt.qtbot import QtBot

from desktop.ui.returns.room import ReturnsRoom
from desktop.ui.shared.form import Form
from desktop.ui.shared.screen import Destination
from tests.returns.made_people import MadePerson
from tests.ui.conftest import button, words
from tests.ui.returns.conftest import IN_PERIOD, Opened, box

KEY = Qt.Key
UNASKED = (MadePerson(IN_PERIOD, sex=None, forename="Ada", surname="Okafor"),)


def open_inbox(qtbot: QtBot, room: ReturnsRoom) -> None:
    QTest.keyClick(button(room, "What is missing…"), KEY.Key_Space)
    qtbot.waitUntil(lambda: "Looking" not in words(room))


def sentences(room: ReturnsRoom) -> list[str]:
    return [f"{one.initials} {one.sentence}" for one in room.inbox.view.rows]


def listed(room: ReturnsRoom) -> QTableView:
    name = "What is missing or contradictory"
    return next(each for each in room.findChildren(QTableView) if each.accessibleName() == name)


def test_what_is_missing_is_listed_with_what_it_does(qtbot: QtBot, opened: Opened) -> None:
    room = opened(UNASKED)
    open_inbox(qtbot, room)
    assert "A.O. No sex recorded." in sentences(room)
    (finding,) = [one for one in room.inbox.view.rows if one.missing == "sex"]
    assert "in Sex" in finding.effect
    assert "about 1 person" in words(room)


def test_one_kind_is_chosen_with_its_number(qtbot: QtBot, opened: Opened) -> None:
    room = opened(UNASKED)
    open_inbox(qtbot, room)
    what = box(room, "What")
    what.setCurrentIndex(what.findText("No sex recorded (1)"))
    assert sentences(room) == ["A.O. No sex recorded."]
    whose = box(room, "Whose")
    whose.setCurrentIndex(whose.findText("My cases (0)"))
    assert sentences(room) == []


def test_an_answer_is_given_in_place_and_the_return_is_stale(qtbot: QtBot, opened: Opened) -> None:
    room = opened(UNASKED)
    open_inbox(qtbot, room)
    what = box(room, "What")
    what.setCurrentIndex(what.findText("No sex recorded (1)"))
    table = listed(room)
    table.setFocus()
    qtbot.waitUntil(lambda: table.currentIndex().isValid())
    QTest.keyClick(table, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(room.findChildren(Form)))
    form = room.findChildren(Form)[0]
    answer = next(each for each in form.findChildren(QComboBox) if each.accessibleName() == "Sex")
    answer.setCurrentIndex(answer.findText("Female"))
    room.save()
    qtbot.waitUntil(lambda: "A.O. No sex recorded." not in sentences(room))
    assert "The records changed" in words(room)
    QTest.keyClick(button(room, "Count again"), KEY.Key_Space)
    qtbot.waitUntil(lambda: room.view.result is not None and room.view.document.is_complete)
    assert box(room, "Return").hasFocus()
    result = room.view.result
    assert result is not None
    assert result.table("sex").cell("F", "count").value == 1


def test_what_is_not_settled_here_leads_to_the_person(qtbot: QtBot, opened: Opened) -> None:
    room = opened(UNASKED)
    open_inbox(qtbot, room)
    led: list[Destination] = []
    room.leads_to.connect(led.append)
    table = listed(room)
    table.setFocus()
    QTest.keyClick(table, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(room.findChildren(Form)))
    QTest.keyClick(button(room, "Open this person"), KEY.Key_Space)
    assert led == [Destination("people", room.inbox.view.rows[0].person_id)]


def test_esc_goes_back_to_the_return(qtbot: QtBot, opened: Opened) -> None:
    room = opened(UNASKED)
    open_inbox(qtbot, room)
    assert room.step_back()
    assert room.view.isVisibleTo(room)


def test_records_that_lack_nothing_say_so(qtbot: QtBot, opened: Opened) -> None:
    room = opened((MadePerson(IN_PERIOD),))
    open_inbox(qtbot, room)
    assert "Nothing is missing" in words(room)

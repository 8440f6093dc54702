"""Choosing a return, reading it, asking who is in a number, and saving it: through the keyboard."""

import json
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.queries.releases import list_releases
from desktop.returns.explaining.who import Member
from desktop.returns.result import MARKING
from desktop.services.funding_streams import add_funding_stream
from desktop.store.records import Records
from desktop.ui.returns.filling_in.asked import Asked
from desktop.ui.returns.room import ReturnsRoom
from desktop.ui.returns.save_dialog import SaveDialog
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.messages import Message
from desktop.ui.shared.screen import Destination
from tests.returns.made_people import MadePerson, write_people
from tests.ui.conftest import button, words
from tests.ui.returns.conftest import BEFORE, IN_PERIOD, PEOPLE, Opened, box, table

KEY = Qt.Key
KEY_SHIFT = Qt.KeyboardModifier.ShiftModifier


def field(screen: QWidget, name: str) -> QLineEdit:
    return next(each for each in screen.findChildren(QLineEdit) if each.accessibleName() == name)


def numbers(room: ReturnsRoom, name: str) -> list[str]:
    shown = table(room, name)
    model = shown.model()
    last = model.columnCount() - 1
    return [str(model.index(row, last).data()) for row in range(model.rowCount())]


def open_number(room: ReturnsRoom, name: str, steps_down: int) -> None:
    shown = table(room, name)
    shown.setFocus()
    for _ in range(steps_down + 1):
        QTest.keyClick(shown, KEY.Key_Down)
    QTest.keyClick(shown, KEY.Key_Return)


def wait_for_members(qtbot: QtBot, room: ReturnsRoom, *references: str) -> None:
    qtbot.waitUntil(lambda: tuple(one.reference for one in room.view.who.members) == references)


def ask_why(room: ReturnsRoom, typed: str) -> None:
    why = field(room, "Why is somebody not here?")
    why.setFocus()
    why.clear()
    QTest.keyClicks(why, typed)
    QTest.keyClick(why, KEY.Key_Return)


def test_the_last_full_quarter_with_referrals_is_shown_at_once(opened: Opened) -> None:
    room = opened()
    assert box(room, "Year").currentText() == "2018-19"
    assert box(room, "Part of the year").currentText() == "Quarter 2: Jul to Sep"
    assert numbers(room, "Sex") == ["1", "2", "0", "3"]
    assert MARKING in words(room)
    assert "Harbour Support" in words(room)


def test_screen_and_result_hold_the_same_numbers(opened: Opened) -> None:
    room = opened()
    result = room.view.result
    assert result is not None
    for counted in result.tables:
        model = table(room, counted.title).model()
        leading = model.columnCount() - len(counted.columns.items)
        shown = [
            [str(model.index(row, leading + column).data()) for column in range(len(counted.columns.items))]
            for row in range(model.rowCount())
        ]
        assert shown == [[cell.shown for cell in row] for row in counted.cells]


def test_another_year_is_counted_when_it_is_chosen(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    year = box(room, "Year")
    year.setFocus()
    QTest.keyClick(year, KEY.Key_Down)
    qtbot.waitUntil(lambda: room.view.result is not None and room.view.result.period.id == "2017-18:Q2")
    part = box(room, "Part of the year")
    part.setFocus()
    QTest.keyClick(part, KEY.Key_Home)
    qtbot.waitUntil(lambda: room.view.result is not None and room.view.result.period.id == "2017-18")
    assert numbers(room, "Sex") == ["0", "1", "0", "1"]


def test_enter_on_a_number_lists_who_is_in_it_without_names(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 1)
    wait_for_members(qtbot, room, "P-2", "P-3")
    assert [one.initials for one in room.view.who.members] == ["B.S.", "C.M."]
    assert "Stone" not in words(room)


def test_a_number_says_its_row_and_column_to_a_screen_reader(opened: Opened) -> None:
    room = opened()
    shown = table(room, "Sex")
    index = shown.model().index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Male, Number: 2"
    interface = QAccessible.queryAccessibleInterface(shown)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Sex"


def test_the_words_beside_the_numbers_are_passed_over_by_the_keyboard(opened: Opened) -> None:
    room = opened()
    shown = table(room, "Ethnicity")
    shown.setFocus()
    for key in (KEY.Key_Down, KEY.Key_Left, KEY.Key_Down):
        QTest.keyClick(shown, key)
    assert (shown.currentIndex().row(), shown.currentIndex().column()) == (1, 2)


def test_the_page_follows_the_keyboard(opened: Opened) -> None:
    room = opened()
    shown = table(room, "Ethnicity")
    assert shown.visibleRegion().isEmpty()
    shown.setFocus()
    QTest.keyClick(shown, KEY.Key_Down)
    QTest.keyClick(shown, KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert shown.viewport().visibleRegion().contains(shown.visualRect(shown.currentIndex()).center())
    assert shown.currentIndex().row() == shown.model().rowCount() - 1


def test_in_a_narrow_window_the_return_and_who_is_counted_take_turns(opened: Opened) -> None:
    room = opened()
    room.resize(600, 500)
    assert not room.view.who.isVisibleTo(room)
    open_number(room, "Sex", 0)
    assert room.view.who.isVisibleTo(room)
    assert not table(room, "Sex").isVisibleTo(room)
    QTest.keyClick(button(room, "Back to the return"), KEY.Key_Space)
    assert table(room, "Sex").hasFocus()
    room.resize(1180, 760)
    assert not room.view.who.isVisibleTo(room)
    assert table(room, "Sex").isVisibleTo(room)


def test_esc_goes_back_from_who_is_counted_to_the_number(opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 1)
    assert room.step_back()
    assert table(room, "Sex").hasFocus()
    assert table(room, "Sex").currentIndex().row() == 1
    assert not room.step_back()


def test_a_nought_says_that_nobody_is_in_it(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 2)
    qtbot.waitUntil(lambda: "Nobody is in this number." in words(room))


def test_somebody_who_is_not_in_a_number_is_explained_by_reference(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 1)
    wait_for_members(qtbot, room, "P-2", "P-3")
    ask_why(room, "P-4")
    qtbot.waitUntil(lambda: "before the period" in words(room))
    ask_why(room, "LIST-1")
    qtbot.waitUntil(lambda: "recorded under Female" in words(room))


def test_somebody_may_be_asked_for_by_name(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 0)
    wait_for_members(qtbot, room, "P-1")
    ask_why(room, "stone")
    qtbot.waitUntil(lambda: "P-2 B.S." in words(room))
    assert "recorded under Male" in words(room)


def test_of_several_people_of_a_name_one_is_chosen_by_reference_and_initials(
    qtbot: QtBot, opened: Opened
) -> None:
    room = opened()
    open_number(room, "Sex", 0)
    wait_for_members(qtbot, room, "P-1")
    ask_why(room, "marsh")
    qtbot.waitUntil(lambda: "Which one?" in words(room))
    QTest.keyClick(button(room, "P-4 D.M."), KEY.Key_Space)
    qtbot.waitUntil(lambda: "before the period" in words(room))
    asking = button(room, "Ask")
    asking.setFocus()
    QTest.keyClick(asking, KEY.Key_Tab)
    assert room.focusWidget() is button(room, "Open this person")
    QTest.keyClick(button(room, "Open this person"), KEY.Key_Backtab, KEY_SHIFT)
    assert room.focusWidget() is asking


def test_whoever_comes_back_finds_the_number_that_is_open(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 1)
    wait_for_members(qtbot, room, "P-2", "P-3")
    room.view.who.go_to_list()
    room.arrive()
    assert table(room, "Sex").hasFocus()
    assert room.step_back()
    room.arrive()
    assert box(room, "Return").hasFocus()


def test_a_name_that_nobody_has_is_told_beside_the_field(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    open_number(room, "Sex", 0)
    wait_for_members(qtbot, room, "P-1")
    ask_why(room, "zzyzx")
    qtbot.waitUntil(lambda: "Nobody has the reference or the name “zzyzx”" in words(room))
    ask_why(room, "")
    assert field(room, "Why is somebody not here?").property("wrong") == "true"
    QTest.keyClick(table(room, "Sex"), KEY.Key_Return)
    assert field(room, "Why is somebody not here?").property("wrong") == "false"


def test_a_person_is_opened_from_the_list(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    led: list[Destination] = []
    room.leads_to.connect(led.append)
    open_number(room, "Sex", 1)
    wait_for_members(qtbot, room, "P-2", "P-3")
    members: tuple[Member, ...] = room.view.who.members
    room.view.who.go_to_list()
    focused = room.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, KEY.Key_Down)
    QTest.keyClick(focused, KEY.Key_Return)
    assert led == [Destination("people", members[1].person_id)]


def test_other_ways_of_protecting_are_not_there_yet_and_show_no_number(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    protection = box(room, "Protection")
    protection.setFocus()
    QTest.keyClick(protection, KEY.Key_Down)
    assert "“publish” is not there yet" in words(room)
    assert room.view.result is None
    assert not any(shown.isVisibleTo(room) for shown in room.view.document.tables)
    QTest.keyClick(protection, KEY.Key_Up)
    qtbot.waitUntil(lambda: room.view.result is not None)
    assert "not there yet" not in words(room)


def test_without_referrals_the_screen_says_what_to_do_first(qtbot: QtBot, opened: Opened) -> None:
    room = opened(())
    qtbot.waitUntil(lambda: "Nothing to count yet" in words(room))
    led: list[Destination] = []
    room.leads_to.connect(led.append)
    QTest.keyClick(button(room, "Bring in a list"), KEY.Key_Space)
    assert led == [Destination("imports")]


def test_a_change_of_the_records_is_noticed_and_counted_again_on_wish(
    qtbot: QtBot, opened: Opened, tasks: Tasks
) -> None:
    room = opened()
    others = [MadePerson((), nameless=True)] * len(PEOPLE)
    tasks.write(room, lambda session: write_people(session, people=[*others, MadePerson(IN_PERIOD, sex="F")]))
    qtbot.waitUntil(lambda: "The records changed" in words(room))
    assert numbers(room, "Sex") == ["1", "2", "0", "3"]
    QTest.keyClick(button(room, "Count again"), KEY.Key_Space)
    qtbot.waitUntil(lambda: numbers(room, "Sex") == ["2", "2", "0", "4"])
    assert "records changed" not in words(room)


def save_dialog(room: ReturnsRoom) -> SaveDialog:
    dialog = room.view.saving
    assert dialog is not None
    return dialog


def test_files_are_saved_marked_and_written_down_first(
    qtbot: QtBot, opened: Opened, records: Records, actor: Actor, tmp_path: Path
) -> None:
    room = opened()
    told: list[Message] = []
    room.said.connect(told.append)
    QTest.keyClick(button(room, "Save files…"), KEY.Key_Space)
    dialog = save_dialog(room)
    line = field(dialog, "Folder")
    line.selectAll()
    QTest.keyClicks(line, str(tmp_path))
    QTest.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    saved = sorted(path.name for path in tmp_path.glob("cleveland*") if path.is_file())
    endings = ("csv", "html", "json", "pdf", "xlsx")
    assert saved == [f"cleveland-tables 2018-19 Q2.{ending}" for ending in endings]
    tables = tmp_path / "cleveland-tables 2018-19 Q2 tables"
    assert {path.stem for path in tables.iterdir()} >= {"sex", "age"}
    written = json.loads((tmp_path / saved[2]).read_text(encoding="utf-8"))
    assert written["marking"] == MARKING
    shown = [[cell["shown"] for cell in row] for row in written["tables"][0]["cells"]]
    assert [row[0] for row in shown] == numbers(room, "Sex")
    (release,) = records.read(actor, partial(list_releases, actor=actor))
    assert (release.definition_id, release.period_id) == ("cleveland-tables", "2018-19:Q2")
    assert "do not send" in told[0].text
    assert f"saved in “{tmp_path.name}”" in told[0].text


def test_files_of_the_same_name_are_replaced_only_after_asking(
    qtbot: QtBot, opened: Opened, records: Records, actor: Actor, tmp_path: Path
) -> None:
    room = opened()
    there = tmp_path / "cleveland-tables 2018-19 Q2.csv"
    there.write_bytes(b"mine")
    room.save()
    dialog = save_dialog(room)
    field(dialog, "Folder").setText(str(tmp_path))
    for kind in dialog.findChildren(QCheckBox):
        kind.setChecked("CSV" in kind.text())
    QTest.keyClick(button(dialog, "Save"), KEY.Key_Space)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ConfirmDialog)))
    question = dialog.findChildren(ConfirmDialog)[0]
    QTest.keyClick(question, KEY.Key_Return)
    assert there.read_bytes() == b"mine"
    assert records.read(actor, partial(list_releases, actor=actor)) == ()
    QTest.keyClick(button(dialog, "Save"), KEY.Key_Space)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialog.findChildren(ConfirmDialog)))
    question = next(one for one in dialog.findChildren(ConfirmDialog) if one.isVisible())
    QTest.keyClick(button(question, "Replace"), KEY.Key_Space)
    qtbot.waitUntil(lambda: there.read_bytes() != b"mine")
    qtbot.waitUntil(lambda: room.view.saving is None)


def test_tables_of_an_earlier_version_are_told_beside_the_folder_and_left_alone(
    qtbot: QtBot, opened: Opened, records: Records, actor: Actor, tmp_path: Path
) -> None:
    room = opened()
    old = tmp_path / "cleveland-tables 2018-19 Q2 tables" / "R99.csv"
    old.parent.mkdir()
    old.write_bytes(b"old")
    room.save()
    dialog = save_dialog(room)
    field(dialog, "Folder").setText(str(tmp_path))
    QTest.keyClick(button(dialog, "Save"), KEY.Key_Space)
    qtbot.waitUntil(lambda: "holds tables that this return does not have: R99.csv" in words(dialog))
    assert list(tmp_path.glob("cleveland*")) == [old.parent]
    assert list(old.parent.iterdir()) == [old]
    assert records.read(actor, partial(list_releases, actor=actor)) == ()


def test_a_folder_that_is_not_there_is_told_beside_the_field(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    room = opened()
    room.save()
    dialog = save_dialog(room)
    field(dialog, "Folder").setText(str(tmp_path / "nowhere"))
    QTest.keyClick(button(dialog, "Save"), KEY.Key_Space)
    assert "There is no such folder" in words(dialog)
    QTest.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: room.view.saving is None)


def test_the_commissioner_is_named_from_the_cover_and_the_return_counted_again(
    qtbot: QtBot, opened: Opened
) -> None:
    room = opened()
    QTest.keyClick(button(room, "Name the commissioner…"), KEY.Key_Space)
    dialog = room.view.naming
    assert dialog is not None
    QTest.keyClicks(field(dialog, "Commissioner"), "The commissioner for Harbour")
    QTest.keyClick(field(dialog, "Commissioner"), KEY.Key_Return)
    qtbot.waitUntil(lambda: "The commissioner for Harbour" in words(room.view.document))
    change = button(room, "Name the commissioner…")
    assert change.text() == "Change…"
    QTest.keyClick(change, KEY.Key_Space)
    again = room.view.naming
    assert again is not None
    assert field(again, "Commissioner").text() == "The commissioner for Harbour"


def test_an_ended_funding_stream_is_offered_last_and_counted(
    qtbot: QtBot, opened: Opened, records: Records, actor: Actor
) -> None:
    add = partial(add_funding_stream, actor=actor)
    records.write(actor, partial(add, name="Alms", ends_on=date(2019, 3, 31)))
    records.write(actor, partial(add, name="Zakat"))
    room = opened()
    stream = box(room, "Funding stream")
    offered = [stream.itemText(place) for place in range(stream.count())]
    assert offered == ["All", "Main grant", "Zakat", "Alms (ended 31 March 2019)"]
    stream.setFocus()
    QTest.keyClick(stream, KEY.Key_End)
    qtbot.waitUntil(lambda: room.view.result is not None and room.view.result.stream == "Alms")


def test_people_without_referrals_in_any_period_are_not_counted(opened: Opened) -> None:
    room = opened((MadePerson(IN_PERIOD), MadePerson(BEFORE)))
    assert numbers(room, "Sex")[-1] == "1"


def test_a_return_leads_to_where_its_quarter_is_filled_in(opened: Opened) -> None:
    room = opened()
    led: list[Destination] = []
    room.leads_to.connect(led.append)
    button(room, "Fill in…").click()
    (where,) = led
    assert where.room == "fill-in"
    assert isinstance(where.thing, Asked)
    assert where.thing.quarter.id == "2018-19:Q2"

"""A list on its way from a file into the records, and back out, through the keyboard."""

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.models.case import Case
from desktop.models.session import RecordSession
from desktop.queries.imports import list_imports
from desktop.queries.people import find_people
from desktop.services.people import PersonWords, change_person
from desktop.store.records import Records
from desktop.ui.imports.drop_area import DropArea
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.screen import Destination
from tests.imports.lists import HEADINGS, ROWS, xlsx_bytes
from tests.store.made import NOBODY
from tests.ui.conftest import button
from tests.ui.imports.conftest import KEY, Desk

ListFile = Callable[..., Path]


def confirm(desk: Desk, verb: str = "") -> None:
    """Answer the question that is open: with Enter, which leaves all as it is, or by its verb."""

    def open_questions() -> list[ConfirmDialog]:
        return [each for each in desk.room.findChildren(ConfirmDialog) if each.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(open_questions()))
    (question,) = open_questions()
    if verb:
        QTest.keyClick(button(question, verb), KEY.Key_Space)
    else:
        QTest.keyClick(question, KEY.Key_Return)


def test_a_list_comes_in_with_four_presses(
    desk: Desk, list_file: ListFile, records: Records, actor: Actor
) -> None:
    desk.bring_in(list_file())
    assert "3 rows were brought in" in desk.words
    (brought,) = records.read(actor, partial(list_imports, actor=actor))
    assert (brought.rows_taken, brought.rows_rejected, brought.source) == (3, 0, "own list")
    led: list[Destination] = []
    desk.room.leads_to.connect(led.append)
    desk.press("See the returns")
    assert led == [Destination("returns")]


def test_every_column_says_what_it_holds_and_why(desk: Desk, list_file: ListFile) -> None:
    desk.open(list_file())
    assert desk.box("What “Gender” holds").currentText() == "Sex"
    assert "read as the person's sex" in desk.box("What “Gender” holds").accessibleDescription()
    assert "Craig · Zoë · Jean" in desk.words
    assert "3 rows · 17 columns" in desk.words


def test_a_column_is_put_right_from_the_keyboard_and_takes_the_field_from_another(
    desk: Desk, list_file: ListFile
) -> None:
    desk.open(list_file())
    desk.hold("Referred by", "Surname")
    assert desk.box("What “Referred by” holds").currentText() == "Surname"
    assert desk.box("What “Surname” holds").currentText() == "Keep with the referral"
    assert "“Referred by” was chosen for this instead." in desk.words


def test_what_was_put_right_is_remembered_for_the_next_list(desk: Desk, list_file: ListFile) -> None:
    desk.open(list_file())
    desk.hold("Crime number", "Keep")
    desk.check()
    desk.press("Bring in 3 rows")
    desk.wait_for(desk.room.done)
    desk.press("Another list")
    desk.open(list_file([("B-1", *ROWS[0][1:])], name="next.csv"))
    assert desk.box("What “Crime number” holds").currentText() == "Keep with the referral"
    assert "As in the last list with these headings." in desk.words


def test_letters_and_wheel_choose_nothing_before_the_list_of_choices_is_open(
    desk: Desk, list_file: ListFile
) -> None:
    desk.open(list_file())
    box = desk.box("What “Surname” holds")
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Down)
    assert box.view().isVisible()
    QTest.keyClick(box.view(), KEY.Key_Down)
    QTest.keyClick(box.view(), KEY.Key_Escape)
    assert box.currentText() == "Surname"
    assert desk.box("What “Forename” holds").currentText() == "Forename"


def test_nationality_is_left_out_whatever_is_chosen(desk: Desk, list_file: ListFile) -> None:
    headings, rows = (*HEADINGS, "Nationality"), [(*row, "Norwegian") for row in ROWS]
    desk.open(list_file(rows, headings))
    box = desk.box("What “Nationality” holds")
    assert (box.currentText(), box.isEnabled()) == ("Leave out", False)


def test_a_list_without_a_referral_date_says_so_before_and_after_the_check(
    desk: Desk, list_file: ListFile
) -> None:
    headings = ("Ref", "Came about then", *HEADINGS[2:])
    desk.open(list_file(headings=headings))
    assert "No column holds the date of the referral yet" in desk.words
    desk.press("Check every row")
    desk.qtbot.waitUntil(lambda: "so nothing could be counted by it" in desk.words)
    desk.hold("Came about then", "Date of the referral")
    desk.check()
    assert desk.button("Bring in 3 rows").isEnabled()


def test_american_dates_are_asked_about_once(desk: Desk, list_file: ListFile) -> None:
    days = ("04/13/2016", "04/25/2016", "05/30/2016")
    rows = [
        (row[0], day, *row[2:5], "", *row[6:14], day, *row[15:]) for row, day in zip(ROWS, days, strict=True)
    ]
    desk.open(list_file(rows))
    desk.press("Check every row")
    desk.qtbot.waitUntil(lambda: "Does the month come first?" in desk.words)
    desk.press("The month comes first")
    desk.wait_for(desk.room.check)
    assert desk.button("Bring in 3 rows").isEnabled()


def test_bad_rows_are_shown_with_reasons_and_saved_unchanged(
    desk: Desk, list_file: ListFile, tmp_path: Path
) -> None:
    bad = ("A-4", "31/02/2016", *ROWS[0][2:])
    desk.open(list_file([*ROWS, bad, ROWS[0]]))
    desk.check()
    assert "Row 5" in desk.cells("Rows that cannot come in")[0][0]
    assert "does not exist" in desk.cells("Rows that cannot come in")[0][1]
    assert desk.cells("Rows that are double") == [["Row 6", "The same as row 2 of this list."]]
    desk.press("Save these rows…")
    target = tmp_path / "left out.csv"
    desk.choose(target)
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    with target.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert tuple(lines[1][: len(bad)]) == bad
    assert "1 row was saved with its reason." in desk.told[0].text


def test_rows_are_said_to_be_still_open(desk: Desk, list_file: ListFile, records: Records) -> None:
    desk.open(list_file())
    desk.check()
    choices = desk.room.check.findChildren(QRadioButton)
    assert [choice.isChecked() for choice in choices] == [True, False]
    choices[1].setFocus()
    QTest.keyClick(choices[1], KEY.Key_Space)
    desk.press("Bring in 3 rows")
    desk.wait_for(desk.room.done)
    assert set(records.read(NOBODY, lambda session: session.scalars(select(Case.from_history)).all())) == {
        False
    }


def test_years_are_counted_before_anything_is_written(
    desk: Desk, list_file: ListFile, records: Records, actor: Actor
) -> None:
    desk.open(list_file())
    desk.check()
    assert "2016-17\n3" in desk.words
    assert records.read(actor, partial(list_imports, actor=actor)) == ()


def test_somebody_on_file_is_joined_with_enter_and_let_go_again(
    desk: Desk, list_file: ListFile, records: Records, actor: Actor
) -> None:
    desk.bring_in(list_file())
    desk.press("Another list")
    desk.open(list_file([("B-1", "20/06/2017", *ROWS[0][2:])], name="later.csv"))
    desk.check()
    name = "Perhaps the same person"
    shown = desk.table(name)
    shown.setFocus()
    assert desk.cells(name)[0][3] == "A person of its own"
    QTest.keyClick(shown, KEY.Key_Return)
    assert desk.cells(name)[0][3].startswith("The same as")
    QTest.keyClick(shown, KEY.Key_Return)
    assert desk.cells(name)[0][3] == "A person of its own"
    QTest.keyClick(shown, KEY.Key_Return)
    desk.press("Bring in 1 row")
    desk.wait_for(desk.room.done)
    found = records.read(actor, partial(find_people, actor=actor, text="Craig Jones", limit=9))
    assert len(found.rows) == 1


def test_a_list_is_taken_back_only_after_asking(
    desk: Desk, list_file: ListFile, records: Records, actor: Actor
) -> None:
    desk.bring_in(list_file())
    desk.press("Take it back…")
    confirm(desk)
    assert records.read(actor, partial(list_imports, actor=actor))[0].undone_at is None
    desk.press("Take it back…")
    confirm(desk, "Take it back")
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    assert "3 referrals were taken back." in desk.told[0].text
    assert records.read(actor, partial(list_imports, actor=actor))[0].undone_at is not None
    desk.qtbot.waitUntil(lambda: desk.cells("Lists brought in")[0][3] == "Taken back")
    assert not desk.button("Take it back…").isEnabled()


def test_what_somebody_worked_on_stays_and_is_named(
    desk: Desk, list_file: ListFile, records: Records, actor: Actor
) -> None:
    desk.bring_in(list_file())
    (found,) = records.read(actor, partial(find_people, actor=actor, text="Jean Young", limit=9)).rows

    def change(session: RecordSession) -> None:
        words = PersonWords(forename="Jeanie", surname="Young")
        change_person(session, actor=actor, person_id=found.person_id, version=1, words=words)

    records.write(actor, change)
    desk.press("Take it back…")
    confirm(desk, "Take it back")
    desk.qtbot.waitUntil(lambda: "1 referral stays" in desk.words)
    assert desk.cells("Referrals that were not taken back") == [
        ["A-3", "Changed since the list was brought in."]
    ]


def test_the_same_file_again_brings_nothing_and_says_why(desk: Desk, list_file: ListFile) -> None:
    path = list_file()
    desk.bring_in(path)
    desk.press("Another list")
    desk.open(path)
    desk.check()
    assert not desk.button("Bring in 0 rows").isEnabled()
    assert desk.cells("Rows that are double")[0] == ["Row 2", "This referral is on file already."]
    assert "This very file was brought in on" in desk.words


def test_a_file_that_is_no_list_is_refused_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    desk.room.read(path)
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    assert "not a spreadsheet" in desk.told[0].text
    assert desk.room.screen_shown is desk.room.lists


def test_a_list_without_rows_is_refused_in_a_sentence(desk: Desk, list_file: ListFile) -> None:
    desk.room.read(list_file([]))
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    assert "There are no rows in this list." in desk.told[0].text


def test_a_dropped_file_is_read(desk: Desk, list_file: ListFile) -> None:
    (area,) = desk.room.findChildren(DropArea)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(list_file()))])
    action, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(area, QDragEnterEvent(QPoint(5, 5), action, carried, left, plain))
    QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), action, carried, left, plain, QEvent.Type.Drop))
    desk.wait_for(desk.room.columns)


def test_another_sheet_of_a_workbook_is_chosen(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx_bytes([HEADINGS, *ROWS]))
    desk.open(path)
    assert not desk.box("Sheet").isVisibleTo(desk.room)


def test_esc_goes_back_a_step_and_forgets_the_list(desk: Desk, list_file: ListFile) -> None:
    desk.open(list_file())
    desk.check()
    assert desk.room.step_back()
    desk.wait_for(desk.room.columns)
    assert desk.room.step_back()
    desk.wait_for(desk.room.lists)
    assert not desk.room.step_back()


def test_ctrl_enter_goes_on_to_the_end(desk: Desk, list_file: ListFile) -> None:
    desk.open(list_file())
    desk.room.save()
    desk.wait_for(desk.room.check)
    desk.room.save()
    desk.wait_for(desk.room.done)


def test_an_import_that_is_stopped_leaves_nothing(
    desk: Desk, list_file: ListFile, records: Records, actor: Actor
) -> None:
    many = [(f"A-{number}", *ROWS[0][1:3], f"N{number}", *ROWS[0][4:]) for number in range(4000)]
    desk.open(list_file(many))
    desk.check()
    desk.room.save()
    assert desk.room.screen_shown is desk.room.working
    desk.press("Stop this work")
    desk.wait_for(desk.room.check)
    assert "Nothing was changed." in desk.told[0].text
    assert records.read(actor, partial(list_imports, actor=actor)) == ()


def test_a_check_that_is_stopped_returns_to_the_columns(desk: Desk, list_file: ListFile) -> None:
    desk.open(list_file())
    desk.press("Check every row")
    QTest.keyClick(desk.button("Stop this work"), KEY.Key_Space)
    assert desk.room.screen_shown is desk.room.columns
    desk.check()


def test_a_list_must_have_a_name_to_be_kept_under(desk: Desk, list_file: ListFile) -> None:
    desk.open(list_file())
    fields = desk.room.columns.findChildren(QLineEdit)
    (name,) = [each for each in fields if each.accessibleName() == "Kept under the name"]
    name.clear()
    desk.press("Check every row")
    assert "Give the list a name" in desk.words

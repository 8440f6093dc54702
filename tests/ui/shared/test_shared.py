"""The parts every screen is made of."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.shared.dialogs import ConfirmDialog, Question, ask
from desktop.ui.shared.fields import Field, text_input
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.look import Look
from desktop.ui.shared.progress import Progress
from desktop.ui.shared.tables import Column, Table
from desktop.ui.shared.tokens import DARK, LIGHT, Tone, TypeSize
from desktop.ui.shared.window import Window
from desktop.ui.shared.words import counted, sentence, uk_date, uk_moment, whole_number
from tests.ui.conftest import Show, button, words


@dataclass(frozen=True, slots=True)
class Row:
    """A row for these tests."""

    name: str
    number: int


def _table() -> Table[Row]:
    return Table(
        "Rows",
        (
            Column("Name", lambda row: row.name, note=lambda row: f"no. {row.number}", stretch=True),
            Column("Number", lambda row: whole_number(row.number), number=True, tone=lambda _: Tone.GOOD),
        ),
    )


def test_nothing_is_written_smaller_than_fourteen_pixels() -> None:
    assert min(TypeSize) >= 14


def test_larger_system_text_makes_everything_larger(worn: Look, qapp: QApplication) -> None:
    worn.apply(dark=False, scale=1)
    usual = qapp.font().pixelSize()
    worn.apply(dark=False, scale=1.5)
    assert qapp.font().pixelSize() == round(usual * 1.5)
    assert worn.px(10) == 15


def test_the_program_turns_dark_with_the_system(worn: Look, qapp: QApplication) -> None:
    worn.apply(dark=True)
    assert worn.palette is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.paper)
    worn.apply(dark=False)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.paper)


def test_icons_are_drawn_anew_when_the_light_changes(worn: Look, qtbot: QtBot) -> None:
    worn.apply(dark=False, scale=1)
    pressed = QPushButton("Lock")
    qtbot.addWidget(pressed)
    set_icon(pressed, "lock", "ink")
    before = pressed.icon().pixmap(18, 18).toImage()
    worn.apply(dark=True, scale=1)
    assert pressed.icon().pixmap(18, 18).toImage() != before


def test_a_complaint_stands_beside_its_field_and_goes_again(show: Show) -> None:
    line = text_input()
    field = Field("Postcode", line, hint="As on a letter")
    show(field)
    field.complain("Type a postcode.")
    assert "Type a postcode." in words(field)
    assert line.accessibleDescription() == "Type a postcode."
    assert line.hasFocus()
    field.be_content()
    assert "Type a postcode." not in words(field)
    assert line.accessibleDescription() == "As on a letter"


def test_a_row_is_opened_with_enter_and_carries_the_frozen_row(qtbot: QtBot, show: Show) -> None:
    table = _table()
    show(table)
    rows = (Row("Ada", 1), Row("Bea", 2000))
    table.show_rows(rows)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [rows[1]]
    model = table.model()
    assert model.index(1, 1).data() == "2,000"
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Bea, no. 2000"


def test_choosing_stays_inside_the_rows(show: Show) -> None:
    table = _table()
    show(table)
    table.choose(1)
    assert not table.currentIndex().isValid()
    table.show_rows((Row("Ada", 1), Row("Bea", 2)))
    table.choose(10)
    assert table.currentIndex().row() == 1
    table.choose(-10)
    assert table.currentIndex().row() == 0


def test_a_question_that_cannot_be_undone_is_answered_no_by_enter_and_escape(show: Show) -> None:
    page = QWidget()
    show(page)
    done: list[bool] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = ask(page, Question("Erase?", "It cannot be undone.", "Erase"), lambda: done.append(True))
        assert button(dialog, "Cancel").isDefault()
        QTest.keyClick(dialog, key)
        assert not dialog.isVisible()
        assert done == []


def test_a_question_is_answered_yes_only_by_its_own_button(show: Show) -> None:
    page = QWidget()
    show(page)
    done: list[bool] = []
    dialog = ask(page, Question("Erase?", "It cannot be undone.", "Erase"), lambda: done.append(True))
    assert isinstance(dialog, ConfirmDialog)
    button(dialog, "Erase").click()
    assert done == [True]


def test_long_work_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, show: Show) -> None:
    progress = Progress("Reading the list…")
    show(progress)
    progress.show_step(5, 10, "Bringing people in…")
    assert "Bringing people in…" in words(progress)
    with qtbot.waitSignal(progress.stopped):
        button(progress, "Stop this work").click()


def test_the_window_title_says_nothing_about_anybody(show: Show) -> None:
    window = Window()
    show(window)
    window.show_view(sentence("Katherine Marsh"))
    window.show_view(sentence("Somebody else"))
    assert window.windowTitle() == "Alongside"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 1, 12, 16, 20, tzinfo=UTC), "12 January 2026, 16:20"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 00:30"),
        (None, ""),
    ],
)
def test_moments_are_told_by_the_clocks_of_the_united_kingdom(moment: datetime | None, said: str) -> None:
    assert uk_moment(moment) == said


def test_dates_and_numbers_are_written_the_british_way() -> None:
    assert uk_date(date(2019, 3, 3)) == "3 March 2019"
    assert uk_date(None) == ""
    assert whole_number(1177) == "1,177"
    assert counted(1, "1 match", "%1 matches") == "1 match"
    assert counted(1177, "1 match", "%1 matches") == "1,177 matches"


def test_a_name_that_looks_like_a_page_is_shown_as_it_stands(show: Show) -> None:
    name = "<img src='file://elsewhere/x'>&amp;"
    label = sentence(name)
    show(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    table = _table()
    show(table)
    table.show_rows((Row(name, 1),))
    tip = table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;img src=&#x27;file://elsewhere/x&#x27;&gt;&amp;amp;, no. 1</span>"

"""The quarterly return on screen: the document that the files hold, built without making the window wait."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSplitter
from pytestqt.qtbot import QtBot

from desktop.domain.periods import parse_period
from desktop.returns.document import chapters, shown_tables
from desktop.ui.returns.charts import draw_charts
from desktop.ui.returns.counts_table import CountsTable
from desktop.ui.returns.made_up import made_up_quarter
from desktop.ui.returns.return_view import ReturnView
from desktop.ui.returns.words_aside import WordsAside
from desktop.ui.shared.charts import ChartPicture, as_the_window
from desktop.ui.shared.look import look
from tests.ui.conftest import Show, button, words

KEY = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, show: Show) -> ReturnView:
    made = ReturnView()
    show(made)
    made.show_return(made_up_quarter())
    qtbot.waitUntil(lambda: made.document.is_complete)
    return made


def table(view: ReturnView, name: str) -> CountsTable:
    return next(each for each in view.document.tables if each.accessibleName() == name)


def said(shown: CountsTable, row: int, column: int) -> str:
    return str(shown.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_every_number_of_the_document_stands_on_screen(view: ReturnView) -> None:
    result = view.result
    assert result is not None
    tables = shown_tables(result)
    assert [each.shown.id for each in view.document.tables] == [one.id for one in tables]
    for each, one in zip(view.document.tables, tables, strict=True):
        model = each.model()
        leading = model.columnCount() - len(one.columns)
        for row in range(len(one.rows)):
            shown = [model.index(row, leading + place).data() for place in range(len(one.columns))]
            assert shown == [one.cell(row, place).shown for place in range(len(one.columns))]


def test_chapters_texts_and_rules_are_there_to_be_read(view: ReturnView) -> None:
    result = view.result
    assert result is not None
    read = words(view)
    assert all(chapter.title in read for chapter in chapters(result))
    assert "Łucja Ŵyn-Nguyễn joined the team in June." in read
    assert "Nothing is written here yet." in read
    assert "1. Everything is counted by the day it happened" in read
    assert "Counted on" in read


def test_a_number_says_period_or_year_to_date_to_a_screen_reader(view: ReturnView) -> None:
    shown = table(view, "R9 Ethnicity")
    assert said(shown, 1, 2) == ("English, Welsh, Scottish, Northern Irish or British, This period, %: 85.7%")
    assert said(shown, 1, 3).endswith("Year to date, People: 396")


def test_a_number_of_the_year_to_date_opens_the_table_it_comes_from(view: ReturnView, qtbot: QtBot) -> None:
    shown = table(view, "R9 Ethnicity")
    shown.setCurrentIndex(shown.model().index(1, 3))
    with qtbot.waitSignal(view.cell_opened) as opened:
        QTest.keyClick(shown, KEY.Key_Return)
    (chosen,) = opened.args or [None]
    assert (chosen.table_id, chosen.row, chosen.column) == ("R9-to-date", "W1", "people")


def test_the_words_of_a_number_are_those_of_its_row_and_column(view: ReturnView) -> None:
    shown = table(view, "R18 How soon")
    shown.setCurrentIndex(shown.model().index(1, 2))
    QTest.keyClick(shown, KEY.Key_Return)
    assert "Reached · Median, working days: 2 working days" in words(view)


def test_a_number_that_was_typed_in_says_so_and_leads_to_where(view: ReturnView, qtbot: QtBot) -> None:
    shown = table(view, "R28 Prevention work")
    shown.setCurrentIndex(shown.model().index(0, 1))
    QTest.keyClick(shown, KEY.Key_Return)
    assert "was typed in by the service" in words(view)
    with qtbot.waitSignal(view.fill_wanted):
        QTest.keyClick(button(view.who, "Fill in…"), KEY.Key_Space)


def test_going_to_a_table_brings_it_to_the_top(view: ReturnView, qtbot: QtBot) -> None:
    view.document.go_to("R28")
    shown = table(view, "R28 Prevention work")
    qtbot.waitUntil(lambda: 0 < shown.mapTo(view, shown.rect().topLeft()).y() < view.height() / 2)
    view.document.go_to("cover")
    qtbot.waitUntil(lambda: shown.mapTo(view, shown.rect().topLeft()).y() > view.height())


def test_charts_say_in_words_what_they_show(view: ReturnView) -> None:
    result = view.result
    assert result is not None
    view.show_charts(result, draw_charts(result, as_the_window()))
    charts = view.document.findChildren(ChartPicture)
    assert "Chart of R1 Flow of cases" in [chart.accessibleName() for chart in charts]
    assert all(chart.words for chart in charts)
    assert all(chart.heightForWidth(4000) == chart.heightForWidth(chart.maximumWidth()) for chart in charts)


def test_charts_are_written_in_the_letters_of_the_window(view: ReturnView) -> None:
    result = view.result
    assert result is not None
    for chart in draw_charts(result, as_the_window()).values():
        assert f"font-family=\"'{view.font().family()}'\"".encode() in chart.svg  # one: Qt reads no list


def test_charts_of_another_return_are_not_shown(view: ReturnView) -> None:
    other = made_up_quarter()
    view.show_charts(other, draw_charts(other, as_the_window()))
    assert view.document.findChildren(ChartPicture) == []


def test_the_window_does_not_wait_until_fifty_tables_are_built(qtbot: QtBot, show: Show) -> None:
    result = made_up_quarter()
    view = ReturnView()
    show(view)
    view.show_return(replace(result, tables=result.tables * 5))
    assert not view.document.is_complete
    qtbot.waitUntil(lambda: view.document.is_complete)
    assert len(view.document.tables) > len(result.tables)


def test_a_return_begins_at_its_cover(view: ReturnView) -> None:
    assert "Arrow keys and Enter" in words(view)
    shown = table(view, "R1 Flow of cases")
    assert 0 < shown.mapTo(view, shown.rect().topLeft()).y() < view.height()


def test_the_document_has_all_the_room_until_a_number_is_opened(view: ReturnView) -> None:
    shown = table(view, "R18 How soon")
    whole = shown.width()
    assert not view.who.isVisible()
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(1, 2))
    QTest.keyClick(shown, KEY.Key_Return)
    assert view.who.isVisible()
    assert shown.width() < whole
    QTest.keyClick(button(view.who, "Close who is counted"), KEY.Key_Space)
    assert not view.who.isVisible()
    assert shown.hasFocus()
    assert (shown.currentIndex().row(), shown.currentIndex().column()) == (1, 2)
    assert shown.selectedIndexes() == [shown.currentIndex()]


def test_an_opened_number_stays_in_sight_beside_who_is_in_it(view: ReturnView, qtbot: QtBot) -> None:
    view.document.go_into("R18")
    shown = table(view, "R18 How soon")
    qtbot.waitUntil(shown.hasFocus)
    shown.setCurrentIndex(shown.model().index(1, 4))
    QTest.keyClick(shown, KEY.Key_Return)

    def in_sight() -> bool:
        place = shown.visualRect(shown.currentIndex()).center()
        return shown.viewport().visibleRegion().contains(place)

    qtbot.waitUntil(in_sight)


def test_tab_leads_from_an_open_number_to_who_is_in_it_and_esc_back(view: ReturnView, qtbot: QtBot) -> None:
    view.document.go_into("R18")
    shown = table(view, "R18 How soon")
    qtbot.waitUntil(shown.hasFocus)
    QTest.keyClick(shown, KEY.Key_Tab)
    after = view.focusWidget()
    assert after is not shown
    assert not view.who.isAncestorOf(after)
    shown.setFocus()
    QTest.keyClick(shown, KEY.Key_Return)
    QTest.keyClick(shown, KEY.Key_Tab)
    assert view.who.isAncestorOf(view.focusWidget())
    assert view.step_back()
    assert shown.hasFocus()


def test_the_words_of_a_wide_table_stay_while_its_numbers_are_scrolled(view: ReturnView) -> None:
    view.resize(520, 600)
    shown = table(view, "R14 The eight needs")
    shown.setCurrentIndex(shown.model().index(0, 1))
    assert shown.findChildren(WordsAside) == []
    last = shown.model().index(0, shown.model().columnCount() - 1)
    shown.setCurrentIndex(last)
    (aside,) = shown.findChildren(WordsAside)
    assert aside.isVisibleTo(shown)
    for column in reversed(range(1, last.column())):
        shown.setCurrentIndex(shown.model().index(0, column))
        assert shown.visualRect(shown.currentIndex()).left() >= aside.room
    assert not aside.isVisibleTo(shown)


def test_charts_that_arrive_leave_in_sight_what_is_read(view: ReturnView, qtbot: QtBot) -> None:
    view.document.go_into("R28")
    shown = table(view, "R28 Prevention work")

    def place() -> int:
        return shown.mapTo(view, shown.rect().topLeft()).y()

    qtbot.waitUntil(lambda: 0 < place() < view.height() / 2)
    before, result = place(), view.result
    assert result is not None
    view.show_charts(result, draw_charts(result, as_the_window()))
    qtbot.waitUntil(lambda: view.document.is_illustrated)
    qtbot.waitUntil(lambda: len(view.document.findChildren(ChartPicture)) > 0)
    qtbot.waitUntil(lambda: abs(place() - before) <= 1)


def test_turning_dark_holds_the_window_up_with_what_is_in_sight_alone(view: ReturnView, qtbot: QtBot) -> None:
    view.document.go_into("R18")
    shown = table(view, "R18 How soon")
    qtbot.waitUntil(shown.hasFocus)
    qtbot.waitUntil(lambda: not shown.visibleRegion().isEmpty())
    names = [each.accessibleName() for each in view.document.tables]
    place = shown.mapTo(view, shown.rect().topLeft())
    dressed: list[list[CountsTable]] = []

    def look_what_stands() -> None:
        dressed.append(view.document.findChildren(CountsTable))

    look().changed.connect(look_what_stands)
    before = look().palette.dark
    try:
        look().turn(dark=not before)
        assert look().palette.dark is before
        qtbot.waitUntil(lambda: bool(dressed))
        assert look().palette.dark is not before
        assert shown in dressed[0]
        assert all(one is shown or not one.visibleRegion().isEmpty() for one in dressed[0])
        assert len(dressed[0]) < len(names)
        qtbot.waitUntil(lambda: view.document.is_complete)
        assert [each.accessibleName() for each in view.document.tables] == names
        assert shown.hasFocus()
        assert shown.currentIndex().isValid()
        qtbot.waitUntil(lambda: shown.mapTo(view, shown.rect().topLeft()) == place)
    finally:
        look().changed.disconnect(look_what_stands)
        look().apply(dark=before)


def test_a_return_counted_anew_while_the_window_turns_dark_stands_there_whole(
    view: ReturnView, qtbot: QtBot
) -> None:
    before = look().palette.dark
    try:
        look().turn(dark=not before)
        result = made_up_quarter()
        view.show_return(result)
        qtbot.waitUntil(lambda: look().palette.dark is not before)
        qtbot.waitUntil(lambda: view.document.is_complete)
        assert [each.shown.id for each in view.document.tables] == [one.id for one in shown_tables(result)]
    finally:
        look().apply(dark=before)


def test_another_period_is_shown_where_the_last_was_read(view: ReturnView, qtbot: QtBot) -> None:
    view.document.go_to("R18")
    qtbot.waitUntil(lambda: not table(view, "R18 How soon").visibleRegion().isEmpty())
    view.show_counting()
    qtbot.waitUntil(lambda: not view.document.isVisible())
    other = replace(made_up_quarter(), period=parse_period("2018-19:Q4"))
    view.show_return(other)
    qtbot.waitUntil(lambda: view.document.is_complete)
    shown = table(view, "R18 How soon")
    qtbot.waitUntil(lambda: 0 < shown.mapTo(view, shown.rect().topLeft()).y() < view.height() / 2)
    line = next(each for each in view.findChildren(QLineEdit) if each.accessibleName() == "Go to")
    assert line.text() == "R18 How soon"
    rules = replace(other.definition, id="another")
    view.show_return(replace(other, definition=rules))
    qtbot.waitUntil(lambda: view.document.is_complete)
    assert line.text() == "Cover"
    assert table(view, "R18 How soon").visibleRegion().isEmpty()


def test_the_width_of_who_is_counted_is_remembered(view: ReturnView) -> None:
    shown = table(view, "R18 How soon")
    shown.setFocus()
    QTest.keyClick(shown, KEY.Key_Down)
    QTest.keyClick(shown, KEY.Key_Return)
    (split,) = view.findChildren(QSplitter)
    split.handle(1).moveSplitter(split.handle(1).x() - 60)
    width = view.who.width()
    assert view.step_back()
    QTest.keyClick(shown, KEY.Key_Return)
    assert view.who.width() == width


def go_to(view: ReturnView, typed: str) -> QLineEdit:
    line = next(each for each in view.findChildren(QLineEdit) if each.accessibleName() == "Go to")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, KEY.Key_Return)
    return line


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("R18", "R18 How soon"),
        ("r9", "R9 Ethnicity"),
        ("soon", "R18 How soon"),
        ("needs eight", "R14 The eight needs"),
        ("PREVENTION", "R28 Prevention work"),
    ],
)
def test_a_table_is_gone_to_by_its_number_or_any_word(
    view: ReturnView, qtbot: QtBot, typed: str, name: str
) -> None:
    line = go_to(view, typed)
    shown = table(view, name)
    qtbot.waitUntil(shown.hasFocus)
    qtbot.waitUntil(lambda: not shown.visibleRegion().isEmpty())
    assert name in line.text()


def test_words_that_are_nowhere_lead_nowhere_and_can_be_typed_over(view: ReturnView) -> None:
    line = go_to(view, "nothing of the kind")
    assert line.hasFocus()
    assert line.selectedText() == "nothing of the kind"
    button(view, "Fill in…").setFocus()
    assert line.text() == "Cover"


def test_a_cover_without_a_commissioner_leads_to_where_one_is_named(view: ReturnView, qtbot: QtBot) -> None:
    view.show_return(replace(made_up_quarter(), commissioner=""))
    qtbot.waitUntil(lambda: view.document.is_complete)
    QTest.keyClick(button(view, "Name the commissioner…"), KEY.Key_Space)
    dialog = view.naming
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)
    assert "Type who pays for the service." in words(dialog)
    QTest.keyClicks(dialog.focusWidget(), "The commissioner")
    with qtbot.waitSignal(view.commissioner_named) as told:
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)
    assert told.args == ["The commissioner"]

"""The list of everything that happened: headings, chips, folding, the keyboard, and how quick it is."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.shared.layouts import column, holder, scrolled
from desktop.ui.shared.timeline import Timeline, group_of
from desktop.ui.shared.timeline_drawing import EntryDelegate
from desktop.ui.shared.timeline_rows import TimelineBadge, TimelineEntry
from desktop.ui.shared.words import sentence
from tests.ui.conftest import Show, button, words

TODAY = date(2026, 11, 18)
LONG = "She rang about the hearing and what she would have to say there. " * 12


def _entry(number: int, *, kind: str = "contact", days: int = 0, said: str = "") -> TimelineEntry:
    return TimelineEntry(
        key=number,
        at=datetime(2026, 11, 18, 10, 0, tzinfo=UTC) - timedelta(days=days),
        kind=kind,
        icon="call",
        title=f"Phone call {number}",
        facts="12 minutes",
        words=said,
        who="Amal Haddad",
        badges=(TimelineBadge("Sealed"),) if kind == "concern" else (),
    )


@pytest.fixture
def timeline(show: Show) -> Timeline:
    made = Timeline("What happened", kinds=(("contact", "Contacts"), ("concern", "Concerns")))
    show(made)
    made.show_entries(
        (_entry(1, said=LONG), _entry(2, kind="concern", days=1), _entry(3, days=40)), today=TODAY
    )
    made.list.setFocus()
    return made


def _headings(timeline: Timeline) -> list[str]:
    model = timeline.list.model()
    rows = [model.index(number, 0) for number in range(model.rowCount())]
    return [str(row.data()) for row in rows if not row.flags() & Qt.ItemFlag.ItemIsSelectable]


def test_entries_stand_under_their_days_and_months(timeline: Timeline) -> None:
    assert _headings(timeline) == ["Today", "Yesterday", "October 2026"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 19), "Coming"),
        (date(2026, 11, 18), "Today"),
        (date(2026, 11, 17), "Yesterday"),
        (date(2026, 11, 12), "The last seven days"),
        (date(2026, 11, 11), "November 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "July 2026"),
    ],
)
def test_a_heading_is_what_people_call_it(day: date, name: str) -> None:
    assert group_of(day, TODAY) == name


def test_a_chip_leaves_one_kind_and_gives_all_back(timeline: Timeline) -> None:
    button(timeline, "Show: Concerns").click()
    assert [entry.key for entry in timeline.entries] == [2]
    assert _headings(timeline) == ["Yesterday"]
    button(timeline, "Show: All").click()
    assert [entry.key for entry in timeline.entries] == [1, 2, 3]


def test_down_passes_over_headings_and_enter_opens(qtbot: QtBot, timeline: Timeline) -> None:
    QTest.keyClick(timeline.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(timeline.opened) as opened:
        QTest.keyClick(timeline.list, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].key == 2


def test_long_words_are_folded_until_somebody_wants_them(timeline: Timeline) -> None:
    index = timeline.list.currentIndex()
    folded = timeline.list.visualRect(index).height()
    QTest.keyClick(timeline.list, Qt.Key.Key_Space)
    assert timeline.list.visualRect(index).height() > folded
    QTest.keyClick(timeline.list, Qt.Key.Key_Left)
    assert timeline.list.visualRect(index).height() == folded


def test_facts_are_never_cut_however_many_there_are(timeline: Timeline) -> None:
    many = replace(_entry(1), facts=" · ".join(f"Support of kind {number}" for number in range(30)))
    timeline.show_entries((many, _entry(2)), today=TODAY)
    drawing = timeline.list.itemDelegate()
    assert isinstance(drawing, EntryDelegate)
    broken = drawing.broken_facts(many)
    layout = broken.layout
    last = layout.lineAt(layout.lineCount() - 1)
    assert layout.lineCount() > 1
    assert last.textStart() + last.textLength() == len(layout.text())
    assert layout.text().endswith("Support of kind 29 · Amal Haddad")
    model = timeline.list.model()
    rows = [model.index(number, 0) for number in range(model.rowCount())]
    high, low = [timeline.list.visualRect(row).height() for row in rows if "Phone call" in str(row.data())]
    assert drawing.facts_height(many) == broken.height
    assert high - low == broken.height - drawing.facts_height(_entry(2))


def test_an_entry_is_said_whole_to_a_screen_reader(timeline: Timeline) -> None:
    timeline.narrow("concern")
    said = timeline.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Phone call 2. Sealed. 17 November 2026, 10:00. 12 minutes. Amal Haddad"


def test_an_empty_timeline_says_so(show: Show) -> None:
    timeline = Timeline("What happened", nothing="No contact yet.")
    show(timeline)
    assert "No contact yet." in words(timeline)
    assert not timeline.list.isVisible()


def test_five_hundred_entries_are_drawn_in_a_moment(show: Show) -> None:
    timeline = Timeline("What happened")
    show(timeline)
    entries = [_entry(number, days=number // 2, said=LONG) for number in range(500)]
    begun = time.perf_counter()
    timeline.show_entries(entries, today=TODAY)
    timeline.grab()
    assert time.perf_counter() - begun < 1
    assert len(timeline.entries) == 500


def test_on_a_page_that_scrolls_the_list_is_whole_and_the_page_follows_the_chosen_entry(
    qtbot: QtBot, show: Show
) -> None:
    timeline = Timeline("What happened", whole=True)
    page = scrolled(holder(column(sentence("Above"), timeline)))
    show(page)
    timeline.show_entries([_entry(number, days=number, said=LONG) for number in range(60)], today=TODAY)
    assert timeline.list.height() > page.height() * 2
    assert not timeline.list.verticalScrollBar().isVisible()
    timeline.list.setFocus()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > page.height())
    QTest.keyClick(timeline.list, Qt.Key.Key_End)
    assert timeline.list.currentIndex().row() == timeline.list.model().rowCount() - 1
    assert page.verticalScrollBar().value() > page.height()

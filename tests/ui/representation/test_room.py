"""Comparing on screen: a benchmark brought in, sentences, pictures and numbers, files saved."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.benchmarks import BenchmarkKind
from desktop.platform.resources import resource_path
from desktop.queries.benchmarks import list_benchmarks
from desktop.queries.releases import list_releases
from desktop.returns.result import MARKING
from desktop.store.records import Records
from desktop.ui.representation.asked import FilesAsked
from desktop.ui.representation.room import RepresentationRoom
from desktop.ui.shared.charts import ChartPicture
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.messages import Message
from desktop.ui.shared.screen import Destination
from tests.returns.made_people import MadePerson, write_people
from tests.returns.test_published_tables import made_list
from tests.ui.conftest import button, words

POLICE = resource_path("benchmarks/cleveland-police-2016-2020.csv")
Opened = Callable[..., RepresentationRoom]


@pytest.fixture
def opened(
    qtbot: QtBot, show: Callable[[QWidget], QWidget], tasks: Tasks, records: Records, actor: Actor
) -> Opened:
    """Give a function that opens the room on records with these people."""

    def open_room(people: Sequence[MadePerson] = ()) -> RepresentationRoom:
        records.write(actor, lambda session: write_people(session, people=people))
        room = RepresentationRoom(tasks=tasks, actor=actor)
        show(room)
        room.arrive()
        told = "Nothing to compare with yet" if people else "Nobody to compare yet"
        qtbot.waitUntil(lambda: told in words(room))
        return room

    return open_room


def field(screen: QWidget, name: str) -> QLineEdit:
    return next(each for each in screen.findChildren(QLineEdit) if each.accessibleName() == name)


def box(room: QWidget, name: str) -> QCheckBox:
    return next(each for each in room.findChildren(QCheckBox) if name in {each.text(), each.accessibleName()})


def bring_in(room: RepresentationRoom, path: Path, name: str, *, population: bool = False) -> None:
    room.view.open_bring_in()
    dialog = room.view.bringing_in
    assert dialog is not None
    field(dialog, "List of figures").setText(str(path))
    field(dialog, "Name").setText(name)
    if population:
        radio = next(one for one in dialog.findChildren(QRadioButton) if "lives" in one.text())
        radio.setChecked(True)
    button(dialog, "Bring in").click()


def wait_until_shown(qtbot: QtBot, room: RepresentationRoom, benchmarks: int) -> None:
    def is_shown() -> bool:
        shown = room.view.shown
        there = shown is not None and len(shown.benchmarks) == benchmarks
        return there and room.view.document.is_whole

    qtbot.waitUntil(is_shown, timeout=20_000)


def test_without_anybody_it_leads_to_bringing_in_a_list(opened: Opened, qtbot: QtBot) -> None:
    room = opened()
    with qtbot.waitSignal(room.leads_to) as led:
        button(room, "Bring in a list").click()
    assert led.args == [Destination("imports")]


def test_a_benchmark_is_brought_in_and_compared_at_once(
    opened: Opened, qtbot: QtBot, records: Records, actor: Actor
) -> None:
    room = opened(made_list(2018))
    bring_in(room, POLICE, "Recorded victims")
    wait_until_shown(qtbot, room, 1)
    assert "Men are 34.8% of the people helped and 46.5% of recorded victims" in words(room)
    assert f"This page {MARKING}." in words(room)
    pictures = [one for one in room.findChildren(ChartPicture) if one.isVisibleTo(room)]
    assert "Male: 34.8% beside 46.5%" in pictures[0].words
    assert pictures[0].accessibleName() == "Sex, Recorded victims"
    numbers = [(row.helped, row.benchmark) for row in room.view.document.tables[0].rows]
    assert numbers == [(520, 87515), (278, 76206)]
    for table in room.view.document.tables:
        last = table.model().rowCount() - 1
        below = table.viewport().height() - table.rowViewportPosition(last) - table.rowHeight(last)
        assert below <= 2 or table.horizontalScrollBar().maximum()
    (kept,) = records.read(actor, partial(list_benchmarks, actor=actor))
    assert (kept.name, kept.kind) == ("Recorded victims", BenchmarkKind.VICTIMS)


def test_a_list_with_mistakes_is_refused_beside_the_file(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    room = opened(made_list(2016))
    bad = tmp_path / "bad.csv"
    bad.write_text("characteristic,category,count\nsex,Fmle,3\nsex,Male,many\n", encoding="utf-8")
    bring_in(room, bad, "Victims")
    dialog = room.view.bringing_in
    assert dialog is not None
    qtbot.waitUntil(lambda: "Line 3: “many” is not a whole number of people." in words(dialog))
    bad.write_text("characteristic,category,count\nsex,Fmle,3\nsex,Male,4\n", encoding="utf-8")
    button(dialog, "Bring in").click()
    qtbot.waitUntil(lambda: "Line 2: “Fmle” is no category of “Sex”" in words(dialog))
    field(dialog, "List of figures").setText(str(tmp_path / "gone.csv"))
    button(dialog, "Bring in").click()
    assert "There is no such file." in words(dialog)
    dialog.reject()


def test_every_year_is_shown_beside_when_asked(opened: Opened, qtbot: QtBot) -> None:
    room = opened([person for year in (2016, 2017, 2018) for person in made_list(year)])
    bring_in(room, POLICE, "Recorded victims")
    wait_until_shown(qtbot, room, 1)
    box(room, "Show every year beside it").click()
    qtbot.waitUntil(lambda: "In points a year: Female up 1.1" in words(room), timeout=20_000)


def test_unticking_the_last_benchmark_leaves_nothing(opened: Opened, qtbot: QtBot) -> None:
    room = opened(made_list(2016))
    bring_in(room, POLICE, "Recorded victims")
    wait_until_shown(qtbot, room, 1)
    box(room, "Recorded victims").click()
    qtbot.waitUntil(lambda: "Tick at least one benchmark above." in words(room))
    assert room.view.shown is None


def test_a_benchmark_is_put_away_after_a_question(
    opened: Opened, qtbot: QtBot, records: Records, actor: Actor
) -> None:
    room = opened(made_list(2016))
    bring_in(room, POLICE, "Recorded victims")
    wait_until_shown(qtbot, room, 1)
    button(room, "Change…").click()
    dialog = room.view.bringing_in
    assert dialog is not None
    button(dialog, "Put away").click()
    (question,) = dialog.findChildren(ConfirmDialog)
    button(question, "Put away").click()
    qtbot.waitUntil(lambda: "Nothing to compare with yet" in words(room))
    assert records.read(actor, partial(list_benchmarks, actor=actor)) == ()


def test_files_are_saved_after_they_stand_in_the_register(
    opened: Opened, qtbot: QtBot, records: Records, actor: Actor, tmp_path: Path
) -> None:
    room = opened(made_list(2016))
    bring_in(room, POLICE, "Recorded victims")
    wait_until_shown(qtbot, room, 1)
    said: list[Message] = []
    room.said.connect(said.append)
    room.view.files_asked.emit(FilesAsked(tmp_path))
    qtbot.waitUntil(lambda: any("5 files were saved." in one.text for one in said), timeout=20_000)
    made = json.loads((tmp_path / "represent.json").read_text(encoding="utf-8"))
    assert (made["marking"], made["period"]["id"]) == (MARKING, "2016-17")
    (release,) = records.read(actor, partial(list_releases, actor=actor))
    assert (release.definition_id, release.period_id) == ("representation", "2016-17")
    room.view.files_asked.emit(FilesAsked(tmp_path))
    qtbot.waitUntil(lambda: bool(room.findChildren(ConfirmDialog)), timeout=20_000)
    (question,) = room.findChildren(ConfirmDialog)
    question.reject()


def test_a_change_of_the_records_is_said_and_counted_when_asked(
    opened: Opened, qtbot: QtBot, tasks: Tasks
) -> None:
    room = opened(made_list(2016))
    bring_in(room, POLICE, "Recorded victims")
    wait_until_shown(qtbot, room, 1)
    before = made_list(2016)
    others = [MadePerson((), nameless=True)] * len(before)
    newly = MadePerson(before[0].referrals, sex="F")
    tasks.write(room, lambda session: write_people(session, people=[*others, newly]))
    qtbot.waitUntil(lambda: "The records changed since this was counted." in words(room))
    button(room, "Count again").click()
    qtbot.waitUntil(lambda: "of 263 people helped" in words(room), timeout=20_000)

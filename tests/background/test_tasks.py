"""Asking and changing off the screen's thread."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import text

from desktop.background.progress import Progress, Step
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.ids import PersonId
from desktop.errors import AlongsideError, RefusedError
from desktop.models.session import RecordSession
from desktop.queries.people import find_people
from desktop.services.people import PersonWords, register_person
from desktop.store.records import Records

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def _thread(_: RecordSession) -> str:
    return threading.current_thread().name


def _refuse(_: RecordSession) -> None:
    what = "This cannot be done."
    raise RefusedError(what, "Do something else.")


def _add(actor: Actor, surname: str, session: RecordSession) -> PersonId:
    return register_person(session, actor=actor, words=PersonWords(surname=surname))


def _keep(notes: list[int], note: int, _: RecordSession) -> None:
    notes.append(note)


def _saying(words: str) -> Callable[[RecordSession], str]:
    return lambda _: words


def _gate() -> tuple[threading.Event, Callable[[RecordSession], str]]:
    """Work that waits until it is let through."""
    gate = threading.Event()

    def wait(_: RecordSession) -> str:
        assert gate.wait(30)
        return "let through"

    return gate, wait


def test_each_verb_has_a_thread_of_its_own_and_answers_in_the_screens(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    ran: list[str] = []
    here: list[str] = []

    def take(name: str) -> None:
        ran.append(name.rpartition("_")[0])
        here.append(threading.current_thread().name)

    tasks.read(owner, _thread, take)
    tasks.read_long(owner, _thread, take)
    tasks.write(owner, _thread, take)
    tasks.work(owner, lambda: threading.current_thread().name, take)
    qtbot.waitUntil(lambda: len(ran) == 4)
    lanes = {"alongside-reader", "alongside-long-reader", "alongside-writer", "alongside-worker"}
    assert set(ran) == lanes
    assert set(here) == {threading.current_thread().name}


def test_a_quick_question_is_answered_while_a_long_one_and_a_change_run(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    gate, wait = _gate()
    answers: list[str] = []
    tasks.read_long(owner, wait, answers.append)
    tasks.write(owner, wait, answers.append)
    tasks.read(owner, lambda _: "quick", answers.append)
    qtbot.waitUntil(lambda: answers == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 3)


def test_a_superseded_question_is_broken_off_and_its_answer_dropped(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    answers: list[object] = []
    begun = threading.Event()

    def endless(session: RecordSession) -> object:
        begun.set()
        return session.execute(text(ENDLESS)).scalar()

    tasks.read(owner, endless, answers.append, replaces="people")
    assert begun.wait(30)
    with qtbot.assertNotEmitted(tasks.bug):
        for letters in ("a", "an", "ann"):
            tasks.read(owner, _saying(letters), answers.append, replaces="people")
        qtbot.waitUntil(lambda: answers == ["ann"])


def test_a_question_of_another_owner_is_not_superseded(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    other = QObject()
    answers: list[int] = []
    tasks.read(owner, lambda _: 1, answers.append, replaces="people")
    tasks.read(other, lambda _: 2, answers.append, replaces="people")
    qtbot.waitUntil(lambda: sorted(answers) == [1, 2])


def test_the_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    gate, wait = _gate()
    gone = QObject()
    answers: list[str] = []
    tasks.read(gone, wait, answers.append)
    delete(gone)
    gate.set()
    tasks.read(owner, lambda _: "still here", answers.append)
    qtbot.waitUntil(lambda: answers == ["still here"])


def test_a_change_is_made_though_its_widget_is_gone_and_its_refusal_is_told(
    qtbot: QtBot, tasks: Tasks, actor: Actor
) -> None:
    gone = QObject()
    told: list[AlongsideError] = []
    tasks.unclaimed.connect(told.append)
    with qtbot.waitSignal(tasks.changed):
        tasks.write(gone, partial(_add, actor, "Kept"))
        tasks.write(gone, _refuse, otherwise=lambda _: pytest.fail("told to a widget that is gone"))
        delete(gone)
    qtbot.waitUntil(lambda: [str(error) for error in told] == ["This cannot be done. Do something else."])


def test_every_change_is_announced_before_its_answer(
    qtbot: QtBot, tasks: Tasks, owner: QObject, actor: Actor
) -> None:
    happened: list[object] = []
    tasks.changed.connect(happened.append)
    tasks.write(owner, partial(_add, actor, "New"), happened.append)
    qtbot.waitUntil(lambda: len(happened) == 2)
    changed, person_id = happened
    assert isinstance(changed, Changed)
    assert changed.kinds["person"] == {person_id}


def test_a_change_that_changed_nothing_is_not_announced(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    answers: list[str] = []
    with qtbot.assertNotEmitted(tasks.changed):
        tasks.write(owner, lambda _: "nothing to do", answers.append)
        qtbot.waitUntil(lambda: bool(answers))


def test_soon_after_the_last_change_the_log_is_brought_into_the_file(
    qtbot: QtBot, tasks: Tasks, owner: QObject, actor: Actor, folder: Path
) -> None:
    log = folder / "records.db-wal"
    with qtbot.waitSignal(tasks.changed):
        tasks.write(owner, partial(_add, actor, "Logged"))
    assert log.stat().st_size > 0
    qtbot.waitUntil(lambda: log.stat().st_size == 0, timeout=30_000)


def test_what_was_changed_is_what_is_asked_afterwards(
    qtbot: QtBot, tasks: Tasks, owner: QObject, actor: Actor
) -> None:
    found: list[tuple[str | None, ...]] = []

    def ask(_: Changed) -> None:
        question = partial(find_people, actor=actor, text="Lantern")
        tasks.read(owner, question, lambda answer: found.append(tuple(row.name for row in answer.rows)))

    tasks.changed.connect(ask)
    tasks.write(owner, partial(_add, actor, "Lantern"))
    qtbot.waitUntil(lambda: bool(found))
    assert found[0] == ("Lantern",)


def test_a_refused_change_announces_nothing_and_tells_who_asked(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    told: list[AlongsideError] = []
    with qtbot.assertNotEmitted(tasks.changed), qtbot.assertNotEmitted(tasks.unclaimed):
        tasks.write(owner, _refuse, otherwise=told.append)
        qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].__traceback__ is None
    assert told[0].__context__ is None


def test_an_error_nobody_claims_goes_to_the_shell(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    with qtbot.waitSignal(tasks.unclaimed) as caught:
        tasks.read(owner, _refuse, lambda _: pytest.fail("a refusal is no answer"))
    assert caught.args is not None
    assert isinstance(caught.args[0], RefusedError)


def test_a_bug_is_reported_without_what_it_was_about(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    def stumble(_: RecordSession) -> None:
        name = "Planted Name"
        raise ValueError(name)

    with qtbot.waitSignal(tasks.bug) as caught:
        tasks.read(owner, stumble, lambda _: pytest.fail("a bug is no answer"))
    assert caught.args is not None
    report = caught.args[0].text
    assert "Planted Name" not in report
    assert "ValueError" in report
    assert "test_tasks.py" in report


def test_long_work_tells_how_far_it_is_and_always_tells_the_end(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    steps: list[Step] = []
    progress = tasks.progress(owner, steps.append)

    def walk(_: RecordSession) -> None:
        for done in range(1, 10_001):
            progress(done, 10_000)

    finished: list[None] = []
    tasks.write(owner, walk, finished.append)
    qtbot.waitUntil(lambda: bool(finished))
    assert steps[-1] == Step(10_000, 10_000)
    assert len(steps) < 1_000


def test_stopped_work_says_that_nothing_was_changed_and_that_is_so(
    qtbot: QtBot, tasks: Tasks, owner: QObject, actor: Actor, records: Records
) -> None:
    told: list[AlongsideError] = []
    progress = tasks.progress(owner, lambda _: None)
    begun = threading.Event()

    def walk(session: RecordSession) -> None:
        _add(actor, "Rolled Back", session)
        while True:
            progress(1, 2)
            begun.set()

    with qtbot.assertNotEmitted(tasks.changed):
        tasks.write(owner, walk, otherwise=told.append)
        assert begun.wait(30)
        progress.stop()
        qtbot.waitUntil(lambda: len(told) == 1)
    assert "Nothing was changed" in str(told[0])
    assert not records.read(actor, partial(find_people, actor=actor, text="Rolled Back")).rows


def test_a_long_question_may_be_cancelled(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    begun = threading.Event()

    def endless(session: RecordSession) -> object:
        begun.set()
        return session.execute(text(ENDLESS)).scalar()

    with qtbot.assertNotEmitted(tasks.bug), qtbot.assertNotEmitted(tasks.unclaimed):
        job = tasks.read_long(owner, endless, lambda _: pytest.fail("it was cancelled"))
        assert begun.wait(30)
        tasks.cancel(job)
        with qtbot.waitCallback() as answered:
            tasks.read_long(owner, lambda _: "next", answered)
        answered.assert_called_with("next")


def test_closing_finishes_the_changes_asked_for_and_leaves_no_thread(tasks: Tasks, owner: QObject) -> None:
    kept: list[int] = []
    stuck = tasks.progress(owner, lambda _: None)

    def rolls_back(_: RecordSession) -> None:
        while True:
            stuck(1, 2)

    tasks.write(owner, rolls_back)
    for number in range(20):
        tasks.write(owner, partial(_keep, kept, number))
    tasks.read_long(owner, lambda session: session.execute(text(ENDLESS)).scalar(), lambda _: None)
    tasks.close()
    assert kept == list(range(20))
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("alongside-")]


def test_progress_may_be_called_by_work_that_shows_it_to_nobody() -> None:
    steps: list[Step] = []
    Progress(steps.append)(0)
    assert steps == [Step(0, 0)]

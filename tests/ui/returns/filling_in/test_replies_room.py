"""A reply to the survey is typed in by digits, one after the other."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.dates import months_later
from desktop.domain.permissions import Permission, may
from desktop.domain.survey import quarter_start
from desktop.queries.survey_replies import Reply, replies_of
from desktop.store.drafts import open_drafts
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.ui.returns.filling_in.replies_room import RepliesRoom
from desktop.ui.rooms import all_rooms
from desktop.ui.shared.form import Form
from desktop.ui.shared.messages import Message
from tests.ui.conftest import Show, button, words

PATIENCE = 15_000  # milliseconds until an answer must be there
THIS = quarter_start(datetime.now(UTC).date())
CONTROL = Qt.KeyboardModifier.ControlModifier


class Typist:
    """Somebody with a pile of forms."""

    def __init__(self, qtbot: QtBot, room: RepliesRoom, records: Records, actor: Actor) -> None:
        self.qtbot, self.room, self.records, self.actor = qtbot, room, records, actor
        self.said: list[Message] = []
        room.said.connect(self.said.append)

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    @property
    def form(self) -> Form:
        """The form in sight."""
        form = self.room.view.form
        assert form is not None
        return form

    def press(self, keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClicks(focused, key)

    def save(self) -> None:
        """Press Ctrl+Enter."""
        focused = QApplication.focusWidget()
        assert focused is not None
        before = len(self.said)
        QTest.keyClick(focused, Qt.Key.Key_Return, CONTROL)
        self.until(lambda: len(self.said) > before)

    def kept(self) -> tuple[Reply, ...]:
        """Read back the replies of this quarter."""
        return self.records.read(self.actor, partial(replies_of, actor=self.actor, quarter_start=THIS))


@pytest.fixture
def typist(
    qtbot: QtBot, show: Show, tasks: Tasks, drafts: KeptDrafts, records: Records, actor: Actor
) -> Typist:
    room = RepliesRoom(tasks=tasks, actor=actor, drafts=drafts)
    show(room)
    room.arrive()
    typist = Typist(qtbot, room, records, actor)
    typist.until(lambda: room.view.form)
    return typist


def test_eight_digits_and_one_key_are_a_whole_reply(typist: Typist) -> None:
    typist.press("12112232")
    typist.save()
    (reply,) = typist.kept()
    assert (reply.understood_code, reply.dignity_code, reply.supported_code, reply.tailored_code) == (
        "strongly-agree",
        "agree",
        "strongly-agree",
        "strongly-agree",
    )
    assert (reply.unmet_code, reply.put_in_touch_code) == ("no", "no")
    assert (reply.overall_code, reply.recovered_code) == ("fairly-satisfied", "partly")


def test_the_next_reply_begins_empty_at_the_first_question(typist: Typist) -> None:
    typist.press("12112232")
    typist.save()
    typist.until(lambda: "1 reply is in." in words(typist.room))
    assert typist.form.touched == {}
    assert QApplication.focusWidget() is typist.form.fields["understood_code"].input.control
    typist.press("5")
    typist.save()
    typist.until(lambda: "2 replies are in." in words(typist.room))


def test_needs_that_were_not_met_are_asked_for_in_words(typist: Typist) -> None:
    assert not typist.form.fields["unmet_words"].applies
    typist.press("11111")
    assert typist.form.fields["unmet_words"].applies
    assert QApplication.focusWidget() is typist.form.fields["unmet_words"].input.control
    typist.press("Sleep")
    typist.save()
    assert typist.kept()[0].unmet_words == "Sleep"


def test_the_words_asked_for_stand_in_sight_whole_and_the_next_form_begins_at_its_top(
    typist: Typist,
) -> None:
    typist.room.resize(800, 560)
    typist.press("11111")
    field = typist.form.fields["unmet_words"]
    area = typist.form.findChildren(QScrollArea)[0]

    def whole_in_sight() -> bool:
        top = field.mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + field.height() <= area.viewport().height()

    typist.until(whole_in_sight)
    typist.press("Sleep")
    typist.save()
    typist.until(typist.form.fields["understood_code"].input.control.hasFocus)
    assert area.verticalScrollBar().value() == 0


def test_a_digit_that_answers_nothing_is_said_at_once_beside_its_question(typist: Typist) -> None:
    question = typist.form.fields["understood_code"]
    typist.press("9")
    assert question.complaint == "“9” is no answer here. Type 1 to 5."
    assert QApplication.focusWidget() is question.input.control
    typist.press("5")
    assert question.complaint == ""


def test_an_empty_form_is_no_reply(typist: Typist) -> None:
    typist.form.save()
    typist.until(lambda: "Nothing was answered on this form." in words(typist.form))
    assert typist.kept() == ()


def test_a_reply_goes_into_the_quarter_chosen(typist: Typist) -> None:
    before = months_later(THIS, -3)
    box = typist.room.view.quarters
    box.setCurrentIndex(1)
    typist.form.arrive()
    typist.press("1")
    typist.save()
    assert typist.kept() == ()
    found = partial(replies_of, actor=typist.actor, quarter_start=before)
    assert len(typist.records.read(typist.actor, found)) == 1


def test_the_last_reply_is_put_right(typist: Typist) -> None:
    typist.press("1")
    typist.save()
    button(typist.room, "Put the last one right…").click()
    typist.until(lambda: typist.form.spec.title == "Put a reply right")
    typist.press("2")
    typist.save()
    assert [one.understood_code for one in typist.kept()] == ["agree"]
    typist.until(lambda: typist.form.spec.title == "A reply")


def test_a_reply_is_taken_back_from_the_message(typist: Typist) -> None:
    typist.press("1")
    typist.save()
    take_back = typist.said[-1].do
    assert take_back is not None
    take_back()
    typist.until(lambda: typist.said[-1].text == "The reply is taken back.")
    assert typist.kept() == ()


def test_a_volunteer_types_in_a_reply(
    qtbot: QtBot, show: Show, records: Records, folder: Path, keys: StoreKeys, actor: Actor
) -> None:
    volunteer = replace(actor, roles=frozenset({Role.VOLUNTEER}))
    with ExitStack() as opened:
        aside = open_drafts(folder, keys)
        opened.callback(aside.close)
        tasks = Tasks(records, volunteer)
        opened.callback(tasks.close)
        room = RepliesRoom(tasks=tasks, actor=volunteer, drafts=KeptDrafts(tasks, aside, volunteer.user_id))
        show(room)
        room.arrive()
        typist = Typist(qtbot, room, records, actor)
        typist.until(lambda: room.view.form)
        typist.press("2")
        typist.save()
        typist.until(lambda: "1 reply is in." in words(room))
    assert [one.understood_code for one in typist.kept()] == ["agree"]


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_type_in_replies_has_a_room_for_it(
    tasks: Tasks, drafts: KeptDrafts, actor: Actor, role: Role
) -> None:
    somebody = Actor(actor.user_id, actor.device_id, actor.name, frozenset({role}))
    rooms = all_rooms(tasks=tasks, actor=somebody, drafts=drafts)
    theirs = {one.key for one in rooms if one.is_for(somebody)}
    assert ("survey-replies" in theirs) is may(somebody, Permission.RECORD_REPLY)
    assert ("fill-in" in theirs) is (role is Role.MANAGER)

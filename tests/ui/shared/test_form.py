"""A form made from its description: filling it in, saving, leaving, drafts."""

import json
import time as clock
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import PartialDate, Precision
from desktop.domain.ids import DeviceId, UserId
from desktop.domain.permissions import Permission
from desktop.errors import RefusedError
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.screen import Screen
from desktop.ui.shell.rooms import RoomEntry
from desktop.ui.shell.shell import Shell
from tests.ui.conftest import Show, button, words
from tests.ui.shared.made_form import SPEC, TODAY, answers_of, fill, focused, tab, type_in


def test_what_is_typed_comes_out_as_what_it_is(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="17/11/2026", at="2.05pm", how="phone", who=" Jo ", crime="crime-3", needs=["home"])
    fill(form, rights=["crime-1", "crime-4"], safe="no", note="Said\nall is well.", minutes="12")
    fill(form, effect="7", since="March 2017", promised="yes", why="He reads her phone.")
    form.save()
    (answers,) = taken
    assert answers.day("day") == date(2026, 11, 17)
    assert answers.time("at") == time(14, 5)
    assert (answers.code("how"), answers.text("who")) == ("phone", "Jo")
    assert (answers.code("crime"), answers.codes("needs")) == ("crime-3", ("home",))
    assert answers.codes("rights") == ("crime-1", "crime-4")
    assert answers.yes_no("safe") is False
    assert (answers.number("minutes"), answers.number("effect")) == (12, 7)
    assert answers.partial("since") == PartialDate(date(2017, 3, 1), Precision.MONTH)
    assert answers.ticked("promised")
    assert answers.text("note") == "Said\nall is well."


def test_what_was_not_asked_is_no_answer_and_not_zero(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.save()
    (answers,) = taken
    assert answers.number("effect") is None
    assert not answers.prefers_not_to_say("effect")
    assert answers.yes_no("safe") is None
    assert answers.code("crime") is None
    assert answers.codes("needs") == ()
    assert answers.text("note") == ""


def test_a_value_is_never_taken_for_another_kind(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.save()
    with pytest.raises(TypeError, match="the field day holds a date"):
        taken[0].text("day")
    with pytest.raises(KeyError):
        taken[0].text("dya")


def test_what_is_wrong_stands_beside_its_field_and_the_focus_goes_to_the_first(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="31/2/2026", minutes="many", how="phone")
    form.save()
    assert taken == []
    said = words(form)
    assert "February 2026 has 28 days" in said
    assert "This is not a whole number." in said
    assert "2 things above need mending." in said
    assert form.fields["day"].input.control.hasFocus()
    assert "28 days" in form.fields["day"].input.control.accessibleDescription()
    form.fields["day"].input.fill("27/2/2026")
    assert form.fields["day"].complaint == ""
    assert "28 days" not in form.fields["day"].input.control.accessibleDescription()


def test_what_is_needed_is_asked_for(form: Form) -> None:
    taken = answers_of(form)
    form.save()
    assert taken == []
    assert form.fields["day"].complaint == "This is needed. Fill it in."
    assert form.fields["how"].complaint == "This is needed. Choose an answer."


def test_a_field_is_shown_only_when_another_calls_for_it_and_hidden_ones_have_no_answer(form: Form) -> None:
    taken = answers_of(form)
    assert not form.fields["who"].isVisible()
    fill(form, day="today", how="phone", who="Jo")
    assert form.fields["who"].isVisible()
    fill(form, how="visit")
    assert not form.fields["who"].isVisible()
    form.save()
    assert taken[0].text("who") == ""


def test_a_sealed_field_says_who_can_read_it(form: Form) -> None:
    fill(form, safe="no")
    sealed = form.fields["why"]
    assert "Sealed: only the safeguarding lead, the deputy and the manager can read this." in words(sealed)
    assert "Sealed:" in sealed.input.control.accessibleDescription()


@pytest.mark.parametrize("field", ["day", "crime", "note", "effect", "promised", "needs", "rights", "how"])
def test_control_and_enter_saves_from_any_field(form: Form, field: str) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.fields[field].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(taken) == 1


def test_nothing_is_saved_twice_while_saving(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.save()
    form.save()
    assert len(taken) == 1


def test_a_refusal_is_said_in_full_and_every_word_stays(form: Form) -> None:
    fill(form, day="today", how="visit", note="A long talk.")
    form.save()
    form.refuse(RefusedError("This case is closed.", "Reopen it first."))
    assert "This case is closed." in words(form)
    assert "Reopen it first." in words(form)
    assert form.fields["note"].input.typed() == "A long talk."
    taken = answers_of(form)
    form.save()
    assert len(taken) == 1
    assert "This case is closed." not in words(form)


def test_a_refusal_may_point_at_its_field(form: Form) -> None:
    form.refuse(RefusedError("This number is unsafe.", "Choose a visit."), field="how")
    assert form.fields["how"].complaint == "This number is unsafe. Choose a visit."


def test_esc_leaves_an_untouched_form_at_once(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignal(form.left):
        QTest.keyClick(focused(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("field", ["day", "crime", "note", "effect", "rights"])
def test_esc_asks_before_words_are_thrown_away_and_keeps_them_by_default(form: Form, field: str) -> None:
    gone: list[bool] = []
    form.left.connect(lambda: gone.append(True))
    fill(form, note="A long talk.")
    form.fields[field].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    dialog = form.findChild(ConfirmDialog)
    assert dialog is not None
    assert button(dialog, "Keep writing").isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert form.fields["note"].input.typed() == "A long talk."
    assert gone == []


def test_words_are_thrown_away_only_by_the_button_that_says_so(qtbot: QtBot, form: Form) -> None:
    fill(form, note="A long talk.")
    form.leave()
    dialog = form.findChild(ConfirmDialog)
    assert dialog is not None
    with qtbot.waitSignals([form.left, form.draft_dropped]):
        button(dialog, "Throw away").click()
    assert form.fields["note"].input.typed() == ""


def test_a_contact_is_written_from_the_keyboard_alone(form: Form) -> None:
    taken = answers_of(form)
    type_in("yesterday")
    tab()
    type_in("0915")
    tab()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    tab()
    who = form.fields["who"].input.control
    while focused() is not who:
        tab()
    type_in("The sister")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert taken[0].day("day") == date(2026, 11, 17)
    assert taken[0].time("at") == time(9, 15)
    assert (taken[0].code("how"), taken[0].text("who")) == ("phone", "The sister")


def test_what_is_typed_is_handed_over_as_a_draft_after_a_while(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignal(form.draft_changed, timeout=4000) as kept:
        fill(form, note="Half a sen")
    assert kept.args is not None
    assert json.loads(kept.args[0]) == {"typed": {"note": "Half a sen"}}


def test_a_form_that_goes_hands_over_what_is_typed_at_once(qtbot: QtBot, form: Form) -> None:
    fill(form, note="Half a sen")
    with qtbot.waitSignal(form.draft_changed, timeout=500):
        form.hide()


def test_a_draft_puts_back_what_was_typed_and_nothing_else(show: Show) -> None:
    first = Form(SPEC, {"note": "As recorded."}, today=TODAY)
    show(first)
    kept: list[str] = []
    first.draft_changed.connect(kept.append)
    fill(first, who="Jo", rights=["crime-2"], how="phone", crime="crime-7")
    first.keep_now()
    later = Form(SPEC, {"note": "Changed meanwhile."}, today=TODAY)
    show(later)
    assert later.restore(kept[0], datetime(2026, 11, 17, 9, 30, tzinfo=UTC))
    assert "You were writing this on 17 November 2026, 09:30. It is put back." in words(later)
    assert later.fields["who"].input.typed() == "Jo"
    assert later.fields["rights"].input.typed() == ["crime-2"]
    assert later.fields["crime"].input.typed() == "crime-7"
    assert later.fields["note"].input.typed() == "Changed meanwhile."


def test_one_can_start_afresh_instead(qtbot: QtBot, form: Form) -> None:
    form.restore('{"typed": {"note": "Old words"}}')
    with qtbot.waitSignal(form.draft_dropped):
        button(form, "Start afresh").click()
    assert form.fields["note"].input.typed() == ""
    assert "put back" not in words(form)


@pytest.mark.parametrize("draft", ["", "{", "[]", '{"typed": 3}', '{"typed": {"other": "x", "note": 7}}'])
def test_a_draft_that_makes_no_sense_changes_nothing(form: Form, draft: str) -> None:
    assert not form.restore(draft)
    assert form.touched == {}


def test_once_saved_the_draft_goes_and_the_form_is_finished(qtbot: QtBot, form: Form) -> None:
    fill(form, day="today", how="visit")
    form.save()
    with qtbot.waitSignals([form.draft_dropped, form.finished]):
        form.saved()
    assert form.touched == {}


def test_save_and_add_another_begins_anew_in_the_first_field(form: Form) -> None:
    taken = answers_of(form)
    finished: list[bool] = []
    form.finished.connect(lambda: finished.append(True))
    fill(form, day="today", how="visit", note="First.")
    button(form, "Save and add another").click()
    assert taken[0].another
    form.saved()
    assert finished == []
    assert form.touched == {}
    assert form.fields["note"].input.typed() == ""
    assert form.fields["day"].input.control.hasFocus()


def test_words_grow_as_they_are_written(form: Form) -> None:
    note = form.fields["note"].input.control
    assert isinstance(note, QPlainTextEdit)
    before = note.height()
    fill(form, note="\n".join(str(number) for number in range(10)))
    assert note.height() > before


@pytest.mark.parametrize(
    ("key", "code", "number"),
    [
        (Qt.Key.Key_7, "7", 7),
        (Qt.Key.Key_0, "10", 10),
        (Qt.Key.Key_Delete, "", None),
        (Qt.Key.Key_P, "prefers-not", None),
    ],
)
def test_a_score_is_one_key(form: Form, key: Qt.Key, code: str, number: int | None) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit", effect="3")
    form.fields["effect"].input.setFocus()
    QTest.keyClick(focused(), key)
    assert form.fields["effect"].input.typed() == code
    form.save()
    assert taken[0].number("effect") == number
    assert taken[0].prefers_not_to_say("effect") is (code == "prefers-not")


def test_a_form_with_five_and_twenty_fields_opens_at_once(show: Show) -> None:
    fields = tuple(replace(spec, key=f"{spec.key}-{turn}") for turn in range(3) for spec in SPEC.fields)[:25]
    whole = FormSpec("Everything", fields, save_label="Save")
    show(Form(whole, today=TODAY))
    begun = clock.process_time()
    form = Form(whole, today=TODAY)
    show(form)
    form.grab()
    assert clock.process_time() - begun < 0.25  # 0.05 here; a slow laptop may take a few times as long


def test_tab_goes_from_the_top_to_the_buttons(form: Form) -> None:
    form.restore('{"typed": {"note": "x"}}')
    afresh = button(form, "Start afresh")
    afresh.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(60):
        tab()
        if focused() is afresh:
            break
        seen.append(focused())
    assert seen[0] is form.fields["day"].input.control
    keys = ("day", "at", "how", "crime", "needs", "rights", "safe", "note", "minutes", "effect", "since")
    order = [seen.index(form.fields[key].input.control) for key in keys]
    assert order == sorted(order)
    last = [each.text() for each in seen[-3:] if isinstance(each, QPushButton)]
    assert last == ["Save the contact", "Save and add another", "Leave"]


class _Page(Screen):
    """A screen with a form, inside the whole window with its own commands."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(SPEC, today=TODAY)
        self.stepped = 0
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)

    def save(self) -> None:
        """Save from outside the form."""
        self.form.save()

    def step_back(self) -> bool:
        """Count what should have stayed inside the form."""
        self.stepped += 1
        return True


def test_in_the_whole_window_each_key_does_one_thing(show: Show) -> None:
    page = _Page()
    who = Actor(UserId(UUID(int=1)), DeviceId(UUID(int=2)), "Bethan Price", frozenset({Role.MANAGER}))
    shell = Shell(
        actor=who, rooms=(RoomEntry("people", "People", "people", Permission.FIND_PEOPLE, lambda: page),)
    )
    show(shell)
    taken = answers_of(page.form)
    fill(page.form, day="today", how="visit")
    page.form.fields["note"].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(taken) == 1
    page.form.refuse(RefusedError("No."))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.stepped == 0
    assert page.form.findChild(ConfirmDialog) is not None

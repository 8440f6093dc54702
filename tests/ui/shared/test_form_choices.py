"""Choosing in a form: from a list that is searched, from a tree, from an answer that is no more."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
)
from pytestqt.qtbot import QtBot

from desktop.domain.codes import parse_code_list
from desktop.platform.resources import resource_text
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_fields import Choice, FormSpec, options, options_of
from tests.ui.conftest import Show, words
from tests.ui.shared.made_form import SPEC, TODAY, answers_of, fill, focused, type_in


def test_an_answer_that_left_the_list_stays_an_answer(show: Show) -> None:
    form = Form(SPEC, {"crime": "old-crime", "how": "telegram", "needs": ("old-need",)}, today=TODAY)
    show(form)
    taken = answers_of(form)
    fill(form, day="today")
    form.save()
    assert taken[0].code("crime") == "old-crime"
    assert taken[0].code("how") == "telegram"
    assert taken[0].codes("needs") == ("old-need",)


def test_a_long_list_is_searched_while_typing(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    crime = form.fields["crime"].input
    crime.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("kind 13")
    form.save()
    assert taken[0].code("crime") == "crime-13"


def test_letters_typed_on_a_closed_list_open_it_and_choose_nothing_until_enter(
    qtbot: QtBot, show: Show
) -> None:
    ways = options((name.casefold(), name) for name in ("Phone", "Office", "Visit", "Text", "Court", "Other"))
    form = Form(FormSpec("How", (Choice("how", "How", options=ways),), save_label="Save"), {"how": "phone"})
    show(form)
    box = form.fields["how"].input.control
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_V)
    assert form.fields["how"].input.typed() == "phone"
    qtbot.waitUntil(lambda: box.view().isVisible())
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not box.view().isVisible())
    assert form.fields["how"].input.typed() == "phone"
    QTest.keyClick(box, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: box.view().isVisible())
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert form.fields["how"].input.typed() == "visit"


def test_words_typed_among_boxes_search_and_tick_nothing(form: Form) -> None:
    rights = form.fields["rights"].input
    boxes = next(one for one in rights.findChildren(QListView) if one.isVisible())
    boxes.setFocus()
    QTest.keyClick(boxes, Qt.Key.Key_K)
    type_in("ind 13")
    assert rights.typed() == []
    assert isinstance(rights.control, QLineEdit)
    assert rights.control.text() == "kind 13"
    assert boxes.model().rowCount() == 1


def test_a_word_that_is_not_in_the_list_is_refused(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.fields["crime"].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("sheep rustling")
    form.save()
    assert taken == []
    assert "Nothing in the list is called this." in form.fields["crime"].complaint


def test_half_a_word_in_a_draft_never_becomes_an_answer(form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.restore('{"typed": {"crime": "half a wo", "needs": ["gone"], "effect": "eleven", "how": "smoke"}}')
    assert form.fields["crime"].input.typed() == "half a wo"
    form.save()
    assert taken == []
    assert "Nothing in the list is called this." in form.fields["crime"].complaint
    assert form.fields["how"].complaint == "This is needed. Choose an answer."
    fill(form, crime="", how="visit")
    form.save()
    assert (taken[0].code("crime"), taken[0].codes("needs"), taken[0].number("effect")) == (None, (), None)


def test_a_found_answer_is_taken_with_the_arrow_and_enter(qtbot: QtBot, form: Form) -> None:
    taken = answers_of(form)
    fill(form, day="today", how="visit")
    form.fields["crime"].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("kind 1")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.fields["crime"].input.typed() == "crime-10")
    form.save()
    assert taken[0].code("crime") == "crime-10"


def test_esc_closes_what_was_found_and_leaves_the_form_alone(form: Form) -> None:
    form.fields["crime"].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("kind 1")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert form.findChild(ConfirmDialog) is None


def test_a_long_list_is_ticked_from_the_keyboard(form: Form) -> None:
    rights = form.fields["rights"].input
    rights.setFocus()
    type_in("kind 17")
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert rights.typed() == ["crime-17"]
    assert "Chosen: Crime of kind 17" in words(form)


def test_a_tree_shows_its_groups_but_only_what_lies_in_them_can_be_chosen(show: Show) -> None:
    crimes = parse_code_list(resource_text("codes/crime-type.toml"))
    answers = options_of(crimes, on=TODAY)
    assert {option.code for option in answers if not option.heading} == {
        code.code for code in crimes.leaves(on=TODAY)
    }
    form = Form(FormSpec("Crime", (Choice("crime", "Crime", options=answers),), save_label="Save"))
    show(form)
    taken = answers_of(form)
    group = next(option for option in answers if option.heading)
    form.fields["crime"].input.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(group.label)
    form.save()
    assert taken == []
    assert "Nothing in the list is called this." in form.fields["crime"].complaint

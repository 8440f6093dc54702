"""Two people wrote in one record: nothing is lost, and the person at the screen settles it."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.ui.shared.form import Form
from desktop.ui.shared.stale import SettleDialog, Stands, differences, put_together, settle
from tests.ui.conftest import Show, button, words
from tests.ui.shared.made_form import SPEC, TODAY


def _choose(dialog: QWidget, name: str) -> None:
    next(one for one in dialog.findChildren(QRadioButton) if one.accessibleName() == name).click()


@pytest.fixture
def page(show: Show) -> QWidget:
    """Show the page over which the question opens."""
    return show(QWidget())


def _open(page: QWidget, taken: list[Mapping[str, Stands]]) -> SettleDialog:
    fields = differences(
        {"Place": "Leeds", "Note": "She rang.", "Same": "x"},
        {"Place": "York", "Note": "He rang.", "Same": "x"},
        words=("Note",),
    )
    return settle(page, fields, taken.append, who="Bethan Price")


def test_both_texts_are_shown_side_by_side_and_what_is_alike_is_not(page: QWidget) -> None:
    dialog = _open(page, [])
    said = words(dialog)
    assert "Bethan Price saved this while you were writing." in said
    assert all(text in said for text in ("Leeds", "York", "She rang.", "He rang."))
    assert "Same" not in said


def test_words_are_put_together_unless_something_else_is_chosen(page: QWidget) -> None:
    taken: list[Mapping[str, Stands]] = []
    dialog = _open(page, taken)
    _choose(dialog, "Place: Use mine")
    button(dialog, "Take what I chose").click()
    assert taken == [{"Place": Stands.MINE, "Note": Stands.BOTH}]


def test_nothing_is_taken_while_a_field_is_not_settled(page: QWidget) -> None:
    taken: list[Mapping[str, Stands]] = []
    dialog = _open(page, taken)
    button(dialog, "Take what I chose").click()
    assert taken == []
    assert dialog.isVisible()
    assert "Choose which of the two should stand." in words(dialog)


def test_esc_goes_back_to_writing_and_takes_nothing(page: QWidget) -> None:
    taken: list[Mapping[str, Stands]] = []
    dialog = _open(page, taken)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert taken == []
    assert not dialog.isVisible()


def test_two_texts_are_put_below_each_other_and_nothing_is_said_twice() -> None:
    assert put_together("She rang. ", " He came.") == "She rang.\n\nHe came."
    assert put_together("She rang. He came.", "He came.") == "She rang. He came."
    assert put_together("She rang.", "She rang. He came.") == "She rang. He came."


def _form(show: Show) -> Form:
    form = Form(SPEC, {"note": "At first.", "how": "phone", "minutes": 5}, today=TODAY)
    show(form)
    return form


def test_what_only_the_other_changed_is_taken_over_without_asking(show: Show) -> None:
    form = _form(show)
    form.fields["note"].input.fill("Mine.")
    met: list[bool] = []
    newer = {"note": "At first.", "how": "visit", "minutes": 9}
    form.meet_newer(newer, who="Bethan Price", then=lambda: met.append(True))
    assert met == [True]
    assert form.findChild(SettleDialog) is None
    assert form.fields["minutes"].input.typed() == "9"
    assert form.fields["how"].input.typed() == "visit"
    assert form.touched == {"note": "Mine."}


def test_what_both_changed_is_settled_before_it_may_be_saved(show: Show) -> None:
    form = _form(show)
    form.fields["note"].input.fill("Mine.")
    form.fields["how"].input.fill("visit")
    form.fields["minutes"].input.fill("7")
    met: list[bool] = []
    newer = {"note": "Theirs.", "how": "phone", "minutes": 9}
    form.meet_newer(newer, who="Bethan Price", then=lambda: met.append(True))
    dialog = form.findChild(SettleDialog)
    assert dialog is not None
    assert met == []
    assert form.fields["note"].input.typed() == "Mine."
    _choose(dialog, "Minutes: Use theirs")
    button(dialog, "Take what I chose").click()
    assert met == [True]
    assert form.fields["note"].input.typed() == "Theirs.\n\nMine."
    assert form.fields["minutes"].input.typed() == "9"
    assert form.fields["how"].input.typed() == "visit"
    assert set(form.touched) == {"note", "how"}


def test_an_answer_of_the_other_is_shown_in_words_and_not_as_a_code(show: Show) -> None:
    form = _form(show)
    form.fields["crime"].input.fill("crime-3")
    form.meet_newer({"crime": "crime-4"})
    dialog = form.findChild(SettleDialog)
    assert dialog is not None
    assert "Crime of kind 4" in words(dialog)
    assert "Crime of kind 3" in words(dialog)
    assert form.fields["crime"].input.typed() == "crime-3"

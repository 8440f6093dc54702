"""The panel at the right of a page, and drafts kept of what is written in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.models.base import new_id
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.words import sentence
from tests.ui.conftest import Show, button, words
from tests.ui.shared.made_form import SPEC, TODAY


@pytest.fixture
def page(show: Show) -> WithPanel:
    """Show a page on which the focus lies."""
    made = WithPanel(QPushButton("Record a contact"))
    show(made)
    made.page.setFocus()
    return made


def _form() -> Form:
    return Form(SPEC, today=TODAY, with_title=False)


def test_the_panel_stands_beside_the_page_and_the_first_field_has_the_focus(page: WithPanel) -> None:
    form = _form()
    page.open_form(form)
    assert page.page.isVisible()
    assert "Record a contact" in words(page)
    assert form.fields["day"].input.control.hasFocus()
    assert form.width() < page.page.width() * 2


def test_a_narrow_window_is_covered_by_the_panel_and_given_back(page: WithPanel) -> None:
    page.resize(700, 600)
    page.open_form(_form())
    assert not page.page.isVisible()
    page.resize(1300, 600)
    assert page.page.isVisible()
    page.resize(700, 600)
    page.close_panel()
    assert page.page.isVisible()


def test_the_panel_closes_once_saved_and_the_focus_goes_back(qtbot: QtBot, page: WithPanel) -> None:
    form = _form()
    page.open_form(form)
    form.fields["day"].input.fill("today")
    form.fields["how"].input.fill("visit")
    assert page.save()
    with qtbot.waitSignal(page.closed):
        form.saved()
    assert not page.panel_open
    assert page.page.hasFocus()


def test_saving_and_adding_another_leaves_the_panel_open(page: WithPanel) -> None:
    form = _form()
    page.open_form(form)
    form.fields["day"].input.fill("today")
    form.fields["how"].input.fill("visit")
    form.save_and_another()
    form.saved()
    assert page.panel_open


def test_closing_asks_when_something_was_typed(page: WithPanel) -> None:
    form = _form()
    page.open_form(form)
    form.fields["note"].input.fill("A long talk.")
    button(page, "Close the panel").click()
    assert page.panel_open
    dialog = form.findChild(ConfirmDialog)
    assert dialog is not None
    button(dialog, "Throw away").click()
    assert not page.panel_open


def test_a_step_back_closes_the_panel_first(page: WithPanel) -> None:
    page.open("What we know", sentence("Nothing."))
    assert page.step_back()
    assert not page.panel_open
    assert not page.step_back()


def test_esc_closes_a_panel_of_any_kind(page: WithPanel) -> None:
    page.open("What we know", sentence("Nothing."))
    QTest.keyClick(button(page, "Close the panel"), Qt.Key.Key_Escape)
    assert not page.panel_open


def test_one_thing_in_the_panel_takes_the_place_of_another(page: WithPanel) -> None:
    page.open_form(_form())
    page.open("What we know", sentence("Nothing."))
    assert "What we know" in words(page)
    assert not page.save()


def test_what_was_begun_is_there_again_in_the_next_form(
    qtbot: QtBot, page: WithPanel, drafts: KeptDrafts
) -> None:
    person = new_id()
    first = _form()
    keep_drafts(first, drafts, form_name="contact", record_id=person)
    page.open_form(first)
    first.fields["note"].input.fill("Half a sen")
    page.close_panel()
    again = _form()
    keep_drafts(again, drafts, form_name="contact", record_id=person)
    page.open_form(again)
    qtbot.waitUntil(lambda: again.fields["note"].input.typed() == "Half a sen")
    assert "It is put back." in words(again)


def test_what_was_saved_is_not_put_back(qtbot: QtBot, page: WithPanel, drafts: KeptDrafts) -> None:
    person = new_id()
    first = _form()
    keep_drafts(first, drafts, form_name="contact", record_id=person)
    page.open_form(first)
    first.fields["note"].input.fill("Half a sen")
    first.keep_now()
    first.fields["day"].input.fill("today")
    first.fields["how"].input.fill("visit")
    first.save()
    first.saved()
    seen: list[object] = []
    drafts.everything(page, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [()]

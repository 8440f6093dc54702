"""The caseload and what is done with a case, from the window, on a truly encrypted store."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.concerns import ConcernAbout
from desktop.domain.ids import CaseId, PersonId
from desktop.models.incident import Incident
from desktop.queries.cases import CaseDetails, case_details
from desktop.queries.code_lists import code_lists
from desktop.services.cases import CaseEdits, change_case
from desktop.services.concerns import NewConcern, raise_concern
from desktop.store.records import Records
from desktop.ui.cases.doing import ChangingForm, EndingForm
from desktop.ui.cases.list_view import CasesView
from desktop.ui.people.person_view import PersonView
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.form import Form
from desktop.ui.shared.menu_button import MenuButton
from desktop.ui.shared.stale import SettleDialog
from tests.ui.conftest import button, labels, words
from tests.ui.desk import AtTheWindow, add_kit

Kit = tuple[PersonId, CaseId]


@pytest.fixture
def kit(records: Records, actor: Actor) -> Kit:
    person, case = add_kit(records, actor)
    assert case is not None
    return person, case


def _case(records: Records, actor: Actor, kit: Kit) -> CaseDetails:
    lists = records.read(actor, partial(code_lists, actor=actor))
    return records.read(actor, partial(case_details, actor=actor, case_id=kit[1], code_lists=lists))


def _opened(window: AtTheWindow) -> PersonView:
    view = window.open()
    window.until(lambda: "Cases and referrals" in words(view))
    return view


def _do(window: AtTheWindow, view: PersonView, what: str) -> Form:
    menus = [one for one in view.findChildren(MenuButton) if one.isVisible()]
    menu = next(one for one in menus if one.accessibleName().startswith("What to do with case"))
    next(one for one in menu.offered if one.text().replace("&", "") == what).trigger()
    window.until(lambda: isinstance(view.inside_panel, Form))
    form = view.inside_panel
    assert isinstance(form, Form)
    return form


def _fill_ending(form: Form) -> None:
    form.fields["reason"].input.fill("needs-met")
    form.fields["planned"].input.fill("yes")
    form.fields["asked"].input.fill("agreed")
    form.fields["said"].input.fill("I can manage now.")


@pytest.mark.usefixtures("kit")
def test_the_list_shows_reference_and_initials_and_enter_opens_the_person(window: AtTheWindow) -> None:
    button(window.shell, "Cases").click()
    view = window.shell.findChildren(CasesView)[0]
    window.until(lambda: bool(view.rows))
    assert "Katherine" not in words(view)
    table = view.findChildren(QTableView)[0]
    assert table.model().index(0, 0).data() == "K.M."
    QTest.keyClick(table, Qt.Key.Key_Return)
    window.until(lambda: bool(window.shell.findChildren(PersonView)))
    page = window.shell.findChildren(PersonView)[0]
    window.until(lambda: page.isVisible() and "Katherine Marsh" in words(page))


@pytest.mark.usefixtures("kit")
def test_without_cases_it_says_how_one_begins(window: AtTheWindow) -> None:
    button(window.shell, "Cases").click()
    view = window.shell.findChildren(CasesView)[0]
    window.until(lambda: bool(view.rows))
    view.wanted.emit(view.rows[0].person_id)  # nobody who signs in
    window.until(lambda: not view.rows)
    assert "A case is opened from a referral" in words(view)


def test_a_case_ends_as_it_was_agreed_and_can_be_reopened(
    window: AtTheWindow, records: Records, actor: Actor, kit: Kit
) -> None:
    view = _opened(window)
    form = _do(window, view, "End the case")
    _fill_ending(form)
    form.save()
    window.until(lambda: "Closed case" in words(view))
    (ending,) = _case(records, actor, kit).endings
    assert (ending.planned, ending.agreed, ending.their_words.text) == (True, True, "I can manage now.")
    form = _do(window, view, "Reopen the case")
    form.fields["reason"].input.fill("It happened again.")
    form.save()
    window.until(lambda: "Open case" in words(view))


def test_an_open_concern_asks_for_a_reason_also_if_it_was_raised_meanwhile(
    window: AtTheWindow, records: Records, actor: Actor, kit: Kit
) -> None:
    view = _opened(window)
    form = _do(window, view, "End the case")
    _fill_ending(form)
    concern = NewConcern(about=ConcernAbout.ADULT, narrative="Bruises.", immediate_danger=False)
    raising = partial(raise_concern, actor=actor, person_id=kit[0], case_id=kit[1], concern=concern)
    records.write(actor, raising)
    form.save()
    window.until(lambda: view.inside_panel is not form)
    following = view.inside_panel
    assert isinstance(following, EndingForm)
    assert "still open" in following.fields["concern"].complaint
    assert following.fields["said"].input.typed() == "I can manage now."
    following.fields["concern"].input.fill("The lead takes it on.")
    following.save()
    window.until(lambda: "Closed case" in words(view))


def test_marking_domestic_abuse_says_before_and_after_what_it_changes(
    window: AtTheWindow, records: Records, actor: Actor, kit: Kit
) -> None:
    view = _opened(window)
    form = _do(window, view, "Change what it is about")
    assert "Saving this changes safe contact" not in words(form)
    form.fields["also"].input.fill(["domestic-abuse"])
    form.fields["also"].input.changed.emit()
    assert "Saving this changes safe contact" in words(form)
    form.save()
    window.until(lambda: "Who lives there?" in words(window.shell))
    assert _case(records, actor, kit).controlling_since is not None
    window.until(lambda: "Domestic abuse" in words(view))


def test_two_who_change_one_case_settle_it(
    window: AtTheWindow, records: Records, actor: Actor, kit: Kit
) -> None:
    view = _opened(window)
    form = _do(window, view, "Change what it is about")
    assert isinstance(form, ChangingForm)
    theirs = CaseEdits(main_crime_code="robbery-person")
    known = _case(records, actor, kit)
    changing = partial(change_case, actor=actor, case_id=kit[1], version=known.version, edits=theirs)
    records.write(actor, changing)
    form.fields["crime"].input.fill("stalking")
    form.save()
    window.until(lambda: bool(form.findChildren(SettleDialog)))
    dialog = form.findChildren(SettleDialog)[0]
    assert "Robbery of a person" in words(dialog)
    assert "Stalking" in words(dialog)
    dialog.reject()


def test_sealing_says_plainly_what_happens_and_does_nothing_when_cancelled(
    window: AtTheWindow, records: Records, actor: Actor, kit: Kit
) -> None:
    view = _opened(window)
    menus = [one for one in view.findChildren(MenuButton) if one.isVisible()]
    menu = next(one for one in menus if one.accessibleName().startswith("What to do with case"))
    seal = next(one for one in menu.offered if one.text().replace("&", "") == "Seal the whole case")
    seal.trigger()
    window.until(lambda: bool(window.shell.findChildren(ConfirmDialog)))
    dialog = window.shell.findChildren(ConfirmDialog)[0]
    assert "loses sight of the case" in words(dialog)
    dialog.reject()
    assert _case(records, actor, kit).sealed_on is None
    seal.trigger()
    window.until(lambda: any(one.isVisible() for one in window.shell.findChildren(ConfirmDialog)))
    asked = next(one for one in window.shell.findChildren(ConfirmDialog) if one.isVisible())
    button(asked, "Seal the case").click()
    window.until(lambda: "Sealed" in words(view))
    assert _case(records, actor, kit).sealed_on is not None


def test_a_case_opens_from_a_referral_that_was_just_recorded(
    window: AtTheWindow, records: Records, actor: Actor
) -> None:
    add_kit(records, actor, with_case=False)
    view = _opened(window)
    window.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    menu = next(one for one in view.findChildren(MenuButton) if one.text() == "Add…")
    next(one for one in menu.offered if "Record a referral" in one.text().replace("&", "")).trigger()
    window.until(lambda: isinstance(view.inside_panel, Form))
    form = view.inside_panel
    assert isinstance(form, Form)
    form.fields["crime"].input.fill("burglary-home")
    assert not form.fields["not_reported"].isVisible()
    form.fields["reported"].input.fill("no")
    assert form.fields["not_reported"].isVisible()
    form.fields["not_reported"].input.fill(["too-trivial", "reprisal"])
    form.save()
    window.until(lambda: "Open a case" in labels(view))
    button(view, "Open a case").click()
    window.until(lambda: isinstance(view.inside_panel, Form) and view.inside_panel is not form)
    opening = view.inside_panel
    assert isinstance(opening, Form)
    assert opening.fields["crime"].input.typed() == "burglary-home"
    opening.save()
    window.until(lambda: "Open case" in words(view))
    incident = records.read(actor, lambda session: session.scalars(select(Incident)).one())
    assert incident.reported_code == "no"
    assert incident.not_reported_codes == frozenset({"too-trivial", "reprisal"})

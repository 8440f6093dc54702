"""What they said to support is written down, a case says who pays for it, and somebody's help ends."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QPushButton

from desktop.domain.actor import Actor, Role
from desktop.queries.assignments import AssignmentRow, who_helps
from desktop.queries.cases import case_details
from desktop.queries.people import ReferralLine, person_details
from desktop.services.assignments import NewAssignment, assign_person
from desktop.services.funding_streams import add_funding_stream
from desktop.services.referrals import explain_support
from desktop.store.records import Records
from desktop.ui.cases.answering import AnsweringForm
from desktop.ui.cases.forms import OPENINGS
from desktop.ui.people.person_view import PersonView
from desktop.ui.shared.form import Form
from desktop.ui.shared.menu_button import MenuButton
from tests.services.made_case import OPENED, TODAY
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import labels, words
from tests.ui.desk import AtTheWindow, add_kit
from tests.ui.shared.made_form import fill


def _referral(beside: Beside) -> ReferralLine:
    (referral,) = beside.ask(person_details).referrals
    return referral


def _answering(beside: Beside) -> Form:
    beside.panel.open_form(AnsweringForm(beside.about(), _referral(beside)))
    return beside.form()


def test_support_is_explained_first_and_answered_later(beside: Beside) -> None:
    form = _answering(beside)
    fill(form, explained="5/3/2026", said="nothing")
    beside.save_and_close()
    assert (_referral(beside).offered_on, _referral(beside).accepted) == (date(2026, 3, 5), None)
    form = _answering(beside)
    assert form.fields["explained"].input.typed() == "05/03/2026"
    fill(form, said="no", answered="4/3/2026")
    beside.save()
    beside.wait_for("Nobody explained to the person before what we can do.")
    fill(form, answered="9/3/2026")
    beside.save_and_close()
    referral = _referral(beside)
    assert (referral.offered_on, referral.answered_on, referral.accepted) == (
        date(2026, 3, 5),
        date(2026, 3, 9),
        False,
    )


def test_both_are_written_down_at_once(beside: Beside) -> None:
    fill(_answering(beside), explained="5/3/2026", said="yes", answered="5/3/2026")
    beside.save_and_close()
    referral = _referral(beside)
    assert (referral.offered_on, referral.answered_on, referral.accepted) == (
        date(2026, 3, 5),
        date(2026, 3, 5),
        True,
    )


def test_two_who_write_an_answer_lose_nothing(beside: Beside) -> None:
    referral = _referral(beside)
    form = _answering(beside)
    fill(form, said="yes", answered="9/3/2026")
    beside.made.do(
        explain_support,
        referral_id=referral.referral_id,
        version=referral.version,
        on=date(2026, 3, 5),
    )
    beside.save()
    beside.wait_for("meanwhile")
    beside.save_and_close()
    kept = _referral(beside)
    assert (kept.offered_on, kept.accepted) == (date(2026, 3, 5), True)


def _helper(beside: Beside) -> AssignmentRow:
    (line,) = beside.made.ask(who_helps, person_id=beside.made.person)
    return line


def _give(beside: Beside) -> AssignmentRow:
    volunteer = beside.made.colleague(Role.VOLUNTEER, "Val Volunteer")
    new = NewAssignment(
        person_id=beside.made.person, user_id=volunteer.user_id, from_on=OPENED, note="Likes tea."
    )
    beside.made.do(assign_person, new=new)
    return _helper(beside)


def test_somebodys_help_ends_on_a_day(beside: Beside) -> None:
    page = beside.open(OPENINGS, "assignment", _give(beside).assignment_id)
    assert "Val Volunteer" in in_sight(page)
    assert "Likes tea." in in_sight(page)
    beside.press_button("End their help…")
    assert beside.form().fields["until"].input.typed() == "01/04/2026"
    beside.save_and_close()
    assert _helper(beside).until_on == TODAY


def _do(window: AtTheWindow, view: PersonView, what: str) -> Form:
    menus = [one for one in view.findChildren(MenuButton) if one.isVisible()]
    menu = next(one for one in menus if one.accessibleName().startswith("What to do with case"))
    next(one for one in menu.offered if one.text().replace("&", "") == what).trigger()
    window.until(lambda: isinstance(view.inside_panel, Form))
    form = view.inside_panel
    assert isinstance(form, Form)
    return form


def test_from_the_persons_page_an_answer_is_written_and_a_case_gets_its_funding(
    window: AtTheWindow, records: Records, actor: Actor
) -> None:
    stream = records.write(actor, partial(add_funding_stream, actor=actor, name="Lottery fund")).value
    _, case = add_kit(records, actor)
    view = window.open()
    window.until(lambda: "Their answer…" in labels(view))
    answer = next(one for one in view.findChildren(QPushButton) if one.text() == "Their answer…")
    answer.click()
    window.until(lambda: isinstance(view.inside_panel, AnsweringForm))
    form = view.inside_panel
    assert isinstance(form, AnsweringForm)
    form.fields["said"].input.fill("yes")
    form.save()
    window.until(lambda: "said yes on" in words(view))
    changing = _do(window, view, "Change what it is about")
    changing.fields["funding"].input.fill(str(stream))
    changing.save()
    window.until(lambda: view.inside_panel is not changing)
    assert case is not None
    work = partial(case_details, actor=actor, case_id=case, code_lists={})
    assert records.read(actor, work).funding == "Lottery fund"

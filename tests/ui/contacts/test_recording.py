"""Recording a contact from the keyboard, on a truly encrypted store."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, PersonId
from desktop.domain.safe_contact import SafeState
from desktop.queries.code_lists import code_lists
from desktop.queries.people import PersonDetails, person_details
from desktop.services.contacts import ContactFacts, correct_contact
from desktop.store.records import Records
from desktop.ui.contacts.calling import minutes_since
from desktop.ui.contacts.forms import ContactForm, CorrectingForm
from desktop.ui.contacts.pictures import CALL
from desktop.ui.people.person_view import PersonView
from desktop.ui.shared.stale import SettleDialog
from tests.ui.conftest import button, labels, words
from tests.ui.desk import PHONE, AtTheWindow, add_kit, contacts_of, today

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kit(records: Records, actor: Actor) -> tuple[PersonId, CaseId | None]:
    return add_kit(records, actor)


def _form(window: AtTheWindow, view: PersonView) -> ContactForm:
    window.until(lambda: isinstance(view.inside_panel, ContactForm))
    form = view.inside_panel
    assert isinstance(form, ContactForm)
    return form


def _details(records: Records, actor: Actor, person: PersonId) -> PersonDetails:
    lists = records.read(actor, partial(code_lists, actor=actor))
    return records.read(actor, partial(person_details, actor=actor, person_id=person, code_lists=lists))


def test_a_phone_call_is_noted_with_a_handful_of_keys(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None]
) -> None:
    view = window.open()
    window.press(Qt.Key.Key_N, CONTROL)
    _form(window, view)
    window.press(Qt.Key.Key_1)
    window.type("12")
    window.press(Qt.Key.Key_Tab)
    window.type("Slept better.")
    window.press(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: view.inside_panel is None)
    (kept,) = contacts_of(records, actor, kit[0])
    assert (kept.result_code, kept.minutes, kept.note.text) == ("spoke-with-person", 12, "Slept better.")
    assert (kept.channel_code, kept.direction, kept.happened_on) == ("phone", "out", today())
    assert kept.case_id == kit[1]
    window.until(lambda: any("Spoke with the person" in one.title for one in view.tabs.timeline.entries))


@pytest.mark.parametrize("tabs", range(1, 9))
def test_words_typed_on_after_the_note_answer_no_question_unseen(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None], tabs: int
) -> None:
    view = window.open()
    window.press(Qt.Key.Key_N, CONTROL)
    form = _form(window, view)
    window.press(Qt.Key.Key_1)
    window.type("12")
    for _ in range(tabs):
        window.press(Qt.Key.Key_Tab)
    chosen = ("result", "support", "channel", "direction")
    before = {key: form.fields[key].input.typed() for key in chosen}
    window.type("voneart")
    assert {key: form.fields[key].input.typed() for key in chosen} == before
    assert contacts_of(records, actor, kit[0]) == ()


@pytest.mark.usefixtures("kit")
def test_without_an_answer_to_how_it_went_nothing_is_saved_and_it_says_so(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None]
) -> None:
    view = window.open()
    window.press(Qt.Key.Key_N, CONTROL)
    form = _form(window, view)
    window.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["result"].complaint == "This is needed. Choose an answer."
    assert contacts_of(records, actor, kit[0]) == ()


@pytest.mark.usefixtures("kit")
def test_from_anywhere_the_person_is_found_first_and_the_contact_opens_with_their_page(
    window: AtTheWindow,
) -> None:
    window.press(Qt.Key.Key_N, CONTROL)
    assert "Find the person first" in words(window.shell)
    view = window.open()
    _form(window, view)


@pytest.mark.usefixtures("kit")
def test_saving_and_adding_another_begins_the_next_at_once(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None]
) -> None:
    view = window.open()
    window.press(Qt.Key.Key_N, CONTROL)
    form = _form(window, view)
    window.press(Qt.Key.Key_3)
    button(form, "Save and add another").click()
    window.until(lambda: len(contacts_of(records, actor, kit[0])) == 1)
    window.until(lambda: form.fields["result"].input.typed() == "")
    assert view.inside_panel is form


@pytest.mark.usefixtures("kit")
def test_what_was_begun_is_there_again_after_the_page_was_left(
    window: AtTheWindow,
) -> None:
    view = window.open()
    window.press(Qt.Key.Key_N, CONTROL)
    form = _form(window, view)
    form.fields["note"].input.fill("Half a sentence")
    form.keep_now()
    view.close_panel()
    window.press(Qt.Key.Key_N, CONTROL)
    again = _form(window, view)
    window.until(lambda: again.fields["note"].input.typed() == "Half a sentence")


@pytest.mark.usefixtures("kit")
def test_calling_shows_the_number_starts_the_clock_and_fills_the_minutes(window: AtTheWindow) -> None:
    view = window.open()
    window.until(lambda: "Safe contact" in words(view))
    button(view, "Phone: Call").click()
    form = _form(window, view)
    assert PHONE in words(form)
    window.press(Qt.Key.Key_1)
    assert form.fields["minutes"].input.typed() == "1"
    assert form.fields["channel"].input.typed() == "phone"


def test_after_a_call_one_key_says_that_the_number_is_no_longer_safe(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None]
) -> None:
    view = window.open()
    window.until(lambda: "Safe contact" in words(view))
    button(view, "Phone: Call").click()
    _form(window, view)
    window.press(Qt.Key.Key_1)
    window.press(Qt.Key.Key_N)
    window.press(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: _details(records, actor, kit[0]).contacts[0].state is SafeState.UNSAFE)
    (kept,) = contacts_of(records, actor, kit[0])
    assert kept.contact_point_id is not None
    window.until(lambda: "Phone: Call" not in labels(view) and "Unsafe" in words(view))


def test_a_call_of_seconds_counts_as_a_minute_and_one_begun_counts_whole() -> None:
    assert minutes_since(CALL.began, CALL.began + timedelta(seconds=5)) == 1
    assert minutes_since(CALL.began, CALL.began + timedelta(minutes=7, seconds=20)) == 8


@pytest.mark.usefixtures("kit")
def test_enter_opens_a_contact_from_the_timeline_and_its_author_corrects_it(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None]
) -> None:
    view = window.open()
    form = _corrected(window, view)
    form.fields["note"].input.fill("She will ring back on Friday.")
    form.save()
    window.until(lambda: view.inside_panel is None)
    (kept,) = contacts_of(records, actor, kit[0])
    assert kept.note.text == "She will ring back on Friday."
    assert kept.version == 2


def _corrected(window: AtTheWindow, view: PersonView) -> CorrectingForm:
    """Record a contact, then open it from the timeline."""
    window.press(Qt.Key.Key_N, CONTROL)
    form = _form(window, view)
    window.press(Qt.Key.Key_1)
    form.fields["note"].input.fill("First words")
    window.press(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: view.inside_panel is None)
    entries = view.tabs.timeline
    window.until(lambda: any("Spoke" in one.title for one in entries.entries))
    entries.opened.emit(next(one for one in entries.entries if "Spoke" in one.title))
    window.until(lambda: isinstance(view.inside_panel, CorrectingForm))
    opened = view.inside_panel
    assert isinstance(opened, CorrectingForm)
    return opened


@pytest.mark.usefixtures("kit")
def test_when_somebody_corrected_it_meanwhile_both_texts_are_kept_and_settled(
    window: AtTheWindow, records: Records, actor: Actor, kit: tuple[PersonId, CaseId | None]
) -> None:
    view = window.open()
    form = _corrected(window, view)
    (known,) = contacts_of(records, actor, kit[0])
    theirs = ContactFacts(
        happened_on=today(), channel_code="phone", result_code="spoke-with-person", note="What they wrote"
    )
    work = partial(
        correct_contact, actor=actor, contact_id=known.contact_id, version=known.version, facts=theirs
    )
    records.write(actor, work)
    form.fields["note"].input.fill("What I wrote")
    form.save()
    window.until(lambda: bool(form.findChildren(SettleDialog)))
    said = words(form.findChildren(SettleDialog)[0])
    assert "What they wrote" in said
    assert "What I wrote" in said
    form.findChildren(SettleDialog)[0].reject()

"""Finding a person and opening the record, on a truly encrypted store, from the keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.ids import PersonId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.queries.access import who_looked
from desktop.services.contact_points import ContactWords, add_contact_point
from desktop.services.people import PersonWords, register_person
from desktop.store.records import Records
from desktop.ui.people.find_view import FindView
from desktop.ui.people.new_person import NewPersonForm
from desktop.ui.people.nouns import ADDINGS
from desktop.ui.people.person_view import PersonView
from desktop.ui.rooms import all_rooms
from desktop.ui.shared.form import Form
from desktop.ui.shell.shell import Shell
from tests.ui.conftest import Show, button, labels, words

PHONE = "01632 960147"


@pytest.fixture
def kit(records: Records, actor: Actor) -> PersonId:
    """Register somebody whose phone is safe and whose texts are not."""
    told = PersonWords(forename="Katherine", surname="Marsh", known_as="Kit")
    person = records.write(actor, partial(register_person, actor=actor, words=told)).value
    for channel, state in ((Channel.PHONE, SafeState.SAFE), (Channel.TEXT, SafeState.UNSAFE)):
        point = ContactWords(channel=channel, value=PHONE, state=state)
        records.write(actor, partial(add_contact_point, actor=actor, person_id=person, words=point))
    return person


@pytest.fixture
def shell(show: Show, tasks: Tasks, actor: Actor, drafts: KeptDrafts) -> Shell:
    made = Shell(actor=actor, rooms=all_rooms(tasks=tasks, actor=actor, drafts=drafts))
    tasks.unclaimed.connect(made.explain)
    show(made)
    made.arrive()
    return made


def _search(shell: Shell) -> QLineEdit:
    return next(box for box in shell.findChildren(QLineEdit) if box.accessibleName() == "Find a person")


def _find(qtbot: QtBot, shell: Shell, text: str) -> FindView:
    view = shell.findChildren(FindView)[0]
    QTest.keyClicks(_search(shell), text)
    qtbot.waitUntil(lambda: bool(view.rows))
    return view


def _open(qtbot: QtBot, shell: Shell) -> PersonView:
    _find(qtbot, shell, "kit")
    QTest.keyClick(_search(shell), Qt.Key.Key_Return)
    view = shell.findChildren(PersonView)[0]
    qtbot.waitUntil(lambda: view.isVisible() and "Safe contact" in words(view))
    return view


@pytest.mark.usefixtures("kit")
@pytest.mark.parametrize(
    ("typed", "why"),
    [("marsh", "Name"), ("mar", "Name begins so"), ("martch", "Sounds like it"), (PHONE, "Phone number")],
)
def test_somebody_is_found_while_typing_and_it_says_why(
    qtbot: QtBot, shell: Shell, typed: str, why: str
) -> None:
    table = _find(qtbot, shell, typed).findChildren(QTableView)[0]
    assert table.model().index(0, 0).data() == "Katherine Marsh"
    assert table.model().index(0, 3).data() == why


def test_nobody_found_says_what_to_try_next(qtbot: QtBot, shell: Shell) -> None:
    QTest.keyClicks(_search(shell), "qqqq")
    qtbot.waitUntil(lambda: "Nobody found" in words(shell))
    assert "Try fewer letters" in words(shell)


@pytest.mark.usefixtures("kit")
def test_enter_opens_and_escape_goes_back(qtbot: QtBot, shell: Shell) -> None:
    view = _open(qtbot, shell)
    assert "Katherine Marsh" in words(view)
    assert "Call them “Kit”" in words(view)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert shell.focusWidget() is _search(shell)


@pytest.mark.usefixtures("kit")
def test_a_number_is_hidden_until_asked_for_and_an_unsafe_one_cannot_be_asked_for(
    qtbot: QtBot, shell: Shell
) -> None:
    view = _open(qtbot, shell)
    assert PHONE not in words(view)
    assert "Unsafe" in words(view)
    button(view, "Phone: Show the number").click()
    qtbot.waitUntil(lambda: PHONE in words(view))
    assert words(view).count(PHONE) == 1
    button(view, "Phone: Hide the number").click()
    assert PHONE not in words(view)


def test_opening_a_record_and_showing_a_number_are_written_down(
    qtbot: QtBot, shell: Shell, records: Records, actor: Actor, kit: PersonId
) -> None:
    view = _open(qtbot, shell)
    button(view, "Phone: Show the number").click()
    qtbot.waitUntil(lambda: PHONE in words(view))
    looks = records.read(actor, partial(who_looked, actor=actor))
    assert [(look.what, look.kind) for look in looks] == [("revealed", "contact_point"), ("looked", "person")]
    assert looks[1].record_id == kit


@pytest.mark.usefixtures("kit")
def test_a_change_by_somebody_else_is_seen_at_once(
    qtbot: QtBot, shell: Shell, tasks: Tasks, actor: Actor, kit: PersonId
) -> None:
    view = _open(qtbot, shell)
    mail = ContactWords(channel=Channel.EMAIL, value="kit@example.org", state=SafeState.UNKNOWN)
    tasks.write(shell, partial(add_contact_point, actor=actor, person_id=kit, words=mail))
    qtbot.waitUntil(lambda: "E-mail" in words(view))


def test_a_trustee_sees_neither_people_nor_search_and_is_told_that_it_is_meant_so(
    show: Show, tasks: Tasks, actor: Actor, drafts: KeptDrafts
) -> None:
    trustee = Actor(actor.user_id, actor.device_id, "Tom", frozenset({Role.TRUSTEE}))
    shell = Shell(actor=trustee, rooms=all_rooms(tasks=tasks, actor=trustee, drafts=drafts))
    show(shell)
    said = words(shell)
    assert "Which returns were made, when, by whom and for whom." in said
    assert "You see no people and no cases: that is meant so." in said
    assert not _search(shell).isVisible()


def test_records_without_anybody_say_what_to_do_first(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: "Nobody is in the records yet" in words(shell))
    button(shell.findChildren(FindView)[0], "Bring in a list").click()
    assert "Drop your list here" in words(shell)


@pytest.mark.usefixtures("kit")
def test_with_somebody_in_the_records_finding_comes_first(qtbot: QtBot, shell: Shell) -> None:
    view = _find(qtbot, shell, "kit")
    QTest.keyClick(_search(shell), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.rows)
    assert "Find somebody first" in words(shell)


@pytest.mark.usefixtures("kit")
def test_somebody_new_is_added_beside_those_they_may_already_be(qtbot: QtBot, shell: Shell) -> None:
    QTest.keyClicks(_search(shell), "Jo Newman")
    found = shell.findChildren(FindView)[0]
    qtbot.waitUntil(lambda: "Not here? Add a person" in labels(found))
    button(found, "Not here? Add a person").click()
    form = shell.findChildren(NewPersonForm)[0]
    assert form.fields["forename"].input.typed() == "Jo"
    form.fields["forename"].input.fill("Katherine")
    form.fields["surname"].input.fill("Marsh")
    qtbot.waitUntil(lambda: [row.known_as for row in found.rows] == ["Kit"])
    assert "Perhaps already here" in words(found)
    form.fields["surname"].input.fill("Newman")
    form.fields["phone"].input.fill("not a number")
    form.fields["state"].input.fill("safe")
    form.save()
    assert form.fields["phone"].complaint.startswith("This cannot be a telephone number.")
    form.fields["phone"].input.fill("01632 960999")
    form.save()
    view = shell.findChildren(PersonView)[0]
    qtbot.waitUntil(lambda: view.isVisible() and "Katherine Newman" in words(view))
    qtbot.waitUntil(lambda: "Safe: the person confirmed it." in words(view))


@pytest.mark.usefixtures("kit")
def test_a_number_opens_from_the_strip_and_what_they_say_today_is_written_down(
    qtbot: QtBot, shell: Shell
) -> None:
    view = _open(qtbot, shell)
    button(view, "Phone: Open").click()
    qtbot.waitUntil(lambda: "Say what is safe" in labels(view))
    assert PHONE not in words(view)
    button(view, "Say what is safe").click()
    form = view.inside_panel
    assert isinstance(form, Form)
    form.fields["state"].input.fill("unsafe")
    form.save()
    qtbot.waitUntil(lambda: "the phone is not safe for this person" in words(view))


@pytest.mark.usefixtures("kit")
def test_a_concern_raised_on_the_page_says_at_once_that_nobody_knows(qtbot: QtBot, shell: Shell) -> None:
    view = _open(qtbot, shell)
    adding = next(one for one in ADDINGS if one.kind == "concern")
    view.adding_chosen.emit(adding)
    form = view.inside_panel
    assert isinstance(form, Form)
    for key, typed in {"about": "adult", "danger": "no", "narrative": "A worry"}.items():
        form.fields[key].input.fill(typed)
    form.save()
    qtbot.waitUntil(lambda: "Nobody has been told yet." in words(view))
    assert isinstance(view.inside_panel, Form)

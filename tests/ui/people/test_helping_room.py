"""What a volunteer has before them: the people given to them, and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.ids import PersonId, UserId
from desktop.models.base import new_id
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.services.assignments import NewAssignment, assign_person
from desktop.services.people import PersonWords, register_person
from desktop.store.drafts import open_drafts
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.ui.contacts.forms import ContactForm
from desktop.ui.people.helping_view import HelpingView
from desktop.ui.people.person_view import PersonView
from desktop.ui.rooms import all_rooms
from desktop.ui.shell.shell import Shell
from tests.store.made import made_sealer
from tests.ui.conftest import Show, button, labels, words
from tests.ui.desk import AtTheWindow, add_kit, contacts_of


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return partial(datetime.now, UTC)


@pytest.fixture
def volunteer(records: Records, actor: Actor) -> Actor:
    vi = replace(actor, user_id=UserId(new_id()), name="Vi", roles=frozenset({Role.VOLUNTEER}))

    def add(session: RecordSession) -> None:
        session.add(User(id=vi.user_id, name=vi.name, roles=frozenset({Role.VOLUNTEER.value}), active=True))

    records.write(actor, add)
    return vi


@pytest.fixture
def kit(records: Records, actor: Actor, volunteer: Actor) -> PersonId:
    person, _ = add_kit(records, actor)
    stranger = PersonWords(forename="Somebody", surname="Else")
    records.write(actor, partial(register_person, actor=actor, words=stranger))
    given = NewAssignment(person_id=person, user_id=volunteer.user_id, note="Shopping on Tuesdays")
    records.write(actor, partial(assign_person, actor=actor, new=given))
    return person


@pytest.fixture
def own(records: Records, folder: Path, keys: StoreKeys, volunteer: Actor) -> Iterator[Records]:
    """Open the records as the volunteer does, who holds no key of sealed text; the manager has left."""
    del volunteer
    records.close()
    keys = replace(keys, sealer=made_sealer(reads=False))
    opened = Records(folder, keys, clock=partial(datetime.now, UTC))
    yield opened
    opened.close()


@pytest.fixture
def window(
    show: Show, own: Records, folder: Path, keys: StoreKeys, volunteer: Actor, qtbot: QtBot
) -> Iterator[AtTheWindow]:
    tasks, opened = Tasks(own, volunteer), open_drafts(folder, keys)
    drafts = KeptDrafts(tasks, opened, volunteer.user_id)
    shell = Shell(actor=volunteer, rooms=all_rooms(tasks=tasks, actor=volunteer, drafts=drafts))
    tasks.unclaimed.connect(shell.explain)
    show(shell)
    shell.arrive()
    yield AtTheWindow(qtbot, shell)
    tasks.close()
    opened.close()


def _page(window: AtTheWindow) -> PersonView:
    listed = window.shell.findChildren(HelpingView)[0]
    window.until(lambda: bool(listed.rows))
    QTest.keyClick(listed.findChildren(QTableView)[0], Qt.Key.Key_Return)
    view = window.shell.findChildren(PersonView)[0]
    window.until(lambda: view.isVisible() and "Safe contact" in words(view))
    return view


@pytest.mark.usefixtures("kit")
def test_a_volunteer_finds_the_people_given_to_them_and_neither_search_nor_cases(
    window: AtTheWindow,
) -> None:
    listed = window.shell.findChildren(HelpingView)[0]
    window.until(lambda: bool(listed.rows))
    assert [row.name for row in listed.rows] == ["Katherine Marsh"]
    assert not window.search().isVisible()
    assert "Cases" not in labels(window.shell)
    assert "Returns" not in labels(window.shell)


@pytest.mark.usefixtures("kit")
def test_their_page_shows_what_is_safe_and_neither_answers_nor_cases(window: AtTheWindow) -> None:
    view = _page(window)
    assert "Cases and referrals" not in words(view)
    assert "What they told us" not in labels(view)
    assert "Still safe" not in labels(view)


def test_a_volunteer_records_a_contact_and_sees_their_own_entry(
    kit: PersonId, window: AtTheWindow, own: Records, volunteer: Actor
) -> None:
    view = _page(window)
    QTest.keyClick(window.focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: isinstance(view.inside_panel, ContactForm))
    form = view.inside_panel
    assert isinstance(form, ContactForm)
    form.fields["result"].input.fill("spoke-with-person")
    form.fields["note"].input.fill("We went shopping.")
    form.save()
    window.until(lambda: bool(view.tabs.timeline.entries))
    (kept,) = contacts_of(own, volunteer, kit)
    assert (kept.who, kept.note.text) == ("Vi", "We went shopping.")


def test_with_nobody_given_the_room_says_so_kindly(window: AtTheWindow) -> None:
    assert "Nobody is given to you today" in words(window.shell)
    assert button(window.shell, "People you help").isVisible()

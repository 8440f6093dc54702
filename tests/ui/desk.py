"""Somebody at the window with a real store: people, cases, and the keys they press."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, PersonId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.safe_contact import Channel, SafeState
from desktop.queries.code_lists import code_lists
from desktop.queries.contacts import ContactDetails, list_contacts
from desktop.services.cases import CaseWords, open_case
from desktop.services.contact_points import ContactWords, add_contact_point
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_referral
from desktop.store.records import Records
from desktop.ui.people.find_view import FindView
from desktop.ui.people.person_view import PersonView
from desktop.ui.rooms import all_rooms
from desktop.ui.shell.shell import Shell
from tests.ui.conftest import Show

T = TypeVar("T")
PHONE = "01632 960147"


def today() -> date:
    """Give the day on the calendar, as the window does."""
    return civil_date(datetime.now(UTC))


def add_kit(records: Records, actor: Actor, *, with_case: bool = True) -> tuple[PersonId, CaseId | None]:
    """Register Katherine Marsh, called Kit, whose phone is safe; with an open case if asked."""
    told = PersonWords(forename="Katherine", surname="Marsh", known_as="Kit")
    person = records.write(actor, partial(register_person, actor=actor, words=told)).value
    phone = ContactWords(channel=Channel.PHONE, value=PHONE, state=SafeState.SAFE)
    records.write(actor, partial(add_contact_point, actor=actor, person_id=person, words=phone))
    if not with_case:
        return person, None
    words = ReferralWords(received_on=today(), source_code="self")
    incident = IncidentWords(crime_code="burglary-home")
    referral = records.write(
        actor, partial(record_referral, actor=actor, words=words, person_id=person, incident=incident)
    ).value
    opening = CaseWords(opened_on=today(), main_crime_code="burglary-home", worker_id=actor.user_id)
    case = records.write(actor, partial(open_case, actor=actor, referral_id=referral, words=opening)).value
    return person, case


def contacts_of(records: Records, actor: Actor, person: PersonId) -> tuple[ContactDetails, ...]:
    """Read back what was recorded."""
    lists = records.read(actor, partial(code_lists, actor=actor))
    return records.read(actor, partial(list_contacts, actor=actor, person_id=person, code_lists=lists))


class AtTheWindow:
    """Finds, opens and types as a worker does."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot = qtbot
        self.shell = shell

    def search(self) -> QLineEdit:
        """Give the search on top."""
        boxes = self.shell.findChildren(QLineEdit)
        return next(box for box in boxes if box.accessibleName() == "Find a person")

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self.focused(), text)

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press a key wherever the focus is."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= modifier
        QTest.keyClick(self.focused(), key, modifiers)

    def focused(self) -> QWidget:
        """Give what has the focus."""
        return QApplication.focusWidget() or self.shell

    def open(self, text: str = "kit") -> PersonView:
        """Find somebody and open the page."""
        found = self.shell.findChildren(FindView)[0]
        self.search().setFocus()
        QTest.keyClicks(self.search(), text)
        self.qtbot.waitUntil(lambda: bool(found.rows))
        QTest.keyClick(self.search(), Qt.Key.Key_Return)
        view = self.shell.findChildren(PersonView)[0]  # made with the room
        self.qtbot.waitUntil(view.isVisible)
        return view

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(true()))


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Go by the clock on the wall, as the window does: a contact happens now."""
    return partial(datetime.now, UTC)


@pytest.fixture
def window(show: Show, tasks: Tasks, actor: Actor, drafts: KeptDrafts, qtbot: QtBot) -> AtTheWindow:
    """Seat the manager at the whole window."""
    shell = Shell(actor=actor, rooms=all_rooms(tasks=tasks, actor=actor, drafts=drafts))
    tasks.unclaimed.connect(shell.explain)
    show(shell)
    shell.resize(1280, 800)
    shell.arrive()
    return AtTheWindow(qtbot, shell)

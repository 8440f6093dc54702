"""Each kind of finding is settled beside the list, in the form by which the product changes that record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.periods import parse_period
from desktop.models.onward_referral import OnwardReferral
from desktop.returns.counting import count
from desktop.returns.inbox.findings import Finding, FindingKind
from desktop.returns.rules.reading import bundled_code_lists, load_definition
from desktop.store.records import Records
from desktop.ui.returns.inbox_room import InboxRoom
from desktop.ui.shared.form import Form
from desktop.ui.shared.messages import Message
from tests.returns.made_people import MadePerson, MadeReferral, write_people
from tests.services.made_case import MadeCase, add, contact, made_case
from tests.ui.conftest import button, words
from tests.ui.returns.conftest import box

KEY = Qt.Key
KIND = FindingKind
Opened = Callable[[], InboxRoom]


@pytest.fixture
def ada(records: Records, actor: Actor) -> MadeCase:
    """Give Ada Wren, referred on 2 March 2026, her case opened on 3 March."""
    return made_case(records, actor)


@pytest.fixture
def opened(
    qtbot: QtBot,
    show: Callable[[QWidget], QWidget],
    tasks: Tasks,
    drafts: KeptDrafts,
    ada: MadeCase,
) -> Opened:
    """Give a function that opens what is missing in the quarter of Ada's referral."""

    def open_room() -> InboxRoom:
        rules = load_definition("pcc-quarterly", code_lists=bundled_code_lists())
        result = ada.ask(count, definition=rules, period=parse_period("2025-26:Q4"))
        room = InboxRoom(tasks=tasks, actor=ada.actor, drafts=drafts)
        show(room)
        room.look_through(result)
        qtbot.waitUntil(lambda: bool(room.view.rows))
        return room

    return open_room


def the(room: InboxRoom, kind: FindingKind, missing: str = "") -> Finding:
    return next(one for one in room.view.rows if (one.kind, one.missing) == (kind, missing))


def stands(room: InboxRoom, kind: FindingKind, missing: str = "") -> bool:
    return any((one.kind, one.missing) == (kind, missing) for one in room.view.rows)


def begin(qtbot: QtBot, room: InboxRoom, finding: Finding) -> Form:
    """Choose a finding and wait for the form that settles it."""
    room.view.chosen.emit(finding)
    qtbot.waitUntil(lambda: isinstance(room.panel.inside, Form))
    form = room.panel.inside
    assert isinstance(form, Form)
    assert finding.sentence in words(room.panel)
    assert finding.effect in words(room.panel)
    return form


def fill(form: Form, **typed: str | list[str]) -> None:
    """Type into fields, and save with the keys."""
    for key, said in typed.items():
        form.fields[key].input.fill(said)
    QTest.keyClick(form, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_everything_a_person_was_not_asked_is_answered_in_one_form(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    before = len(room.view.rows)
    form = begin(qtbot, room, the(room, KIND.MISSING, "religion"))
    assert next(iter(form.fields)) == "religion_code"
    fill(form, religion_code="christian", sex_code="F", orientation_code="prefer-not-to-say")
    qtbot.waitUntil(lambda: len(room.view.rows) == before - 3)
    assert not any(stands(room, KIND.MISSING, one) for one in ("religion", "sex", "orientation"))
    assert not room.panel.panel_open


def test_a_contact_is_corrected_and_the_finding_goes(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    add(ada, contact(ada, date(2026, 3, 1)))
    room = opened()
    form = begin(qtbot, room, the(room, KIND.CONTACT_BEFORE_REFERRAL))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert form.fields["day"].isAncestorOf(focused)
    fill(form, day="04/03/2026")
    qtbot.waitUntil(lambda: not stands(room, KIND.CONTACT_BEFORE_REFERRAL))


def test_what_is_saved_and_still_cannot_be_stays_and_says_so(
    qtbot: QtBot, ada: MadeCase, opened: Opened
) -> None:
    add(ada, contact(ada, date(2026, 2, 20)))
    room = opened()
    told: list[Message] = []
    room.said.connect(told.append)
    fill(begin(qtbot, room, the(room, KIND.CONTACT_BEFORE_REFERRAL)), day="27/02/2026")
    qtbot.waitUntil(lambda: bool(told))
    assert "still stands" in told[-1].text
    assert stands(room, KIND.CONTACT_BEFORE_REFERRAL)


def test_the_mistake_may_lie_in_the_referral_as_well(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    add(ada, contact(ada, date(2026, 3, 1)))
    room = opened()
    begin(qtbot, room, the(room, KIND.CONTACT_BEFORE_REFERRAL))
    QTest.keyClick(button(room.panel, "The referral"), KEY.Key_Space)
    qtbot.waitUntil(lambda: isinstance(room.panel.inside, Form) and "received" in room.panel.inside.fields)
    assert isinstance(room.panel.inside, Form)
    fill(room.panel.inside, received="28/02/2026", source="self")
    qtbot.waitUntil(lambda: not stands(room, KIND.CONTACT_BEFORE_REFERRAL))
    assert not stands(room, KIND.MISSING, "source")


def test_a_conversation_is_given_its_support(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    add(ada, contact(ada, date(2026, 3, 5), support_codes=None))
    room = opened()
    fill(begin(qtbot, room, the(room, KIND.NO_SUPPORT_RECORDED)), support=["emotional"])
    qtbot.waitUntil(lambda: not stands(room, KIND.NO_SUPPORT_RECORDED))


def test_days_of_a_case_are_put_right(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    ada.say_of_case(closed_on=date(2026, 3, 2))
    room = opened()
    form = begin(qtbot, room, the(room, KIND.CLOSED_BEFORE_OPENED))
    fill(form, closed="20/03/2026", reason="needs-met")
    qtbot.waitUntil(lambda: not stands(room, KIND.CLOSED_BEFORE_OPENED))
    assert not stands(room, KIND.CLOSED_WITHOUT_REASON)


def test_what_happened_is_told_and_no_hate_is_an_answer(qtbot: QtBot, opened: Opened) -> None:
    room = opened()
    fill(begin(qtbot, room, the(room, KIND.MISSING, "hate")), hate=["none"], reported="yes")
    qtbot.waitUntil(lambda: not stands(room, KIND.MISSING, "hate"))
    assert not stands(room, KIND.MISSING, "reported")


def test_what_a_case_is_about_is_said_and_no_enhanced_rights_is_an_answer(
    qtbot: QtBot, opened: Opened
) -> None:
    room = opened()
    fill(begin(qtbot, room, the(room, KIND.MISSING, "enhanced")), enhanced=["none"], repeat="yes")
    qtbot.waitUntil(lambda: not stands(room, KIND.MISSING, "enhanced"))
    assert not stands(room, KIND.MISSING, "repeat-victim")


def test_what_became_of_an_onward_referral_is_said(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    sent = OnwardReferral(
        person_id=ada.person,
        case_id=ada.case,
        kind="referred",
        organisation_id=ada.organisation(),
        made_by=ada.actor.user_id,
        made_on=date(2026, 3, 3),
        sent_on=date(2026, 3, 3),
    )
    add(ada, sent)
    room = opened()
    fill(begin(qtbot, room, the(room, KIND.OUTCOME_UNKNOWN)), outcome="accepted", on="20/03/2026")
    qtbot.waitUntil(lambda: not stands(room, KIND.OUTCOME_UNKNOWN))
    fill(begin(qtbot, room, the(room, KIND.MISSING, "organisation-kind")), kind="counselling")
    qtbot.waitUntil(lambda: not stands(room, KIND.MISSING, "organisation-kind"))


def test_a_risk_that_was_never_judged_is_recorded(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    ada.say_of_case(closed_on=date(2026, 3, 20), ending_code="needs-met")
    room = opened()
    form = begin(qtbot, room, the(room, KIND.MISSING, "risk-start"))
    fill(form, on="05/03/2026", judgement="standard")
    qtbot.waitUntil(lambda: not stands(room, KIND.MISSING, "risk-start"))
    assert not stands(room, KIND.MISSING, "risk-end")


def test_whoever_may_not_change_it_is_told_why_and_whom_to_ask(
    qtbot: QtBot, ada: MadeCase, opened: Opened, actor: Actor
) -> None:
    add(ada, contact(ada, date(2026, 3, 1)))
    ada.say_of_case(worker_id=actor.user_id)
    room = opened()
    room._actor = replace(actor, roles=frozenset({Role.TRUSTEE}))
    finding = the(room, KIND.CONTACT_BEFORE_REFERRAL)
    room.view.chosen.emit(finding)
    qtbot.waitUntil(lambda: room.panel.panel_open)
    assert "does not let you correct a contact. Ask Mo Manager, whose case it is." in words(room.panel)


def test_findings_are_put_in_order_of_person_and_of_worker(ada: MadeCase, opened: Opened) -> None:
    ada.say_of_case(worker_id=ada.colleague(Role.SUPPORT_WORKER, "Amal").user_id)
    others = [MadePerson((MadeReferral(date(2026, 3, 9)),), sex=None) for _ in range(2)]
    ada.records.write(ada.actor, lambda session: write_people(session, people=others))
    room = opened()
    order = box(room, "In order of")
    assert [one.weight for one in room.view.rows] == sorted(
        (one.weight for one in room.view.rows), reverse=True
    )
    order.setCurrentIndex(order.findText("Person"))
    references = [one.reference for one in room.view.rows]
    assert references == sorted(references)
    assert len(set(references)) == 1 + len(others)
    order.setCurrentIndex(order.findText("Worker"))
    workers = [one.worker for one in room.view.rows]
    assert workers == sorted(workers, key=lambda name: (not name, name))
    assert set(workers) == {"Amal", ""}


def test_after_one_is_settled_the_one_below_is_chosen(qtbot: QtBot, ada: MadeCase, opened: Opened) -> None:
    add(ada, contact(ada, date(2026, 3, 1)))
    room = opened()
    rows = room.view.rows
    place = rows.index(the(room, KIND.MISSING, "hate"))
    table = room.view.findChildren(QTableView)[0]
    table.selectRow(place)
    fill(begin(qtbot, room, rows[place]), hate=["none"])
    qtbot.waitUntil(lambda: len(room.view.rows) == len(rows) - 1)
    assert table.currentIndex().row() == place

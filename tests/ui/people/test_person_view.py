"""One record on the screen, from plain data."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.contact_hours import parse_hours
from desktop.domain.safe_contact import (
    Bar,
    Channel,
    ContactSafety,
    PersonSafety,
    Purpose,
    SafeState,
    may_use,
)
from desktop.queries.history import FieldChange
from desktop.ui.people.cases_card import also_in_the_list
from desktop.ui.people.history import fields_in_words
from desktop.ui.people.nouns import addings_for
from desktop.ui.people.person_view import PersonView
from desktop.ui.people.pictures import (
    ALERTS,
    HISTORY,
    LISTS,
    LONG_PERSON,
    NAMELESS_PERSON,
    NEXT,
    PERSON,
    VOLUNTEER,
    VOLUNTEERS_VIEW,
    WORKER,
    person,
    told,
)
from desktop.ui.people.safe_contact import SafeContactStrip
from tests.ui.conftest import Show, button, labels, words

_CONFIRMED = ContactSafety(SafeState.SAFE, confirmed_on=date(2026, 1, 12))


def test_the_header_says_who_how_old_and_what_to_call_them(show: Show) -> None:
    view = show(person())
    for said in ("Katherine Marshall-Greene", "“Kit”", "A-1074", "41 years old", "born 14 May 1984"):
        assert said in words(view)


def test_a_question_nobody_asked_is_not_told_as_an_answer(show: Show) -> None:
    view = person()
    show(view)
    view.tabs.turn_to(1)
    assert words(view).count("Not asked") == 2
    assert "Prefer not to say" in words(view)


def test_somebody_who_died_is_not_to_be_written_to(show: Show) -> None:
    view = show(person(replace(PERSON, died_on=date(2026, 2, 1))))
    assert "Has died" in words(view)
    assert "Do not ring, text or write." in words(view)


def test_without_any_way_to_reach_somebody_nobody_is_told_to(show: Show) -> None:
    view = show(person(NAMELESS_PERSON))
    assert "Do not contact them until somebody has said what is safe." in words(view)


def test_what_a_list_said_besides_is_shown_with_its_referral(show: Show) -> None:
    assert "Pets: two cats" in words(show(person()))


@pytest.mark.parametrize(
    ("kept", "shown"),
    [(None, ()), ("", ()), ('{"Pets": "two"}', ("Pets: two",)), ("not a page", ("not a page",)), ("[1]", ())],
)
def test_words_kept_from_a_list_are_read_however_they_were_kept(
    kept: str | None, shown: tuple[str, ...]
) -> None:
    assert also_in_the_list(kept) == shown


def test_a_change_says_what_became_what_and_leaves_the_inner_workings_out() -> None:
    fields = (FieldChange("known_as", "", "Kit"), FieldChange("version", "1", "2"))
    assert fields_in_words(replace(HISTORY[0], fields=fields), {}) == "What to call them: nothing → Kit"
    many = tuple(FieldChange(f"field_{number}", "a", "b") for number in range(6))
    assert fields_in_words(replace(HISTORY[0], fields=many), {}).endswith("; …")


def test_a_second_record_takes_the_place_of_the_first(show: Show) -> None:
    view = PersonView(actor=WORKER, addings=addings_for(WORKER))
    show(view)
    view.show_person(PERSON)
    view.show_person(NAMELESS_PERSON)
    assert "Katherine" not in words(view)
    assert "No name given" in words(view)


def test_a_case_of_an_old_list_is_not_called_open_though_nobody_knows_when_it_ended(show: Show) -> None:
    view = PersonView(actor=WORKER, addings=addings_for(WORKER))
    show(view)
    old = replace(PERSON.cases[0], closed_on=None, from_history=True)
    view.show_person(replace(PERSON, cases=(old,)))
    assert "From an old list" in words(view)
    assert "Open case" not in words(view)


def test_wishes_that_change_everything_else_stand_beside_the_name(show: Show) -> None:
    view = show(person(LONG_PERSON))
    wishes = ("Asked to stay anonymous", "Asked not to be contacted", "they/them", "British Sign Language")
    for said in wishes:
        assert said in words(view)


@pytest.mark.parametrize(
    ("safety", "marked", "said"),
    [
        (_CONFIRMED, {}, "Safe"),
        (_CONFIRMED, {"controlling_since": date(2026, 2, 2), "sensitive": True}, "Confirm again"),
        (replace(_CONFIRMED, confirm_again_since=date(2026, 2, 2)), {}, "Confirm again"),
        (replace(_CONFIRMED, expires_on=date(2026, 2, 2)), {}, "Confirm again"),
        (replace(_CONFIRMED, hours=parse_hours("Sat")), {}, "Not now"),
        (_CONFIRMED, {"no_contact": True}, "Do not use"),
        (_CONFIRMED, {"died": True}, "Do not use"),
        (ContactSafety(SafeState.GIVEN_BY_REFERRER), {}, "Given by referrer"),
        (ContactSafety(SafeState.UNSAFE), {}, "Unsafe"),
        (ContactSafety(SafeState.UNKNOWN), {}, "Not known"),
    ],
)
def test_the_badge_of_a_channel_says_what_its_verdict_says(
    show: Show, safety: ContactSafety, marked: dict[str, Any], said: str
) -> None:
    verdict = may_use(
        Channel.PHONE,
        safety,
        now=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
        purpose=Purpose.CALL,
        person=PersonSafety(**marked),
        barred=None,
    )
    line = replace(PERSON.contacts[0], state=safety.state, verdict=verdict)
    strip = show(SafeContactStrip(replace(PERSON, contacts=(line,))))
    badges = [one.accessibleName() for one in strip.findChildren(QFrame) if one.property("part") == "badge"]
    assert badges == [said]


def test_beside_a_panel_what_is_safe_is_said_in_brief_and_what_happened_stays_in_sight(
    qtbot: QtBot, show: Show
) -> None:
    view = show(person())
    assert isinstance(view, PersonView)
    view.resize(1072, 740)
    sentence = "Do not use: a text is not safe for this person."
    assert sentence in words(view)
    view.open_page("Something", QWidget())
    qtbot.waitUntil(lambda: sentence not in words(view))
    assert "Unsafe" in words(view)
    timeline = view.tabs.timeline.list
    qtbot.waitUntil(lambda: 0 < timeline.mapTo(view, QPoint(0, 0)).y() < view.height() - 100)
    button(view, "Show all of it").click()
    assert sentence in words(view)
    view.close_panel()
    qtbot.waitUntil(lambda: sentence in words(view))


def test_a_number_that_belongs_to_somebody_never_to_speak_to_does_not_look_safe(show: Show) -> None:
    verdict = may_use(
        Channel.TEXT,
        _CONFIRMED,
        now=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
        purpose=Purpose.TEXT,
        person=PersonSafety(),
        barred=Bar.NEVER_SPEAK_TO,
    )
    line = replace(PERSON.contacts[0], verdict=verdict)
    strip = show(SafeContactStrip(replace(PERSON, contacts=(line,))))
    assert "Do not use" in words(strip).splitlines()
    assert "Safe" not in words(strip).splitlines()


def test_alerts_say_what_to_do_and_when_but_not_why_where_that_is_sealed(show: Show) -> None:
    said = words(show(person()))
    assert "Never visit alone: two of you, by daylight." in said
    assert "12 January 2026" in said
    assert "why is sealed" in said


def test_promises_come_first_among_what_is_next_and_what_is_late_says_so(show: Show) -> None:
    said = words(show(person()))
    assert said.index("Ring about the door alarm") < said.index("Court hearing")
    assert "Promised" in said
    assert "Overdue" in said


def test_the_timeline_says_that_words_are_sealed_and_shows_none_of_them(show: Show) -> None:
    view = person()
    show(view)
    sealed = next(entry for entry in view.tabs.timeline.entries if entry.badges)
    assert sealed.badges[0].word == "Sealed"
    assert "your role does not read" in sealed.words


def test_a_volunteer_sees_strip_alerts_and_own_entries_and_adds_little(show: Show) -> None:
    view = show(person(VOLUNTEERS_VIEW, actor=VOLUNTEER))
    assert "Safe contact" in words(view)
    assert "Never visit alone" in words(view)
    assert "Cases and referrals" not in words(view)
    assert "What they told us" not in labels(view)
    assert {adding.kind for adding in addings_for(VOLUNTEER)} <= {"contact", "concern"}


def test_at_the_size_of_a_laptop_all_that_matters_is_in_sight_without_scrolling(show: Show) -> None:
    view = person()
    show(view)
    view.resize(1072, 740)
    for said in ("Never visit alone", "Safe: the person confirmed it.", "Ring about the door alarm"):
        label = next(one for one in view.findChildren(QLabel) if said in one.text())
        bottom = label.mapTo(view, label.rect().bottomLeft()).y()
        assert bottom < view.height()
    assert view.tabs.timeline.list.mapTo(view, QPoint(0, 0)).y() < view.height() // 2


def test_five_hundred_entries_open_at_once(show: Show) -> None:
    view = person()
    show(view)
    many = told(500)
    began = time.perf_counter()
    view.show_person(LONG_PERSON)
    view.show_alerts(ALERTS, LISTS)
    view.show_timeline(many, today=date(2026, 3, 3))
    view.show_next(NEXT, today=date(2026, 3, 3))
    QCoreApplication.sendPostedEvents()
    view.grab()
    taken = time.perf_counter() - began
    assert taken < 0.5  # 0.1 s is the goal, measured by the benchmarks; a shared machine gets more

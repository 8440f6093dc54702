"""One record on the screen, from plain data."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.queries.history import FieldChange
from desktop.ui.people.history import fields_in_words
from desktop.ui.people.person_view import PersonView, also_in_the_list
from desktop.ui.people.pictures import HISTORY, NAMELESS_PERSON, PERSON, person
from tests.ui.conftest import Show, words


def test_the_header_says_who_how_old_and_what_to_call_them(show: Show) -> None:
    view = show(person())
    for said in ("Katherine Marshall-Greene", "“Kit”", "A-1074", "41 years old", "born 14 May 1984"):
        assert said in words(view)


def test_a_question_nobody_asked_is_not_told_as_an_answer(show: Show) -> None:
    view = show(person())
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
    view = PersonView()
    show(view)
    view.show_person(PERSON)
    view.show_person(NAMELESS_PERSON)
    assert "Katherine" not in words(view)
    assert "No name given" in words(view)


def test_a_case_of_an_old_list_is_not_called_open_though_nobody_knows_when_it_ended(show: Show) -> None:
    view = PersonView()
    show(view)
    old = replace(PERSON.cases[0], closed_on=None, from_history=True)
    view.show_person(replace(PERSON, cases=(old,)))
    assert "From an old list" in words(view)
    assert "Open case" not in words(view)

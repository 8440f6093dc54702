"""Counting holds where records contradict themselves, and where a day is kept as a moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.periods import parse_period
from desktop.models.contact import Contact
from desktop.models.session import RecordSession
from desktop.returns.counting_rules import NO_SUPPORT, is_support
from desktop.returns.populations.cases import Spell, spells_of
from desktop.returns.populations.sources import CONTACT, is_support_contact
from desktop.returns.rules.reading import bundled_code_lists, parse_definition
from desktop.store.records import Records
from tests.returns.chance import a_history
from tests.returns.conftest import Told
from tests.returns.every_population import counted
from tests.returns.histories import Case, Ending, History
from tests.returns.test_recount import PERIODS, quarterly

Changed = Callable[[Case], Case]


def with_cases(history: History, change: Changed) -> History:
    """Change every case that a referral led to."""
    people = tuple(
        replace(
            person,
            referrals=tuple(
                replace(one, case=change(one.case)) if one.case else one for one in person.referrals
            ),
        )
        for person in history.people
    )
    return replace(history, people=people)


def closed_before_opened(case: Case) -> Case:
    return replace(case, closed_on=case.opened_on - timedelta(days=45), endings=())


def reopened_when_closed(case: Case) -> Case:
    return replace(case, endings=tuple(map(_same_day, case.endings)))


def reopened_before_closed(case: Case) -> Case:
    return replace(case, endings=tuple(map(_day_before, case.endings)))


def _same_day(one: Ending) -> Ending:
    return replace(one, reopened_on=one.closed_on) if one.reopened_on else one


def _day_before(one: Ending) -> Ending:
    return replace(one, reopened_on=one.closed_on - timedelta(days=100)) if one.reopened_on else one


@pytest.mark.parametrize("change", [closed_before_opened, reopened_when_closed, reopened_before_closed])
def test_the_flow_balances_whatever_the_days_of_a_case_say(told: Told, actor: Actor, change: Changed) -> None:
    records = told(with_cases(a_history(3, people=120, replies=0), change))
    for period in PERIODS:
        flow = counted(records, actor, quarterly(), parse_period(period), None).table("R1")
        assert any(note.startswith("It balances: ") for note in flow.notes), (period, flow.notes)


def test_a_case_closed_before_it_was_opened_was_open_on_that_day_alone() -> None:
    opened, closed = date(2024, 7, 5), date(2024, 6, 25)
    assert list(spells_of(opened, closed, [])) == [Spell(opened, opened, first=True)]


def test_concerns_are_put_into_age_bands_by_the_civil_date(told: Told, actor: Actor) -> None:
    rules = """
id = "own"
title = "Our own"
version = "1"
[age_bands]
A = [{ label = "Under 20", to = 19 }, { label = "20 and over", from = 20 }]
[[tables]]
id = "t"
title = "Concerns by age"
counts = "concerns"
rows = { by = "age", age_bands = "A" }
columns = { lines = [{ code = "n", label = "Number" }] }
"""
    records = told(a_history(1, people=150, replies=0))
    definition = parse_definition(rules, bundled_code_lists())
    table = counted(records, actor, definition, parse_period("2024-25"), None).tables[0]
    shown = {code: table.cell(code, "n").value or 0 for code in table.rows.codes}
    assert shown["_total"] == shown["_valid"] + shown["_missing"] > shown["_missing"] > 0


def test_the_database_and_the_printed_rule_say_the_same_of_every_set_of_support(
    told: Told, actor: Actor
) -> None:
    codes = sorted({*NO_SUPPORT, "emotional", "advocacy", "other"})
    sets = [None, *(frozenset(some) for size in range(len(codes) + 1) for some in combinations(codes, size))]
    history = a_history(2, people=len(sets) * 2, replies=0)
    records: Records = told(history)

    def ask(session: RecordSession) -> None:
        contacts = list(session.scalars(select(Contact).limit(2 * len(sets))))
        assert len(contacts) == 2 * len(sets)
        for contact, (support, result) in zip(
            contacts,
            ((one, result) for one in sets for result in ("spoke-with-person", "no-answer")),
            strict=True,
        ):
            contact.support_codes, contact.result_code = support, result
        session.flush()
        passing = set(session.scalars(select(CONTACT.c.id).where(is_support_contact(CONTACT))))
        for contact in contacts:
            assert (contact.id in passing) is is_support(contact.result_code, contact.support_codes)

    records.write(actor, ask)

"""Nobody looks round the corner: whoever may not see somebody learns nothing of them from any question."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.ids import UserId
from desktop.domain.periods import parse_period
from desktop.errors import AlongsideError
from desktop.models.assignment import Assignment
from desktop.models.base import new_id
from desktop.models.case import Case
from desktop.models.lock_out import LockOut
from desktop.models.session import RecordSession
from desktop.store.records import Records
from tests.guards.matrix import functions
from tests.guards.planted_person import MARK, REFERENCE, Planted, plant

QUESTIONS = tuple(one for one in functions() if not one.__module__.startswith("desktop.services"))
NOT_ABOUT_PEOPLE = {
    "accounts": "sign-ins",
    "benchmark_figures": "published figures",
    "cases_to_share_with": "the person's own other cases",
    "channel_verdicts": "says what may be done, names nobody",
    "code_lists": "the words of the lists",
    "colleagues": "sign-ins",
    "consent_for": "yes or no",
    "count_replies": "a number",
    "count": "numbers; who is behind them is asked of who()",
    "count_periods": "numbers, as count() gives them",
    "entries_of": "what a return says; a case study is written to be sent",
    "find_organisations": "the directory",
    "funding_streams": "money",
    "glass_in_vain": "names no record",
    "inbox": "tested with its return",
    "is_anybody_there": "yes or no",
    "known_records": "references for an import",
    "known_values": "numbers to keep away from; given only with the person",
    "list_benchmarks": "published figures",
    "list_imports": "lists",
    "list_releases": "returns",
    "lock_outs": "names colleagues",
    "months_with_referrals": "months",
    "my_open_glass": "what whoever asks opened themselves",
    "needs_compared": "needs of a person by code",
    "needs_to_offer_goals": "needs of a person by code",
    "organisation_details": "the directory",
    "outcomes_compared": "outcomes of a person by code",
    "people_to_ring": "sign-ins",
    "person_safety": "given only with the person",
    "remembered_columns": "columns of lists",
    "replies_of": "replies of nobody's",
    "reply_details": "a reply of nobody's",
    "service_details": "the service",
    "still_standing": "tested with its return",
    "streams_to_count": "money",
    "who": "tested with its return",
    "who_looked": "a register of looks, by identity",
    "why_not": "tested with its return",
}
"""Questions whose answers hold no words about a person, and what they hold."""
EVERYTHING = frozenset(Role)


def answers(
    records: Records,
    actor: Actor,
    question: Callable[..., Any],
    lists: Mapping[str, CodeList],
    planted: Planted,
) -> list[str]:
    """Ask a question about the planted person in every way its arguments allow; refusals answer nothing."""
    told: list[str] = []
    for given in _ways(question, lists, planted):
        try:
            told.append(repr(records.read(actor, partial(question, actor=actor, **given))))
        except AlongsideError as refusal:
            told.append(str(refusal))
    return told


def _ways(
    question: Callable[..., Any], lists: Mapping[str, CodeList], planted: Planted
) -> list[dict[str, Any]]:
    names = inspect.signature(question).parameters
    fixed: dict[str, Any] = {
        "code_lists": lists,
        "text": MARK[:-1].lower(),  # an answer that repeats it tells nothing
        "person_id": planted.person_id,
        "case_id": planted.case_id,
        "until": date(2027, 1, 1),
        "period": parse_period("2025-26"),
        "mine": False,
        "with_names": True,
        "also_resolved": True,
    }
    given = {name: fixed[name] for name in names if name in fixed}
    missing = [
        name
        for name, one in names.items()
        if one.default is inspect.Parameter.empty and name not in {"session", "actor", *given}
    ]
    if not missing:
        return [given]
    if missing == ["record_id"]:
        return [{"record_id": one} for one in planted.records.values()]
    if len(missing) == 1 and missing[0].endswith("_id"):
        kind = missing[0].removesuffix("_id")
        return [{**given, missing[0]: planted.records.get(kind, new_id())}]
    return []


@pytest.fixture
def somebody_else(actor: Actor) -> Actor:
    """Name a colleague with every role there is."""
    return replace(actor, user_id=UserId(new_id()), name="Lou Colleague", roles=EVERYTHING)


def _plant(
    records: Records, actor: Actor, whose: Actor, also: Callable[[RecordSession, Planted], None]
) -> Planted:
    """Plant somebody of whom a colleague wrote every record."""

    def work(session: RecordSession) -> Planted:
        planted = plant(session, whose=whose, leave_out=frozenset({"lock_out"}))
        also(session, planted)
        return planted

    return records.write(actor, work).value


def _locked_out(colleague: Actor, session: RecordSession, planted: Planted) -> None:
    session.add(
        LockOut(
            person_id=planted.person_id,
            case_id=planted.case_id,
            user_id=colleague.user_id,
            locked_on=date(2026, 3, 1),
            locked_by=session.actor.user_id,
        )
    )


def _sealed(_session: RecordSession, planted: Planted) -> None:
    case = _session.get_one(Case, planted.case_id)
    case.sealed_on = date(2026, 3, 1)


def _ended(session: RecordSession, planted: Planted) -> None:
    """Let the help of a volunteer have ended yesterday."""
    session.get_one(Assignment, planted.records["assignment"]).until_on = date(2026, 3, 31)


def _nothing(_session: RecordSession, _planted: Planted) -> None:
    """Leave everything open."""


def _leaks(records: Records, asker: Actor, lists: Mapping[str, CodeList], planted: Planted) -> list[str]:
    traces = (MARK, REFERENCE, str(planted.person_id))
    return [
        question.__name__
        for question in QUESTIONS
        if any(
            trace in told for told in answers(records, asker, question, lists, planted) for trace in traces
        )
    ]


def test_whoever_is_locked_out_of_a_case_meets_its_person_in_no_answer(
    records: Records, actor: Actor, somebody_else: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    planted = _plant(records, actor, somebody_else, partial(_locked_out, somebody_else))
    assert _leaks(records, somebody_else, code_lists, planted) == []


@pytest.mark.parametrize("roles", [{Role.VOLUNTEER}, {Role.ADMINISTRATOR}, {Role.TRUSTEE}, {*Role} - {*Role}])
def test_whoever_is_not_given_a_person_meets_them_in_no_answer(
    records: Records, actor: Actor, somebody_else: Actor, code_lists: Mapping[str, CodeList], roles: set[Role]
) -> None:
    planted = _plant(records, actor, somebody_else, _ended)
    stranger = replace(somebody_else, roles=frozenset(roles))
    assert _leaks(records, stranger, code_lists, planted) == []


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.TEAM_LEADER])
def test_a_person_whose_only_case_is_sealed_is_met_in_no_answer(
    records: Records, actor: Actor, somebody_else: Actor, code_lists: Mapping[str, CodeList], role: Role
) -> None:
    planted = _plant(records, actor, somebody_else, _sealed)
    worker = replace(somebody_else, roles=frozenset({role}))
    assert _leaks(records, worker, code_lists, planted) == []


def test_the_questions_are_asked_so_that_a_leak_would_show(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    everything = replace(actor, roles=EVERYTHING)
    planted = _plant(records, everything, everything, _nothing)
    open_to = set(_leaks(records, everything, code_lists, planted))
    blind = {question.__name__ for question in QUESTIONS} - open_to - NOT_ABOUT_PEOPLE.keys()
    assert sorted(blind) == [], "these questions were not asked so that they answer about the planted person"

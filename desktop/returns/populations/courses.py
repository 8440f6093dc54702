"""Needs and outcomes that are counted: one member a case and need, with what became of it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, literal, select

from desktop.domain.needs import OFFER_GOALS_FROM, SCALE, Answer
from desktop.domain.periods import Period
from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.plan import Goal
from desktop.models.session import RecordSession
from desktop.returns.counting_rules import became
from desktop.returns.populations.cases import CASES_COUNTED, OPEN_WITHIN
from desktop.returns.populations.population import Population, Reader, picked
from desktop.returns.populations.source import Counted, raw, read_columns, table_of
from desktop.returns.populations.sources import CASE, CASES, ONWARD, not_archived, touching

_ASSESSMENT, _NEED, _OUTCOME, _GOAL = map(table_of, (Assessment, NeedAnswer, OutcomeAnswer, Goal))
_CLOSED = next(one for one in CASES_COUNTED if one.id == "cases-closed")
_HEALTH, _SAFETY = "health", "safety"
_TURNED = len(SCALE) + 1
"""A score of ten at worst becomes one: outcomes are told so that more is better."""
Scores = dict[tuple[bytes, str], list[int]]
"""By case and question, for all that were asked at least once: the scores; none where nobody would say."""
_NEED_FIELDS = frozenset({"need.code", "need.course", "need.start", "need.end"})
_OUTCOME_FIELDS = frozenset({"outcome.code", "outcome.course"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where answers of one kind stand: their table, what was asked, the answer and its score."""

    table: Table
    name: ColumnElement[Any]
    answer: ColumnElement[Any]
    score: ColumnElement[Any]


_NEEDS = _Asked(_NEED, _NEED.c.need_code, _NEED.c.answer, _NEED.c.score)
_OUTCOMES = _Asked(_OUTCOME, _OUTCOME.c.outcome_code, _OUTCOME.c.answer, _OUTCOME.c.score)
_SAFE = _Asked(_ASSESSMENT, literal(_SAFETY), _ASSESSMENT.c.safety_answer, _ASSESSMENT.c.safety_score)


def _scores(session: RecordSession, period: Period, asked: _Asked) -> Scores:
    """Read the scores of each case and question up to the end of the period, the oldest first."""
    table = asked.table
    joined = (
        table if table is _ASSESSMENT else table.join(_ASSESSMENT, _ASSESSMENT.c.id == table.c.assessment_id)
    )
    statement: Select[*tuple[Any, ...]] = (
        select(raw(table.c.id), raw(_ASSESSMENT.c.case_id), asked.name, asked.score)
        .select_from(joined)
        .where(not_archived(_ASSESSMENT), not_archived(table), asked.answer != Answer.NOT_ASKED.value)
        .where(_ASSESSMENT.c.made_on <= period.end, _ASSESSMENT.c.case_id.in_(_cases(period)))
        .order_by(_ASSESSMENT.c.made_on, _ASSESSMENT.c.id, table.c.id)
    )
    _, cases, names, scores = read_columns(session, statement=statement, identities=1)
    found: defaultdict[tuple[bytes, str], list[int]] = defaultdict(list)
    for case_id, name, score in zip(cases, names, scores, strict=True):
        found[bytes.fromhex(case_id), name].extend([] if score is None else [score])
    return found


def _cases(period: Period) -> Select[Any]:
    return select(CASE.c.id).where(touching(period))


def _acted_on(session: RecordSession, period: Period) -> set[tuple[bytes, str]]:
    """Name the needs of each case for which a goal was set, or the person was sent on."""
    found: set[tuple[bytes, str]] = set()
    for table, day in ((_GOAL, _GOAL.c.set_on), (ONWARD, ONWARD.c.made_on)):
        statement = select(raw(table.c.id), raw(table.c.case_id), table.c.need_code).where(
            not_archived(table),
            table.c.need_code.is_not(None),
            day <= period.end,
            table.c.case_id.in_(_cases(period)),
        )
        _, cases, needs = read_columns(session, statement=statement, identities=1)
        found.update((bytes.fromhex(case_id), need) for case_id, need in zip(cases, needs, strict=True))
    return found


def _needs(of_cases: Reader) -> Reader:
    """Make the reader of the needs of some cases: every need scored, or acted on."""

    def read(
        session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
    ) -> Counted:
        cases = of_cases(session, period=period, fields=fields - _NEED_FIELDS, stream=stream)
        scores, acted = _scores(session, period, _NEEDS), _acted_on(session, period)
        rows = []
        for key in sorted({*(key for key, told in scores.items() if told), *acted}):
            told = scores.get(key, [])
            start, end = _first_and_last(told)
            course = _change(start, end, more_is_better=False)
            course |= {"identified"} if key in acted or max(told, default=0) >= OFFER_GOALS_FROM else set()
            course |= {"acted-on"} if key in acted else set()
            rows.append((*key, frozenset(course), start, end))
        return _with_courses(cases, rows, ("need.code", "need.course", "need.start", "need.end"))

    return read


def _outcomes(of_cases: Reader) -> Reader:
    """Make the reader of the outcomes of some cases: every outcome that was asked about at least once.

    Health is told by the need of that name and safety by its own question, both turned round, so that nobody
    is asked the same thing twice.
    """

    def read(
        session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
    ) -> Counted:
        cases = of_cases(session, period=period, fields=fields - _OUTCOME_FIELDS, stream=stream)
        scores = dict(_scores(session, period, _OUTCOMES))
        turned = {**_scores(session, period, _SAFE)}
        turned |= {key: told for key, told in _scores(session, period, _NEEDS).items() if key[1] == _HEALTH}
        scores |= {key: [_TURNED - score for score in told] for key, told in turned.items()}
        rows = []
        for key in sorted(scores):
            start, end = _first_and_last(scores[key])
            course = _change(start, end, more_is_better=True)
            course |= {"with-need"} if start is not None and _TURNED - start >= OFFER_GOALS_FROM else set()
            course |= {"asked"} if end is not None else set()
            rows.append((*key, frozenset(course)))
        return _with_courses(cases, rows, ("outcome.code", "outcome.course"))

    return read


def _first_and_last(scores: Sequence[int]) -> tuple[int | None, int | None]:
    return (scores[0] if scores else None, scores[-1] if len(scores) > 1 else None)


def _change(start: int | None, end: int | None, *, more_is_better: bool) -> set[str]:
    change = became(start, end, more_is_better=more_is_better)
    if change is None:
        return set()
    return {change} if more_is_better else {change, "reviewed", "compared"}


def _with_courses(cases: Counted, rows: Sequence[tuple[Any, ...]], names: Sequence[str]) -> Counted:
    """Put what became of each need beside its case; the rest falls away."""
    place_of = {key: place for place, key in enumerate(cases.keys.as_bytes())}
    wanted = [row for row in rows if row[0] in place_of]
    counted = picked(cases, [place_of[row[0]] for row in wanted])
    columns = dict(zip(names, zip(*(row[1:] for row in wanted), strict=True), strict=True)) if wanted else {}
    empty: dict[str, Sequence[Any]] = dict.fromkeys(names, ())
    return Counted(counted.keys, counted.persons, {**counted.columns, **empty, **columns})


def _population(
    name: str, unit: str, sentence: str, made: Callable[[Reader], Reader], of_cases: Reader
) -> Population:
    fields = CASES.fields | (_NEED_FIELDS if unit == "needs" else _OUTCOME_FIELDS)
    return Population(name, unit, "case", sentence, fields, made(of_cases), ("became",))


def _all() -> Iterator[Population]:
    yield _population(
        "needs",
        "needs",
        "Needs of cases open in the period: each need scored, or acted on, by the last day of the "
        f"period. A need is identified when a score was {OFFER_GOALS_FROM} or more, or something was done "
        "about it; acted on when a goal was set or the person was sent on for it; "
        "reviewed when it was scored again.",
        _needs,
        OPEN_WITHIN.read,
    )
    yield _population(
        "needs-of-cases-closed",
        "needs",
        "Needs of cases closed in the period: each need scored, or acted on.",
        _needs,
        _CLOSED.read,
    )
    yield _population(
        "outcomes-of-cases-closed",
        "outcomes",
        "Outcomes of cases closed in the period: each outcome asked about at least once by the last day of "
        "the period; who prefers not to say was asked. Health is told by the need, safety by its own "
        "question, both turned round so that ten is best. Somebody has the need when the first score was "
        f"{_TURNED - OFFER_GOALS_FROM} or less.",
        _outcomes,
        _CLOSED.read,
    )


COURSES_COUNTED = tuple(_all())

"""Cases that are counted: open, opened, reopened, closed; a case may be opened and closed several times."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.domain.periods import Period
from desktop.models.session import RecordSession
from desktop.returns.populations.population import Population, Reader, picked, straight
from desktop.returns.populations.source import Counted, raw, read_columns
from desktop.returns.populations.sources import CASE, CASES, ENDING, Condition, not_archived, touching

_DAYS = frozenset({"case.opened_on", "case.closed_on"})


@dataclass(frozen=True, slots=True)
class Spell:
    """One stretch during which a case was open; the first one is that of its opening."""

    opened_on: date
    closed_on: date | None
    first: bool


def spells_of(
    opened_on: date, closed_on: date | None, endings: Sequence[tuple[date, date | None]]
) -> Iterator[Spell]:
    """Give the stretches during which a case was open, in order.

    ``endings`` are days of closing and of reopening, in order; old lists have none, only the day of closing.
    A day that lies before the one it follows counts as that one, so that the flow of cases balances; the
    records contradict each other there, and what is missing or contradictory says so.
    """
    start, first = opened_on, True
    for ended_on, again_on in endings:
        end = max(start, ended_on)
        yield Spell(start, end, first)
        if again_on is None:
            return
        start, first = max(end, again_on), False
    yield Spell(start, None if closed_on is None else max(start, closed_on), first)


def _open_at_start(spell: Spell, period: Period) -> bool:
    return spell.opened_on < period.start and (spell.closed_on is None or spell.closed_on >= period.start)


def _reopened(spell: Spell, period: Period) -> bool:
    return not spell.first and period.contains(spell.opened_on)


def _closed(spell: Spell, period: Period) -> bool:
    return spell.closed_on is not None and period.contains(spell.closed_on)


def _open_at_end(spell: Spell, period: Period) -> bool:
    return spell.opened_on <= period.end and (spell.closed_on is None or spell.closed_on > period.end)


def _open_within(spell: Spell, period: Period) -> bool:
    return spell.opened_on <= period.end and (spell.closed_on is None or spell.closed_on >= period.start)


def _by_spell(test: Callable[[Spell, Period], bool], *, once: bool = False) -> Reader:
    """Make the reader of cases of which some spell passes: as it does, or once."""

    def read(
        session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
    ) -> Counted:
        counted = CASES.read(
            session, period=period, fields=fields | _DAYS, where=[touching(period)], stream=stream
        )
        endings = _endings(session, period)
        days = zip(counted.columns["case.opened_on"], counted.columns["case.closed_on"], strict=True)
        places: list[int] = []
        for place, (case_id, (opened_on, closed_on)) in enumerate(
            zip(counted.keys.as_bytes(), days, strict=True)
        ):
            spells = spells_of(opened_on, closed_on, endings.get(case_id, ()))
            times = sum(test(spell, period) for spell in spells)
            places.extend([place] * (min(times, 1) if once else times))
        return picked(counted, places)

    return read


def _endings(session: RecordSession, period: Period) -> Mapping[bytes, list[tuple[date, date | None]]]:
    cases = select(CASE.c.id).where(touching(period))
    statement = (
        select(raw(ENDING.c.id), raw(ENDING.c.case_id), ENDING.c.closed_on, ENDING.c.reopened_on)
        .where(not_archived(ENDING), ENDING.c.case_id.in_(cases))
        .order_by(ENDING.c.closed_on, ENDING.c.id)
    )
    found: defaultdict[bytes, list[tuple[date, Any]]] = defaultdict(list)
    _, cases_of, closed, reopened = read_columns(session, statement=statement, identities=2)
    for case_id, closed_on, again_on in zip(cases_of, closed, reopened, strict=True):
        found[bytes.fromhex(str(case_id))].append((closed_on, again_on))
    return found


def _opened_in(period: Period) -> list[Condition]:
    return [not_archived(CASE), CASE.c.opened_on.between(period.start, period.end)]


_FLOW = "A case that was closed and opened again is counted each time."


def _of_cases(name: str, sentence: str, read: Reader) -> Population:
    return Population(name, "cases", "case", sentence, CASES.fields, read, ("happened_within",))


OPEN_WITHIN = _of_cases(
    "cases-open",
    "Cases open on some day of the period, each counted once.",
    _by_spell(_open_within, once=True),
)
"""Whose needs are counted; no table counts these cases themselves."""
CASES_COUNTED = (
    _of_cases(
        "cases-open-at-start",
        "Cases open at the start: opened before the period and not closed before it.",
        _by_spell(_open_at_start),
    ),
    _of_cases(
        "cases-opened", "New cases: opened for the first time in the period.", straight(CASES, _opened_in)
    ),
    _of_cases("cases-reopened", f"Cases reopened: opened again in the period. {_FLOW}", _by_spell(_reopened)),
    _of_cases("closings", f"Closings: cases closed in the period. {_FLOW}", _by_spell(_closed)),
    _of_cases(
        "cases-closed",
        "Cases closed: closed in the period, each counted once, whether opened again or not.",
        _by_spell(_closed, once=True),
    ),
    _of_cases(
        "cases-open-at-end",
        "Cases open at the end: opened by the last day of the period and not closed by then.",
        _by_spell(_open_at_end),
    ),
)

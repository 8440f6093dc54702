"""Counting: from the records to the tables of a return, one pass a population."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.code_tree import nearest
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.history_code import history_code
from desktop.domain.periods import Period, quarters_of, require_begun, year_to_date
from desktop.domain.permissions import Permission, needs
from desktop.domain.return_entries import Entries
from desktop.errors import BadInputError
from desktop.models.case import FundingStream
from desktop.models.change import Change
from desktop.models.device import Device
from desktop.models.service import Service
from desktop.models.session import RecordSession
from desktop.queries.typed_in import read_entries
from desktop.returns.counting_rules import RULES, CountingRule
from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.populations.source import Counted
from desktop.returns.result import Profile, Return, Span, Table
from desktop.returns.rules.definitions import Definition, TableRules, to_date_id
from desktop.returns.rules.table_parts import parts_of
from desktop.returns.sorting.measures import MEASURES
from desktop.returns.tables.counted import count_table, with_used_rows
from desktop.returns.tables.entered import build_cover, build_entered, build_text
from desktop.returns.tables.sorted_members import SortedMembers

_ALWAYS_PRINTED = ("happened_within", "is_put_away", "percent")


@needs(Permission.COUNT)
def count(
    session: RecordSession, *, actor: Actor, definition: Definition, period: Period, stream: str | None = None
) -> Return:
    """Count a period by the rules; every number is exact, in people (or whatever the table counts).

    Counts are by event date, Europe/London civil date. Reads only; nothing is written down. ``stream`` names
    the funding stream whose cases alone are counted, None for the one that the rules name, if any.

    Raises:
        BadInputError: the period has not begun, or there is no such funding stream.
        NotAllowedError: the actor's roles do not include counting.
    """
    del actor
    today = civil_date(session.now)
    require_begun(period, today=today)
    paying = _stream(session, definition.funding_stream if stream is None else stream)
    service = session.execute(
        select(Service.name, Service.commissioner).where(Service.archived_at.is_(None)).limit(1)
    ).one_or_none()
    spans = _spans(definition, period)
    members = {
        span: SortedMembers(_read(session, definition.tables, span=span, period=days, stream=paying.id))
        for span, days in spans.items()
    }
    typed = {
        span: read_entries(session, definition_id=definition.id, quarters=quarters_of(days))
        for span, days in spans.items()
    }
    return Return(
        definition=definition,
        period=period,
        provider=service.name if service else "",
        commissioner=(service.commissioner or "") if service else "",
        profile=Profile.EXACT,
        counted_at=session.now,
        history_code=_history_code(session),
        notes=(
            *_notes(period, today, members[Span.PERIOD].populations()),
            *(_only_of(paying, definition, today) if paying.id else ()),
        ),
        tables=_in_order(
            definition, [*_tables(definition, spans, members), *_entered(definition, typed, spans)]
        ),
        texts=tuple(build_text(rules, typed[Span.PERIOD], period=period) for rules in definition.texts),
        rules=_rules(definition),
        stream=paying.name,
        facts=build_cover(definition.cover, typed[Span.PERIOD], period=period) if definition.cover else (),
    )


def _entered(
    definition: Definition, typed: Mapping[Span, Entries], spans: Mapping[Span, Period]
) -> Iterator[Table]:
    """Give the tables that were typed in, for the period and for the year to date."""
    for rules in definition.entered:
        for span, days in spans.items():
            table = build_entered(rules, typed[span], period=days, span=span)
            yield table if span is Span.PERIOD else replace(table, id=to_date_id(rules.id))


def _in_order(definition: Definition, tables: Sequence[Table]) -> tuple[Table, ...]:
    """Put tables into the order of the rules, the year to date behind the period."""
    place = {table_id: number for number, table_id in enumerate(definition.order)}
    place |= {to_date_id(table_id): number for table_id, number in place.items()}
    return tuple(sorted(tables, key=lambda table: (place[table.id], table.span is Span.TO_DATE)))


@dataclass(frozen=True, slots=True)
class _Paying:
    """The funding stream that is counted alone; none of them where all are."""

    id: UUID | None = None
    name: str = ""
    ends_on: date | None = None
    put_away: bool = False


def _stream(session: RecordSession, name: str) -> _Paying:
    """Find a funding stream by its name or its funder's; one that ended or was put away paid once, too.

    Raises:
        BadInputError: there is none; the message names the nearest.
    """
    if not name:
        return _Paying()
    wanted = name.strip().casefold()
    put_away = FundingStream.archived_at.is_not(None)
    rows = session.execute(
        select(FundingStream.id, FundingStream.name, FundingStream.funder, FundingStream.ends_on, put_away)
        # one that pays today goes before one of the same funder that was put away
        .order_by(put_away, FundingStream.name)
    ).all()
    for stream_id, own, funder, ends_on, gone in rows:
        if wanted in {own.casefold(), (funder or "").casefold()}:
            return _Paying(stream_id, own, ends_on, bool(gone))
    what = f"This return counts only what “{name}” pays for, and there is no such funding stream."
    names = [row.name for row in rows]
    raise BadInputError(what, nearest(name, names) if names else "Add it, and give cases to it.")


def _spans(definition: Definition, period: Period) -> dict[Span, Period]:
    """Give the period, and the year to date where the rules ask for it and it is longer."""
    spans = {Span.PERIOD: period}
    if definition.year_to_date and quarters_of(period)[0].start != year_to_date(period).start:
        spans[Span.TO_DATE] = year_to_date(period)
    return spans


def _tables(
    definition: Definition, spans: dict[Span, Period], members: dict[Span, SortedMembers]
) -> Iterator[Table]:
    for rules in definition.tables:
        made = [
            count_table(
                rules,
                members[span],
                table_id=rules.id if span is Span.PERIOD else to_date_id(rules.id),
                span=span,
                period=days,
            )
            for span, days in spans.items()
            if span is Span.PERIOD or rules.to_date
        ]
        yield from with_used_rows(rules, made)


def _history_code(session: RecordSession) -> str:
    """Say where the history of this computer stands."""
    newest = (
        select(Change.mac)
        .where(Change.device_id == select(Device.id).order_by(Device.letter).limit(1).scalar_subquery())
        .order_by(Change.seq.desc())
        .limit(1)
    )
    return history_code(session.scalar(newest) or b"")


def _read(
    session: RecordSession, tables: Iterable[TableRules], *, span: Span, period: Period, stream: UUID | None
) -> dict[str, Counted]:
    """Read each population once, with the fields that any table asks of it."""
    fields: dict[str, set[str]] = {}
    for rules in tables:
        if span is Span.PERIOD or rules.to_date:
            for part in parts_of(rules):
                fields.setdefault(part.counts, set()).update(*part.asked.values())
    return {
        name: POPULATIONS[name].read(session, period=period, fields=frozenset(asked), stream=stream)
        for name, asked in fields.items()
    }


def _rules(definition: Definition) -> tuple[CountingRule, ...]:
    """Give the counting rules that these tables rest on, in the order they are printed."""
    used = {
        name
        for rules in definition.tables
        for part in parts_of(rules)
        for name in POPULATIONS[part.counts].rules
    }
    used.update(_ALWAYS_PRINTED)
    sorted_by = {name for rules in definition.tables for part in parts_of(rules) for name in part.asked}
    used.update(rule for name, rules in _RULES_OF.items() if name in sorted_by for rule in rules)
    if not sorted_by.isdisjoint(MEASURES):
        used.add("nearest_rank")
    return tuple(rule for name, rule in RULES.items() if name in used)


_RULES_OF = {
    "stage": ("is_reached", "offered_by", "accepted_by", "declined_by", "engaged_by", "is_support"),
    "offence": ("main_crime",),
    "age": ("age_is_taken_on",),
    "reviewed": ("is_late",),
    "contact-kind": ("is_reached", "is_support"),
}
"""Rules that a classification rests on."""


def _notes(period: Period, today: date, read: Iterable[Counted]) -> Iterable[str]:
    if period.end > today:
        yield f"The period is not over: counted up to {date_in_words(today)}, the last day is still to come."
    yield from dict.fromkeys(note for counted in read for note in counted.notes)


def _only_of(stream: _Paying, definition: Definition, today: date) -> Iterable[str]:
    """Say what a return for one funding stream leaves out, and what it cannot leave out."""
    yield (
        f"Only cases that “{stream.name}” pays for are counted, and what belongs to them: "
        "a referral without a case belongs to no funding stream."
    )
    if stream.ends_on is not None and stream.ends_on < today:
        yield f"“{stream.name}” ended: it paid until {date_in_words(stream.ends_on)}."
    elif stream.put_away:
        yield f"“{stream.name}” ended: it pays no more."
    populations = {part.counts for rules in definition.tables for part in parts_of(rules)}
    if "replies" in populations:
        yield "Replies to the survey are anonymous and belong to no funding stream: all of them are counted."

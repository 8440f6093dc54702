"""Finding people while somebody types: tiers from exact to sound, each with its own limit and its reason.

Keys are compared as bytes (SQLite's own order); on another database these columns need collation "C".
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from uuid import UUID

from nicknames import NickNamer
from sqlalchemy import ColumnElement, and_, or_, select

from desktop.domain.dates import parse_day
from desktop.domain.names import fold_name
from desktop.domain.references import tidy_reference
from desktop.errors import BadInputError
from desktop.models.referral import Referral
from desktop.models.search_key import SearchKey, sounds
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_referral

MOST = 500
"""How many people all tiers together may name."""
_TIER_LIMIT = 100
_AFTER_ALL = "\U0010ffff"
_FEWEST_DIGITS = 4
_FEWEST_SOUNDING = 3
_REFERENCE_LIKE = re.compile(r"\d")
_BEGUN_REFERENCE = re.compile(r"^[pP][a-zA-Z]{1,2}-\d{3,}")
_STORED = SearchKey.__table__.c  # rows as they are: making objects of them took longer than finding them


@dataclass(frozen=True, slots=True)
class Match:
    """A person somebody may mean, and why."""

    person_id: UUID
    tier: str
    why: str


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


def warm_up() -> None:
    """Load what finding people needs once, before anybody types."""
    _nicknames().nicknames_of("william")


def find_matches(session: RecordSession, text: str, *, today: date, most: int = MOST) -> list[Match]:
    """Name the people that a text may mean, the surest tier first, nobody twice, at most ``most``.

    A tier is asked only while those before it named too few.
    """
    found: dict[UUID, Match] = {}
    for match in islice(_all_tiers(session, text, today), 4 * MOST):
        found.setdefault(match.person_id, match)
        if len(found) >= min(most, MOST):
            break
    return list(found.values())


def _all_tiers(session: RecordSession, text: str, today: date) -> Iterator[Match]:
    words = fold_name(text).split()
    yield from _by_reference(session, text)
    yield from _by_birth(session, text, today)
    yield from _by_phone(session, text)
    yield from _by_place(session, text)
    if not words:
        return
    yield from _by_whole_words(session, words)
    yield from _by_beginnings(session, words)
    yield from _by_nickname(session, words)
    yield from _by_sound(session, words)


def _keys(
    session: RecordSession, condition: ColumnElement[bool], tier: str, why: Callable[[str], str] | str
) -> Iterator[Match]:
    statement = (
        select(_STORED.person_id, _STORED.key).where(condition).order_by(_STORED.key).limit(_TIER_LIMIT)
    )
    for person_id, key in session.execute(statement):
        yield Match(person_id, tier, why if isinstance(why, str) else why(key))


def _begins(kind: str, beginning: str) -> ColumnElement[bool]:
    return and_(_STORED.kind == kind, _STORED.key >= beginning, _STORED.key < beginning + _AFTER_ALL)


def _is(kind: str, *keys: str) -> ColumnElement[bool]:
    return and_(_STORED.kind == kind, _STORED.key.in_(keys))


def _by_reference(session: RecordSession, text: str) -> Iterator[Match]:
    typed = text.strip()
    if not _REFERENCE_LIKE.search(typed):
        return
    yield from _keys(session, _is("r", (tidy_reference(typed) or typed).casefold()), "exact", "reference")
    if _BEGUN_REFERENCE.match(typed):
        yield from _keys(session, _begins("r", typed.casefold()), "prefix", "reference begins so")
    statement = (
        select(Referral.person_id)
        .where(
            Referral.external_reference.in_([typed, typed.upper()]),
            Referral.person_id.is_not(None),
            Referral.archived_at.is_(None),
            sees_referral(session),
        )
        .limit(_TIER_LIMIT)
    )
    for person_id in session.scalars(statement):
        if person_id is not None:
            yield Match(person_id, "exact", "the referrer’s reference")


def _by_birth(session: RecordSession, text: str, today: date) -> Iterator[Match]:
    if not _REFERENCE_LIKE.search(text):
        return
    try:
        born = parse_day(text, today=today)
    except BadInputError:
        return
    yield from _keys(session, _is("b", born.isoformat()), "exact", "date of birth")


def _by_phone(session: RecordSession, text: str) -> Iterator[Match]:
    if re.search(r"[^\d\s+()-]", text):
        return
    digits = re.sub(r"\D", "", text)
    national = digits.removeprefix("0044").removeprefix("44") if len(digits) > 10 else digits  # noqa: PLR2004
    national = national.removeprefix("0")
    if len(national) >= _FEWEST_DIGITS:
        yield from _keys(session, _begins("t", national), "phone", "phone number")


def _by_place(session: RecordSession, text: str) -> Iterator[Match]:
    typed = text.strip().casefold()
    if "@" in typed:
        yield from _keys(session, _begins("m", typed), "exact", "e-mail address")
    elif re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{0,2}", typed):
        yield from _keys(session, _begins("p", typed.replace(" ", "")), "exact", "postcode")


def _by_whole_words(session: RecordSession, words: list[str]) -> Iterator[Match]:
    typed = " ".join(words)
    yield from _keys(session, _is("n", typed), "exact", "name")
    yield from _keys(session, _begins("n", f"{typed} "), "exact", "name")


def _by_beginnings(session: RecordSession, words: list[str]) -> Iterator[Match]:
    typed = " ".join(words)
    yield from _keys(session, _begins("n", typed), "prefix", "name begins so")
    if len(words) > 1:
        first, *others = words
        pattern = "% " + "% ".join(others) + "%"
        condition = and_(_begins("n", first), _STORED.key.like(pattern))
        yield from _keys(session, condition, "prefix", "both names begin so")


def _by_nickname(session: RecordSession, words: list[str]) -> Iterator[Match]:
    first, *others = words
    known: set[str] = _nicknames().canonicals_of(first) | _nicknames().nicknames_of(first)
    rest = f" {' '.join(others)}"
    conditions = [_begins("n", name.casefold() + rest) for name in sorted(known)]
    if conditions:
        yield from _keys(session, or_(*conditions), "nickname", f"“{first.title()}” may be short for this")


def _by_sound(session: RecordSession, words: list[str]) -> Iterator[Match]:
    typed = "".join(words)
    if len(typed) < _FEWEST_SOUNDING:
        return
    codes = [sounds(word) for word in words[:2]]
    if not all(codes):
        return
    if len(codes) == 1:
        condition = or_(*(_begins("s", f"{code} ") for code in codes[0]), _is("s", *codes[0]))
    else:
        condition = _is("s", *(f"{one} {two}" for one in codes[0] for two in codes[1]))
    yield from _keys(session, condition, "sound", "sounds like it")

"""Why somebody is among those a table counts: what made them count, with its day, as it is recorded now."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from desktop.domain.dates import date_in_words
from desktop.models.base import CaseRecord
from desktop.models.concern import Concern
from desktop.models.contact import Contact
from desktop.models.onward_referral import OnwardReferral
from desktop.returns.counting_rules import NOT_VALID, REACHED_RESULTS, is_support
from desktop.returns.explaining.recorded import (
    Asking,
    RecordedCase,
    assessed_on,
    cases_of,
    contacts_of,
    happenings_of,
    referrals_of,
)
from desktop.returns.populations.cases import Spell

_MOST_DAYS = 3
AS_IT_WAS = "as the records stood when this return was counted"
"""Said where what made somebody count was changed since, or is out of sight: nobody learns which."""


@dataclass(frozen=True, slots=True)
class _Present:
    """What somebody is asked about, and the identities of what was counted of them."""

    asking: Asking
    keys: Sequence[UUID]


Telling = Callable[[_Present], Iterator[str]]


def why_counted(asking: Asking, *, population: str, keys: Sequence[UUID]) -> str:
    """Say what made somebody count; ``keys`` are what was counted of them: referrals, cases, contacts."""
    return "; ".join(_TELLING[population](_Present(asking, keys))) or AS_IT_WAS


def _on(days: Iterable[date]) -> str:
    """Name days, each once; of many the first and the last."""
    known = [date_in_words(day) for day in sorted(set(days))]
    if len(known) > _MOST_DAYS + 1:
        more = len(known) - _MOST_DAYS - 1
        return f"{', '.join(known[:_MOST_DAYS])}, {more} other days and {known[-1]}"
    return " and ".join(part for part in (", ".join(known[:-1]), known[-1]) if part)


def _days_of(what: str, days: Sequence[date], many: str = "") -> Iterator[str]:
    """Say on which days something was, if on any."""
    if days:
        number = f"{len(days)} {many or f'{what}s'}" if len(days) > 1 else what
        yield f"{number} on {_on(days)}"


# ── referrals ───────────────────────────────────────────────────────────────────────────────────────────────


def _referred(present: _Present) -> Iterator[str]:
    """Say when the referrals counted were received."""
    days = [row.received_on for row in _own_referrals(present)]
    if days:
        yield f"referred {_on(days)}"


def _own_referrals(present: _Present) -> list[Any]:
    return [row for row in referrals_of(present.asking) if row.id in present.keys]


def _referred_without_case(present: _Present) -> Iterator[str]:
    for row in _own_referrals(present):
        if row.reason_not_case_code is not None:
            reason = row.reason_not_case_code.replace("-", " ")
            yield f"referred {date_in_words(row.received_on)}, and it did not become a case: {reason}"


def _newly_referred(present: _Present) -> Iterator[str]:
    """Say when the valid referrals of the period were received; who is counted is the person."""
    asking = present.asking
    days = [
        row.received_on
        for row in referrals_of(asking)
        if asking.period.contains(row.received_on)
        and row.archived_at is None
        and row.reason_not_case_code not in NOT_VALID
        and asking.stream in {"", row.stream}
    ]
    if days:
        yield f"referred {_on(days)}"


def _waiting(present: _Present) -> Iterator[str]:
    """Say since when somebody waits: the first referral of those that nothing has settled by the end."""
    end = present.asking.period.end
    reached = {
        row.referral_id
        for row in contacts_of(present.asking)
        if row.result_code in REACHED_RESULTS and row.happened_on <= end
    }
    days = [
        row.received_on
        for row in referrals_of(present.asking)
        if row.received_on <= end
        and row.archived_at is None
        and row.reason_not_case_code is None
        and (row.answered_on is None or row.answered_on > end)
        and row.id not in reached
        and not row.from_history
        and present.asking.stream in {"", row.stream}
    ]
    if days:
        yield f"referred {_on(days)}, and still waiting when the period ended"


def _first_step(what: str, fits: Callable[[Any], bool]) -> Telling:
    """Tell of each referral counted when its first step of a kind was."""

    def tell(present: _Present) -> Iterator[str]:
        contacts = [one for one in contacts_of(present.asking) if fits(one)]
        for row in _own_referrals(present):
            days = [one.happened_on for one in contacts if one.referral_id == row.id]
            yield from _first(what, days, row)

    return tell


def _first_assessed(present: _Present) -> Iterator[str]:
    for row in _own_referrals(present):
        yield from _first("assessment", assessed_on(present.asking, row.case_id), row)


def _first(what: str, days: Sequence[date], row: Any) -> Iterator[str]:
    if days:
        yield f"the first {what} was on {date_in_words(days[0])}, referred {date_in_words(row.received_on)}"


# ── cases ───────────────────────────────────────────────────────────────────────────────────────────────────


def _each_case(said: Callable[[RecordedCase, Asking], str], what: str = "") -> Telling:
    """Tell of each case counted; ``what`` is counted in it, once or several times."""

    def tell(present: _Present) -> Iterator[str]:
        for one in cases_of(present.asking):
            times = list(present.keys).count(one.id)
            if times and (words := said(one, present.asking)):
                number = f"{times} {what}s of " if times > 1 else f"1 {what} of "
                yield f"{number if what else ''}case {one.reference}, {words}"

    return tell


def _by_spell(fits: Callable[[Spell, Asking], bool], words: Callable[[Spell], str]) -> Any:
    """Tell of the stretches of a case for which it counts."""

    def said(case: RecordedCase, asking: Asking) -> str:
        return " and ".join(words(spell) for spell in case.spells if fits(spell, asking))

    return said


def _opening(spell: Spell) -> str:
    return f"{'opened' if spell.first else 'opened again'} {date_in_words(spell.opened_on)}"


def _closing(spell: Spell) -> str:
    return "still open" if spell.closed_on is None else f"closed {date_in_words(spell.closed_on)}"


def _is_closed(spell: Spell, asking: Asking) -> bool:
    return spell.closed_on is not None and asking.period.contains(spell.closed_on)


_OPEN_AT_START = _by_spell(
    lambda spell, asking: (
        spell.opened_on < asking.period.start
        and (spell.closed_on is None or spell.closed_on >= asking.period.start)
    ),
    lambda spell: f"{_opening(spell)} and open when the period began",
)
_OPEN_AT_END = _by_spell(
    lambda spell, asking: (
        spell.opened_on <= asking.period.end
        and (spell.closed_on is None or spell.closed_on > asking.period.end)
    ),
    lambda spell: f"{_opening(spell)} and open when the period ended",
)
_OPENED = _by_spell(lambda spell, asking: spell.first and asking.period.contains(spell.opened_on), _opening)
_REOPENED = _by_spell(
    lambda spell, asking: not spell.first and asking.period.contains(spell.opened_on), _opening
)
_CLOSED = _by_spell(_is_closed, _closing)
_OPEN_WITHIN = _by_spell(
    lambda spell, asking: (
        spell.opened_on <= asking.period.end
        and (spell.closed_on is None or spell.closed_on >= asking.period.start)
    ),
    lambda spell: f"{_opening(spell)}, {_closing(spell)}",
)

# ── work ────────────────────────────────────────────────────────────────────────────────────────────────────


def _supported(present: _Present) -> Iterator[str]:
    """Say on which days of the period somebody was supported; who is counted is the person."""
    days = [
        row.happened_on
        for row in contacts_of(present.asking)
        if present.asking.period.contains(row.happened_on)
        and row.case_archived_at is None
        and is_support(row.result_code, row.support_codes)
    ]
    yield from _days_of("support contact", days)


def _happened(model: type[CaseRecord], day: Any, what: str, many: str = "") -> Telling:
    """Tell on which days that was which is counted."""

    def tell(present: _Present) -> Iterator[str]:
        rows = happenings_of(present.asking, model, day)
        yield from _days_of(what, [row.on for row in rows if row.id in present.keys], many)

    return tell


def _nobody(present: _Present) -> Iterator[str]:
    del present
    yield from ()


_TELLING: MappingProxyType[str, Telling] = MappingProxyType(
    {
        "requests-received": _referred,
        "referrals": _referred,
        "valid-referrals": _referred,
        "referrals-without-case": _referred_without_case,
        "people-newly-referred": _newly_referred,
        "people-supported": _supported,
        "people-waiting": _waiting,
        "cases-open-at-start": _each_case(_OPEN_AT_START),
        "cases-opened": _each_case(_OPENED),
        "cases-reopened": _each_case(_REOPENED),
        "closings": _each_case(_CLOSED),
        "cases-closed": _each_case(_CLOSED),
        "cases-open-at-end": _each_case(_OPEN_AT_END),
        "needs": _each_case(_OPEN_WITHIN, "need"),
        "needs-of-cases-closed": _each_case(_CLOSED, "need"),
        "outcomes-of-cases-closed": _each_case(_CLOSED, "outcome"),
        "contacts": _happened(Contact, Contact.happened_on, "contact"),
        "first-attempts": _first_step("attempt", lambda row: row.direction == "out"),
        "first-reached": _first_step(
            "contact that reached them", lambda row: row.result_code in REACHED_RESULTS
        ),
        "first-assessed": _first_assessed,
        "first-supported": _first_step(
            "support contact", lambda row: is_support(row.result_code, row.support_codes)
        ),
        "onward-referrals": _happened(OnwardReferral, OnwardReferral.made_on, "onward referral"),
        "concerns": _happened(Concern, Concern.raised_at, "concern raised", "concerns raised"),
        "replies": _nobody,
    }
)
"""How to tell, for every population."""

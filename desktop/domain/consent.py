"""Consent to share: whose it is, whether it still holds, and what its withdrawal stops."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desktop.domain.dates import PartialDate, age_range, date_in_words, earliest_and_latest
from desktop.errors import BadInputError, RefusedError

OF_AGE = 18
PERSON = "person"
PARENTAL = frozenset({"parental-responsibility", "local-authority"})
FOR_LACK_OF_CAPACITY = frozenset({"attorney", "best-interests"})
CANNOT_DECIDE = "assessed-lacks"
Which = TypeVar("Which")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTaken:
    """Who said yes or no, as it is about to be written down; codes of *who gave consent* and *capacity*.

    ``competence_judged_by`` and ``competence_reasons``: who judged that a young person can decide this
    themselves, and why. ``parents_know`` is None until somebody says.
    """

    given_by: str = PERSON
    given_by_name: str = ""
    competence_judged_by: str = ""
    competence_reasons: str = ""
    parents_know: bool | None = None
    capacity: str | None = None
    capacity_reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentHeld:
    """A consent on file: whether it was yes, from when until when, and for which organisation, if for one."""

    given: bool
    on: date
    expires_on: date | None = None
    withdrawn_on: date | None = None
    to: str | None = None


def check_taken(taken: ConsentTaken, *, age: tuple[int, int] | None) -> None:
    """Let a consent be written down only if it says whose it is, and why they could give it.

    ``age``: the youngest and the oldest they may be (``age_range``), None where nobody knows. Source:
    rules.md §5: under 18, whose consent, competence judged by whom and why, do the parents know; capacity is
    presumed until somebody assessed it, with reasons.

    Raises:
        BadInputError: something it has to say is missing.
        RefusedError: it was given by somebody who cannot give it for this person.
    """
    if age is not None and age[0] < OF_AGE:
        _check_young(taken)
    elif age is not None and taken.given_by in PARENTAL:
        what = "They are 18 or over: nobody with parental responsibility decides for them."
        raise RefusedError(what, "Ask the person themselves.")
    if taken.given_by in FOR_LACK_OF_CAPACITY and not (
        taken.capacity == CANNOT_DECIDE and taken.capacity_reasons.strip()
    ):
        what = "Somebody else decides only where the person was found unable to decide this now."
        raise RefusedError(what, "Ask the person, or write down who assessed their capacity and why.")
    if taken.given_by == PERSON and taken.capacity == CANNOT_DECIDE:
        what = "They were found unable to decide this now, so their own yes cannot carry it."
        raise RefusedError(what, "Say who decides for them, or assess again.")
    if taken.given_by != PERSON and not taken.given_by_name.strip():
        what = "It is not said who decided for this person."
        raise BadInputError(what, "Write down their name and how they stand to the person.")


def check_sharing(
    held: ConsentHeld | None, *, on: date, to: str | None = None, override_reason: str = ""
) -> None:
    """Let something be shared only with a consent that holds on that day, or a reason to do without.

    ``held`` is the newest consent for this; ``to`` is the organisation it goes to. Source: rules.md §5:
    sharing rests on consent; a concern may be shared without it, and then says why.

    Raises:
        RefusedError: consent was never asked, refused, withdrawn, has run out, or is for somebody else.
    """
    if override_reason.strip():
        return
    if held is None:
        what = "Nobody has asked this person whether we may share it."
        raise RefusedError(what, "Ask them, and record what they said.")
    if not held.given:
        what = "This person said no to sharing it."
        raise RefusedError(what, "Nothing was sent.")
    if held.withdrawn_on is not None and held.withdrawn_on <= on:
        what = f"They took their consent back on {date_in_words(held.withdrawn_on)}."
        raise RefusedError(what, "Nothing was sent. Ask again only if they raise it.")
    if held.on > on:
        what = f"Their consent begins on {date_in_words(held.on)}."
        raise RefusedError(what, "Wait for that day, or correct it.")
    if held.expires_on is not None and held.expires_on < on:
        what = f"Their consent ran out on {date_in_words(held.expires_on)}."
        raise RefusedError(what, "Ask them again.")
    if held.to is not None and to is not None and held.to != to:
        what = "Their consent is for another organisation."
        raise RefusedError(what, "Ask them about this one.")


def consent_that_counts(held: Iterable[ConsentHeld], *, on: date, to: str | None) -> ConsentHeld | None:
    """Choose, of all answers to one question, the one that decides whether something may go to ``to``.

    What they said or took back last decides, also where they were asked twice and took the earlier one back.
    What somebody said about this organisation goes before what they said of any; but a later no to any, or a
    consent for any taken back later, stops this one too. Where the narrower ran out, the wider holds.
    """
    newest = sorted(held, key=lambda one: one.withdrawn_on or one.on)
    own = next((one for one in reversed(newest) if one.to == to), None)
    wide = next((one for one in reversed(newest) if one.to is None), None)
    if own is None or wide is None or own is wide:
        return own or wide
    if _no_since(own) is not None:
        return own
    no = _no_since(wide)
    if no is not None:
        return wide if no >= own.on else own
    return wide if own.expires_on is not None and own.expires_on < on else own


def _no_since(held: ConsentHeld) -> date | None:
    return held.withdrawn_on if held.given else held.on


def stopped_by_withdrawal(sent_on: Mapping[Which, date | None]) -> tuple[Which, ...]:
    """Give the onward referrals that must not be sent any more once the consent they rest on is taken back.

    ``sent_on`` holds the day each was sent, None for those still waiting.
    """
    return tuple(which for which, day in sent_on.items() if day is None)


def told_of_withdrawal(sent_on: Mapping[Which, date | None]) -> tuple[Which, ...]:
    """Give the onward referrals sent already, whose receivers have to hear that consent was taken back."""
    return tuple(which for which, day in sent_on.items() if day is not None)


def needs_asking_again_at_18(born: PartialDate, *, given_on: date, today: date) -> bool:
    """Say whether a consent from before their eighteenth birthday has to be asked for anew (rules.md §5).

    Where only the month or year of birth is known, it is asked as they may be 18, and a consent
    counts as given before unless they were surely 18.
    """
    then, now = age_range(born, given_on), age_range(born, today)
    was_a_child = then is None or then[0] < OF_AGE
    return was_a_child and now is not None and now[1] >= OF_AGE


def ages_from_stated(stated: int, *, stated_on: date, on: date) -> tuple[int, int]:
    """Give the youngest and oldest somebody may be who stated their age in whole years on another day."""
    years = on.year - stated_on.year - ((on.month, on.day) < (stated_on.month, stated_on.day))
    return max(0, stated + years), max(0, stated + years + (on != stated_on))


def eighteenth_birthday(born: PartialDate) -> date:
    """Give the first day on which they may be 18; born on 29 February, it is 1 March."""
    earliest, _latest = earliest_and_latest(born)
    try:
        return earliest.replace(year=earliest.year + OF_AGE)
    except ValueError:
        return date(earliest.year + OF_AGE, 3, 1)


def _check_young(taken: ConsentTaken) -> None:
    if taken.given_by == PERSON and not (
        taken.competence_judged_by.strip() and taken.competence_reasons.strip()
    ):
        what = "They are under 18."
        raise BadInputError(what, "Say who judged that they can decide this themselves, and why.")
    if taken.parents_know is None:
        what = "They are under 18, and it is not said whether their parents know."
        raise BadInputError(what, "Say whether they know: it decides who may be told.")

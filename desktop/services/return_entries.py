"""Filling in what a return needs beside its counts: a whole table, text or cover of one quarter at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.amounts import HUNDREDTHS, MOST
from desktop.domain.dates import civil_date
from desktop.domain.ids import ConsentId, PersonId
from desktop.domain.pasted_words import clean_pasted
from desktop.domain.periods import Period, quarters_of, require_begun
from desktop.domain.permissions import Permission, needs
from desktop.domain.references import tidy_reference
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.models.person import Person
from desktop.models.return_entry import ReturnEntry
from desktop.models.session import RecordSession
from desktop.queries.held_consents import story_consent
from desktop.queries.typed_in import held_entries
from desktop.queries.visible import sees_person
from desktop.returns.rules.entered_rules import CoverRules, EnteredRules, Place, TextRules

AnyRules = EnteredRules | TextRules | CoverRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was typed in: numbers in hundredths of their unit, words; None and "" are "not filled in".

    ``story_of`` is the reference of the person whose story a case study tells.
    """

    numbers: Mapping[Place, int | None] = field(default_factory=dict)
    words: Mapping[Place, str] = field(default_factory=dict)
    story_of: str = ""


@needs(Permission.FILL_IN_RETURN)
def fill_in(
    session: RecordSession,
    *,
    actor: Actor,
    definition_id: str,
    quarter: Period,
    rules: AnyRules,
    filled: Filled,
    version: int,
) -> None:
    """Keep what was typed in for one quarter; ``version`` is the one the whole table had on screen.

    Pasted words are cleaned. A case study is kept only with the consent of whoever it tells of.

    Raises:
        BadInputError: a place is not in the table or is computed, a number is too large, words are too long,
            the period is no quarter or lies in the future, or nobody has this reference.
        RefusedError: consent to the case study was never asked, was refused, taken back, or has run out.
        StaleVersionError: somebody filled it in since.
    """
    today = civil_date(session.now)
    _check_quarter(quarter, today=today)
    words = {place: clean_pasted(text) for place, text in filled.words.items()}
    _check_places(rules, filled.numbers, words)
    held = _held(session, definition_id, quarter, rules.id)
    if sum(one.version for one in held.values()) != version:
        what = "Somebody filled this in meanwhile."
        raise StaleVersionError(what, "Here is what stands there now; yours is kept beside it.")
    consent_id = _consent(session, rules, words, filled.story_of, today=today)
    values: dict[Place, dict[str, object]] = {
        place: {"hundredths": number} for place, number in filled.numbers.items()
    }
    values |= {place: {"words": text or None, "consent_id": consent_id} for place, text in words.items()}
    for place, now in values.items():
        _keep(session, held.get(place), now | _where(definition_id, quarter, rules, place), actor, today)


def _check_quarter(quarter: Period, *, today: date) -> None:
    if quarters_of(quarter) != (quarter,):
        what = f"{quarter.id} is not a quarter."
        raise BadInputError(what, "Choose a quarter: a return is filled in quarter by quarter.")
    require_begun(quarter, today=today)


def _check_places(rules: AnyRules, numbers: Mapping[Place, int | None], words: Mapping[Place, str]) -> None:
    if isinstance(rules, EnteredRules):
        _check_known(rules, (*numbers, *words), rules.typed if not words else ())
        _check_numbers(rules, numbers)
        return
    allowed = rules.places if isinstance(rules, CoverRules) else (rules.place,)
    _check_known(rules, (*numbers, *words), allowed if not numbers else ())
    for text in words.values():
        if len(text) > rules.most:
            what = f"“{rules.title}” has {len(text):,} letters; the return takes {rules.most:,}."
            raise BadInputError(what, "Shorten it.")


def _check_known(rules: AnyRules, places: tuple[Place, ...], allowed: tuple[Place, ...]) -> None:
    for row, column in places:
        if (row, column) not in allowed:
            what = f"Nothing is typed in at “{row}”, “{column}” of “{rules.title}”."
            raise BadInputError(what, "Look at the return's rules again.")


def _check_numbers(rules: EnteredRules, numbers: Mapping[Place, int | None]) -> None:
    for number in numbers.values():
        if number is not None and abs(number) > MOST:
            what = f"A number in “{rules.title}” is too large."
            raise BadInputError(what, f"At most {MOST // HUNDREDTHS:,} can be typed in here.")


def _held(
    session: RecordSession, definition_id: str, quarter: Period, table_id: str
) -> dict[Place, ReturnEntry]:
    held = held_entries(session, definition_id=definition_id, quarters=(quarter,))
    return {(one.row_code, one.column_code): one for one in held if one.table_id == table_id}


def _consent(
    session: RecordSession, rules: AnyRules, words: Mapping[Place, str], story_of: str, *, today: date
) -> ConsentId | None:
    """Give the consent a case study rests on; None where there is no story to tell.

    Raises:
        BadInputError: it is not said whose story it is, or there is nobody with this reference.
        RefusedError: this person has not agreed.
    """
    if not isinstance(rules, TextRules) or not rules.case_study or not any(words.values()):
        return None
    person_id = _person(session, story_of)
    consent_id, why_not = story_consent(session, person_id=person_id, on=today)
    if why_not or consent_id is None:
        raise RefusedError(why_not, "Leave the story out, or ask them and record what they said.")
    return consent_id


def _person(session: RecordSession, story_of: str) -> PersonId:
    typed = tidy_reference(story_of) or story_of.strip()
    if not typed:
        what = "It is not said whose story this is."
        raise BadInputError(what, "Type the person's reference: a case study rests on their consent.")
    found = session.scalar(select(Person.id).where(Person.reference == typed, sees_person(session)))
    if found is None:
        what = f"Nobody here has the reference “{typed[:32]}”."
        raise BadInputError(what, "Look it up under People.")
    return PersonId(found)


def _where(definition_id: str, quarter: Period, rules: AnyRules, place: Place) -> dict[str, object]:
    return {
        "definition_id": definition_id,
        "quarter_start": quarter.start,
        "table_id": rules.id,
        "row_code": place[0],
        "column_code": place[1],
    }


def _keep(
    session: RecordSession, held: ReturnEntry | None, now: dict[str, object], actor: Actor, today: date
) -> None:
    """Write one entry if it differs from what stands there; what was never filled in is not written."""
    said = {"entered_by": actor.user_id, "entered_on": today}
    if held is None:
        if any(now.get(name) is not None for name in ("hundredths", "words")):
            session.add(ReturnEntry(**now, **said))
        return
    now = now | {"archived_at": None}  # what was put away and is filled in anew stands there again
    if any(getattr(held, name) != value for name, value in now.items()):
        for name, value in (now | said).items():
            setattr(held, name, value)

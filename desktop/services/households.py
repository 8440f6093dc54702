"""Households: that two people on file belong together; both must be in sight of whoever says so."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import HouseholdLinkId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.household import HouseholdLink
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person
from desktop.services.case_records import add_record, check_code, record_to_change, write_words


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdWords:
    """How the other is related to the person, e.g. "parent": the other is the person's parent."""

    relation_code: str
    live_together: bool | None = None
    since: date | None = None
    until: date | None = None
    note: str | None = None


@needs(Permission.NOTE_AROUND_CASE)
def link_household(
    session: RecordSession, *, actor: Actor, person_id: PersonId, other_id: PersonId, words: HouseholdWords
) -> HouseholdLinkId:
    """Say that two people on file belong to one household or family; a link put away comes back.

    Raises:
        BadInputError: one of them is out of sight, it is one person twice, or the words cannot be used.
        RefusedError: they are linked already, one way or the other.
    """
    del actor
    if person_id == other_id:
        what = "This is the same person twice."
        raise BadInputError(what, "Choose the other member of the household.")
    require_person(session, person_id)
    require_person(session, other_id)
    check_code(session, list_key="household-relation", code=words.relation_code, on=civil_date(session.now))
    _check_days(words, today=civil_date(session.now))
    kept = _link_of(session, person_id, other_id)
    if kept is not None and kept.archived_at is None:
        what = "These two are linked already."
        raise RefusedError(what, "Change the link that is there.")
    if kept is not None and kept.person_id == person_id:
        kept.archived_at = None
        _write(session, kept, words)
        return HouseholdLinkId(kept.id)
    values = {"other_id": other_id, **_values(words)}
    record = add_record(
        session, HouseholdLink, person_id=person_id, values=values, words={"note": words.note}
    )
    return HouseholdLinkId(record.id)


@needs(Permission.NOTE_AROUND_CASE)
def change_household_link(
    session: RecordSession,
    *,
    actor: Actor,
    household_link_id: HouseholdLinkId,
    version: int,
    words: HouseholdWords,
) -> None:
    """Write a link anew, as seen from the side it was made from.

    Raises:
        BadInputError: it or one of the two is out of sight, or the words cannot be used.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = _in_sight(session, household_link_id, version)
    if words.relation_code != record.relation_code:
        today = civil_date(session.now)
        check_code(session, list_key="household-relation", code=words.relation_code, on=today)
    _check_days(words, today=civil_date(session.now))
    _write(session, record, words)


@needs(Permission.NOTE_AROUND_CASE)
def archive_household_link(
    session: RecordSession, *, actor: Actor, household_link_id: HouseholdLinkId, version: int
) -> None:
    """Put a link away that was made by mistake; one that came to its end gets a last day instead.

    Raises:
        BadInputError: it or one of the two is out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    _in_sight(session, household_link_id, version).archived_at = session.now


def _in_sight(session: RecordSession, household_link_id: HouseholdLinkId, version: int) -> HouseholdLink:
    record = record_to_change(session, HouseholdLink, record_id=household_link_id, version=version)
    require_person(session, PersonId(record.other_id))
    return record


def _link_of(session: RecordSession, one: PersonId, other: PersonId) -> HouseholdLink | None:
    """Find the link of two people, those put away too; the one in use before them."""
    there = and_(HouseholdLink.person_id == one, HouseholdLink.other_id == other)
    back = and_(HouseholdLink.person_id == other, HouseholdLink.other_id == one)
    links = session.scalars(select(HouseholdLink).where(or_(there, back))).all()
    in_use = [link for link in links if link.archived_at is None]
    mine = [link for link in links if link.person_id == one]
    return next(iter(in_use or mine), None)


def _values(words: HouseholdWords) -> dict[str, object]:
    return {
        "relation_code": words.relation_code,
        "live_together": words.live_together,
        "since": words.since,
        "until": words.until,
    }


def _write(session: RecordSession, record: HouseholdLink, words: HouseholdWords) -> None:
    for name, value in _values(words).items():
        setattr(record, name, value)
    write_words(session, record, words={"note": words.note})


def _check_days(words: HouseholdWords, *, today: date) -> None:
    if words.since is not None and words.since > today:
        what = "The first day lies in the future."
        raise BadInputError(what, "Check the day.")
    if words.since is not None and words.until is not None and words.until < words.since:
        what = "The last day lies before the first."
        raise BadInputError(what, "Check both days.")

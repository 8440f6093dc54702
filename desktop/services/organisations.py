"""The directory: adding a place to turn to, changing it, looking whether it is still so, closing it."""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import OrganisationId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.organisation import Organisation
from desktop.models.session import RecordSession
from desktop.services.case_records import at_version, check_code, check_codes, tidy_words

LONGEST_LINE = 255
OLDEST_AGE = 120
_LONG = frozenset({"what_they_do", "address"})
_LISTS = (
    ("area_codes", "local-authority"),
    ("need_codes", "need"),
    ("crime_codes", "crime-type"),
    ("gender_codes", "gender"),
    ("language_codes", "language"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationWords:
    """What the directory says of one place.

    An empty set of codes means "for everybody", None that nobody knows. ``age_from`` and ``age_to`` are whole
    years, both included.
    """

    name: str
    kind_code: str | None = None
    what_they_do: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    opening_hours: str = ""
    area_codes: frozenset[str] | None = None
    need_codes: frozenset[str] | None = None
    crime_codes: frozenset[str] | None = None
    gender_codes: frozenset[str] | None = None
    language_codes: frozenset[str] | None = None
    age_from: int | None = None
    age_to: int | None = None
    self_referral: bool | None = None
    waiting_time: str = ""
    funded_until: date | None = None


@needs(Permission.CHANGE_DIRECTORY)
def add_organisation(session: RecordSession, *, actor: Actor, words: OrganisationWords) -> OrganisationId:
    """Add a place to the directory; whoever adds it has looked at it today.

    Raises:
        BadInputError: it has no name, a line is too long, a code is not in its list, or the ages are turned.
        RefusedError: there is one of that name.
    """
    values = _checked(session, words)
    _refuse_same_name(session, words.name, but=None)
    today = civil_date(session.now)
    organisation = Organisation(**values, last_verified_on=today, verified_by=actor.user_id)
    session.add(organisation)
    return OrganisationId(organisation.id)


@needs(Permission.CHANGE_DIRECTORY)
def change_organisation(
    session: RecordSession,
    *,
    actor: Actor,
    organisation_id: OrganisationId,
    version: int,
    words: OrganisationWords,
) -> None:
    """Write what is known of a place anew.

    Raises:
        BadInputError: there is no such place, or the words cannot be used.
        RefusedError: there is another of that name.
        StaleVersionError: somebody changed it since.
    """
    del actor
    organisation = _organisation(session, organisation_id, version)
    values = _checked(session, words)
    _refuse_same_name(session, words.name, but=organisation_id)
    for name, value in values.items():
        setattr(organisation, name, value)


@needs(Permission.CHANGE_DIRECTORY)
def verify_organisation(
    session: RecordSession, *, actor: Actor, organisation_id: OrganisationId, version: int
) -> None:
    """Note that somebody looked today, and everything is still so.

    Raises:
        BadInputError: there is no such place.
        StaleVersionError: somebody changed it since: look at the newer words first.
    """
    organisation = _organisation(session, organisation_id, version)
    organisation.last_verified_on = civil_date(session.now)
    organisation.verified_by = actor.user_id


@needs(Permission.CHANGE_DIRECTORY)
def close_organisation(
    session: RecordSession, *, actor: Actor, organisation_id: OrganisationId, version: int, on: date
) -> None:
    """Note that a place closes on a day, perhaps one to come: nobody is sent there from then on.

    Raises:
        BadInputError: there is no such place.
        RefusedError: it is closed already.
        StaleVersionError: somebody changed it since.
    """
    del actor
    organisation = _organisation(session, organisation_id, version)
    if organisation.closed_on is not None:
        what = f"{organisation.name} is noted as closed on {date_in_words(organisation.closed_on)} already."
        raise RefusedError(what, "Open it again first if the day was wrong.")
    organisation.closed_on = on


@needs(Permission.CHANGE_DIRECTORY)
def open_organisation_again(
    session: RecordSession, *, actor: Actor, organisation_id: OrganisationId, version: int
) -> None:
    """Take back that a place closed.

    Raises:
        BadInputError: there is no such place.
        RefusedError: it is not closed.
        StaleVersionError: somebody changed it since.
    """
    del actor
    organisation = _organisation(session, organisation_id, version)
    if organisation.closed_on is None:
        what = f"{organisation.name} is open."
        raise RefusedError(what)
    organisation.closed_on = None


def _organisation(session: RecordSession, organisation_id: OrganisationId, version: int) -> Organisation:
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        what = "This organisation is not in the directory."
        raise BadInputError(what, "Find it again.")
    at_version(organisation, version=version)
    return organisation


def _refuse_same_name(session: RecordSession, name: str, *, but: OrganisationId | None) -> None:
    """Refuse a second entry of one name, however its letters and gaps are written."""
    wanted = _folded(name)
    for row in session.execute(select(Organisation.id, Organisation.name)):
        if row.id != but and _folded(row.name) == wanted:
            what = f"The directory has “{row.name}” already."
            raise RefusedError(what, "Open that entry, or add the town to this name.")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _checked(session: RecordSession, words: OrganisationWords) -> dict[str, object]:
    values: dict[str, object] = {}
    for one in fields(words):
        value = getattr(words, one.name)
        values[one.name] = _text(one.name, value) if isinstance(value, str) else value
    if not values["name"]:
        what = "The organisation has no name."
        raise BadInputError(what, "Type the name people know it by.")
    today = civil_date(session.now)
    check_code(session, list_key="organisation-kind", code=words.kind_code, on=today)
    for field, list_key in _LISTS:
        values[field] = check_codes(session, list_key=list_key, codes=getattr(words, field), on=today)
    _check_ages(words)
    return values


def _text(field: str, value: str) -> str | None:
    if field in _LONG:
        return tidy_words(value)
    line = " ".join(value.split())
    if len(line) > LONGEST_LINE:
        what = f"“{line[:20]}…” is longer than {LONGEST_LINE} letters."
        raise BadInputError(what, "Shorten it.")
    return line or None


def _check_ages(words: OrganisationWords) -> None:
    for age in (words.age_from, words.age_to):
        if age is not None and not 0 <= age <= OLDEST_AGE:
            what = f"Nobody is {age} years old."
            raise BadInputError(what, "Check the ages.")
    if words.age_from is not None and words.age_to is not None and words.age_to < words.age_from:
        what = "The ages are turned round."
        raise BadInputError(what, "Type the younger age first.")

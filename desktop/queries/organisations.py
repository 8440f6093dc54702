"""The directory of places to turn to: finding one by words, and all that is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.code_words import words_of
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import OrganisationId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError
from desktop.models.organisation import Organisation
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of

VERIFIED_HOLDS = timedelta(days=180)
"""After this long somebody should look again whether an entry is still so."""
_AREA = "local-authority"


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One line of the directory; ``areas`` is empty for everywhere, None where nobody knows."""

    organisation_id: OrganisationId
    name: str
    kind: str
    what_they_do: str
    areas: tuple[str, ...] | None
    waiting_time: str
    self_referral: bool | None
    last_verified_on: date | None
    look_again: bool
    """Whether nobody looked for half a year, or the funding has ended."""
    closed_on: date | None
    closed: bool


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """All that is known of one place; codes as kept, for changing them."""

    line: OrganisationLine
    version: int
    kind_code: str | None
    phone: str
    email: str
    website: str
    address: str
    opening_hours: str
    area_codes: frozenset[str] | None
    need_codes: frozenset[str] | None
    crime_codes: frozenset[str] | None
    gender_codes: frozenset[str] | None
    language_codes: frozenset[str] | None
    age_from: int | None
    age_to: int | None
    funded_until: date | None
    verified_by: str


@needs(Permission.SEE_DIRECTORY)
def find_organisations(
    session: RecordSession,
    *,
    actor: Actor,
    code_lists: Mapping[str, CodeList],
    text: str = "",
    kind_code: str | None = None,
    need_code: str | None = None,
    closed_too: bool = False,
) -> tuple[OrganisationLine, ...]:
    """Find places whose name, kind, area, needs or description hold every word typed, by name.

    Each word may be the beginning of one; case and accents do not matter. With ``need_code``, places of which
    nobody knows whether they take this need are kept.
    """
    del actor
    asked = words_of(text)
    today = civil_date(session.now)
    statement = select(Organisation).where(Organisation.archived_at.is_(None))
    if kind_code is not None:
        statement = statement.where(Organisation.kind_code == kind_code)
    found = [
        one
        for one in session.scalars(statement)
        if (closed_too or not _is_closed(one, today))
        and (need_code is None or not one.need_codes or need_code in one.need_codes)
        and _holds(one, asked, code_lists)
    ]
    return tuple(_line(one, code_lists, today) for one in sorted(found, key=lambda one: words_of(one.name)))


@needs(Permission.SEE_DIRECTORY)
def organisation_details(
    session: RecordSession,
    *,
    actor: Actor,
    organisation_id: OrganisationId,
    code_lists: Mapping[str, CodeList],
) -> OrganisationDetails:
    """Give all that is known of one place.

    Raises:
        BadInputError: there is no such place.
    """
    del actor
    one = session.get(Organisation, organisation_id)
    if one is None:
        what = "This organisation is not in the directory."
        raise BadInputError(what, "Find it again.")
    looked = session.scalar(select(User.name).where(User.id == one.verified_by))
    return OrganisationDetails(
        line=_line(one, code_lists, civil_date(session.now)),
        version=one.version,
        kind_code=one.kind_code,
        phone=one.phone or "",
        email=one.email or "",
        website=one.website or "",
        address=one.address or "",
        opening_hours=one.opening_hours or "",
        area_codes=one.area_codes,
        need_codes=one.need_codes,
        crime_codes=one.crime_codes,
        gender_codes=one.gender_codes,
        language_codes=one.language_codes,
        age_from=one.age_from,
        age_to=one.age_to,
        funded_until=one.funded_until,
        verified_by=looked or "",
    )


def _line(one: Organisation, code_lists: Mapping[str, CodeList], today: date) -> OrganisationLine:
    looked = one.last_verified_on
    return OrganisationLine(
        organisation_id=OrganisationId(one.id),
        name=one.name,
        kind=label_of(code_lists, "organisation-kind", one.kind_code) or "",
        what_they_do=one.what_they_do or "",
        areas=None if one.area_codes is None else _labels(code_lists, _AREA, one.area_codes),
        waiting_time=one.waiting_time or "",
        self_referral=one.self_referral,
        last_verified_on=looked,
        look_again=looked is None
        or looked + VERIFIED_HOLDS < today
        or (one.funded_until is not None and one.funded_until < today),
        closed_on=one.closed_on,
        closed=_is_closed(one, today),
    )


def _is_closed(one: Organisation, today: date) -> bool:
    return one.closed_on is not None and one.closed_on <= today


def _labels(code_lists: Mapping[str, CodeList], key: str, codes: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(sorted(label_of(code_lists, key, code) or code for code in codes or ()))


def _holds(one: Organisation, asked: tuple[str, ...], code_lists: Mapping[str, CodeList]) -> bool:
    if not asked:
        return True
    texts = (
        one.name,
        one.what_they_do or "",
        label_of(code_lists, "organisation-kind", one.kind_code) or "",
        *_labels(code_lists, _AREA, one.area_codes),
        *_labels(code_lists, "need", one.need_codes),
    )
    held = {word for text in texts for word in words_of(text)}
    return all(any(word.startswith(begun) for word in held) for begun in asked)

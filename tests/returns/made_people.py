"""Made-up people for counting: described in plain data, so that a test can recount them by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from desktop.models.base import Base, new_id
from desktop.models.case import Case
from desktop.models.incident import Incident
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession

ARCHIVED = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MadeReferral:
    """One referral with what happened and the case it led to, if any."""

    day: date
    strands: frozenset[str] | None = frozenset()
    crime: str | None = None
    with_case: bool = True
    reason: str | None = None
    archived: bool = False
    external: str | None = None


@dataclass(frozen=True, slots=True)
class MadePerson:
    """One person, and each time they were referred; nameless people have no record of their own."""

    referrals: tuple[MadeReferral, ...] = ()
    sex: str | None = "F"
    ethnicity: str | None = "W1"
    born: date | None = date(1980, 6, 15)
    precision: str = "day"
    age_stated: int | None = None
    age_stated_on: date | None = None
    archived: bool = False
    nameless: bool = False
    forename: str = "Made"
    surname: str = "Up"


def write_people(session: RecordSession, *, people: Sequence[MadePerson]) -> None:
    """Write the people with all that belongs to them; the n-th has the reference P-n from 1."""
    rows: dict[type[Base], list[dict[str, object]]] = {Person: [], Incident: [], Referral: [], Case: []}
    for number, person in enumerate(people, start=1):
        for model, row in _rows(number, person):
            rows[model].append(row)
    for model, values in rows.items():
        session.write_many(model, values)


def _rows(number: int, person: MadePerson) -> Iterator[tuple[type[Base], dict[str, object]]]:
    person_id = None if person.nameless else new_id()
    if person_id is not None:
        yield Person, _person(number, person, person_id)
    for count, made in enumerate(person.referrals, start=1):
        incident_id, referral_id = new_id(), new_id()
        yield (
            Incident,
            {
                "id": incident_id,
                "hate_strands": made.strands,
                "crime_code": None if made.with_case else made.crime,
            },
        )
        yield (
            Referral,
            {
                "id": referral_id,
                "reference": f"R-{number}-{count}",
                "received_on": made.day,
                "person_id": person_id,
                "incident_id": incident_id,
                "reason_not_case_code": made.reason,
                "external_reference": made.external,
                "archived_at": ARCHIVED if made.archived else None,
            },
        )
        if made.with_case and person_id is not None:
            yield (
                Case,
                {
                    "reference": f"C-{number}-{count}",
                    "person_id": person_id,
                    "referral_id": referral_id,
                    "main_crime_code": made.crime,
                    "opened_on": made.day,
                    "from_history": True,
                },
            )


def _person(number: int, person: MadePerson, person_id: UUID) -> dict[str, object]:
    return {
        "id": person_id,
        "reference": f"P-{number}",
        "forename": person.forename,
        "surname": person.surname,
        "sex_code": person.sex,
        "ethnicity_code": person.ethnicity,
        "born_on": person.born,
        "born_precision": person.precision if person.born else None,
        "age_stated": person.age_stated,
        "age_stated_on": person.age_stated_on,
        "archived_at": ARCHIVED if person.archived else None,
    }

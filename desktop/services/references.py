"""The next human references of a kind, counted on from the highest that this computer gave out."""

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.domain.references import ReferenceKind, format_reference, reference_number
from desktop.models.case import Case
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession

_COLUMNS: dict[ReferenceKind, InstrumentedAttribute[str]] = {
    ReferenceKind.PERSON: Person.reference,
    ReferenceKind.REFERRAL: Referral.reference,
    ReferenceKind.CASE: Case.reference,
}


def next_references(session: RecordSession, kind: ReferenceKind, count: int) -> list[str]:
    """Give the next ``count`` references of a kind; they stay free until records carry them."""
    column = _COLUMNS[kind]
    letter = session.device_letter
    highest = session.scalar(select(func.max(column)).where(column.like(f"{kind.value}{letter}-%")))
    start = reference_number(highest) + 1 if highest else 1
    return [format_reference(kind, letter, number) for number in range(start, start + count)]

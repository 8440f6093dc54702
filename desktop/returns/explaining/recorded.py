"""What is recorded of somebody, as far as whoever is signed in sees it: referrals, cases, contacts, days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.dates import civil_date
from desktop.domain.periods import Period
from desktop.errors import BadInputError
from desktop.models.assessment import Assessment
from desktop.models.base import CaseRecord
from desktop.models.case import Case, FundingStream
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_case, sees_person, sees_record, sees_referral
from desktop.returns.populations.cases import Spell, spells_of


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked about, over which days; ``stream`` is the one funding stream that is counted, if any."""

    session: RecordSession
    person_id: UUID
    period: Period
    stream: str


def referrals_of(asking: Asking) -> Sequence[Any]:
    """Read every referral of somebody with its first case, the oldest first."""
    own_case = aliased(Case)
    first_case = (
        select(own_case.id)
        .where(own_case.referral_id == Referral.id, own_case.archived_at.is_(None))
        .order_by(own_case.id)
        .limit(1)
        .correlate(Referral)
        .scalar_subquery()
    )
    statement = (
        select(
            Referral.id,
            Referral.received_on,
            Referral.reason_not_case_code,
            Referral.answered_on,
            Referral.archived_at,
            Case.id.label("case_id"),
            Case.from_history,
            FundingStream.name.label("stream"),
        )
        .select_from(Referral)
        .join(Case, Case.id == first_case, isouter=True)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(Referral.person_id == asking.person_id, sees_referral(asking.session))
        .order_by(Referral.received_on, Referral.id)
    )
    return asking.session.execute(statement).all()


def contacts_of(asking: Asking) -> Sequence[Any]:
    """Read every contact of somebody with the referral behind it, the oldest first."""
    statement = (
        select(
            Contact.happened_on,
            Contact.result_code,
            Contact.direction,
            Contact.support_codes,
            func.coalesce(Case.referral_id, Contact.referral_id, type_=Contact.__table__.c.id.type).label(
                "referral_id"
            ),
            Case.archived_at.label("case_archived_at"),
            FundingStream.name.label("stream"),
        )
        .join(Case, Case.id == Contact.case_id, isouter=True)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(Contact.person_id == asking.person_id, Contact.archived_at.is_(None))
        .where(sees_record(asking.session, Contact))
        .order_by(Contact.happened_on, Contact.id)
    )
    rows = asking.session.execute(statement).all()
    return [row for row in rows if not asking.stream or row.stream == asking.stream]


def assessed_on(asking: Asking, case_id: UUID | None) -> Sequence[date]:
    """Give the days of the assessments in a case, the oldest first."""
    return asking.session.scalars(
        select(Assessment.made_on)
        .where(Assessment.case_id == case_id, Assessment.archived_at.is_(None))
        .where(sees_record(asking.session, Assessment))
        .order_by(Assessment.made_on)
    ).all()


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """One case of somebody: the stretches during which it was open, and who pays for it."""

    id: UUID
    reference: str
    spells: tuple[Spell, ...]
    archived: bool
    stream: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing recorded of somebody: its civil date, and who pays for the case it belongs to."""

    id: UUID
    on: date
    stream: str | None


def happenings_of(asking: Asking, model: type[CaseRecord], day: Any) -> list[Happening]:
    """Read everything of a kind that is recorded of somebody, the oldest first."""
    rows = asking.session.execute(
        select(model.id, day, FundingStream.name)
        .select_from(model)
        .join(Case, Case.id == model.case_id, isouter=True)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(model.person_id == asking.person_id, model.archived_at.is_(None))
        .where(sees_record(asking.session, model))
        .order_by(day)
    )
    return [
        Happening(one, civil_date(moment) if isinstance(moment, datetime) else moment, stream)
        for one, moment, stream in rows
    ]


def cases_of(asking: Asking) -> list[RecordedCase]:
    """Read every case of somebody that whoever is signed in may see, the oldest first."""
    statement = (
        select(Case, FundingStream.name)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(Case.person_id == asking.person_id, sees_case(asking.session))
        .order_by(Case.opened_on, Case.reference)
    )
    return [_read_case(asking.session, case, stream) for case, stream in asking.session.execute(statement)]


def _read_case(session: RecordSession, case: Case, stream: str | None) -> RecordedCase:
    endings = session.execute(
        select(Ending.closed_on, Ending.reopened_on)
        .where(Ending.case_id == case.id, Ending.archived_at.is_(None))
        .order_by(Ending.closed_on, Ending.id)
    )
    spells = spells_of(case.opened_on, case.closed_on, [(closed, again) for closed, again in endings])
    return RecordedCase(case.id, case.reference, tuple(spells), case.archived_at is not None, stream)


def person_with(session: RecordSession, *, reference: str) -> UUID:
    """Find the one person whom a reference leads to: their own, a case's, a referral's, or a referrer's.

    What is out of sight leads to nobody.

    Raises:
        BadInputError: it leads to nobody, or to several people.
    """
    own = session.scalars(select(Person.id).where(Person.reference == reference)).all()
    by_case = select(Case.person_id).where(Case.reference == reference, sees_case(session))
    by_referral = select(Referral.person_id).where(
        or_(Referral.reference == reference, Referral.external_reference == reference),
        sees_referral(session),
    )
    found: set[Any] = set(own)
    if not found:
        found.update(session.scalars(by_case))
        found.update(session.scalars(by_referral))
    in_sight = select(Person.id).where(Person.id.in_(found - {None}), sees_person(session))
    people = set(session.scalars(in_sight))
    if len(people) == 1:
        return UUID(str(people.pop()))
    if found == {None}:
        what = f"The referral “{reference}” names no person."
        raise BadInputError(what, "Nobody is counted for it in a table of people.")
    what = (
        f"“{reference}” stands for several people." if people else f"Nobody has the reference “{reference}”."
    )
    raise BadInputError(what, "Use the reference of a person, a case or a referral.")

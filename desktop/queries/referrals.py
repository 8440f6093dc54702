"""When people were referred, and one request as it came in, to be changed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import ReferralId
from desktop.domain.permissions import Permission, needs
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import require_referral


@dataclass(frozen=True, slots=True)
class ReferralReceived:
    """When a request for support came in, and from whom."""

    referral_id: ReferralId
    version: int
    reference: str
    received_on: date
    source_code: str | None


@needs(Permission.RECORD_REFERRAL)
def referral_received(session: RecordSession, *, actor: Actor, referral_id: ReferralId) -> ReferralReceived:
    """Give when a request came in and from whom, to be changed.

    Raises:
        BadInputError: there is no such referral, or it is out of sight.
    """
    del actor
    one = require_referral(session, referral_id)
    return ReferralReceived(referral_id, one.version, one.reference, one.received_on, one.source_code)


@needs(Permission.COUNT)
def months_with_referrals(session: RecordSession, *, actor: Actor) -> tuple[date, ...]:
    """Give the first day of every month in which a referral was received, oldest first; none when empty."""
    del actor
    days = session.scalars(select(Referral.received_on).where(Referral.archived_at.is_(None)).distinct())
    return tuple(sorted({day.replace(day=1) for day in days}))

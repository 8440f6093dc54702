"""When people were referred: which months have anything to count."""

from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.models.referral import Referral
from desktop.models.session import RecordSession


@needs(Permission.COUNT)
def months_with_referrals(session: RecordSession, *, actor: Actor) -> tuple[date, ...]:
    """Give the first day of every month in which a referral was received, oldest first; none when empty."""
    del actor
    days = session.scalars(select(Referral.received_on).where(Referral.archived_at.is_(None)).distinct())
    return tuple(sorted({day.replace(day=1) for day in days}))

"""Who may sign in, and how a sign-in stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.actor import Role
from desktop.domain.ids import UserId

DAYS_FOR_A_ONE_TIME_PASSPHRASE = 7


class Standing(StrEnum):
    """Whether somebody can sign in."""

    ACTIVE = "active"
    INVITED = "invited"
    TOO_LATE = "too-late"
    OFF = "off"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person who may sign in, as the signed key file has them.

    ``one_time_until`` is the last day (UTC) of a one-time passphrase that they have not used yet.
    """

    user_id: UserId
    name: str
    roles: frozenset[Role]
    active: bool
    one_time_until: date | None = None

    def standing(self, today: date) -> Standing:
        """Say how the sign-in stands on a day."""
        if not self.active:
            return Standing.OFF
        if self.one_time_until is None:
            return Standing.ACTIVE
        return Standing.INVITED if today <= self.one_time_until else Standing.TOO_LATE

"""Who is acting, and in which roles."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import DeviceId, UserId


class Role(StrEnum):
    """What somebody does in the service; one person may hold several."""

    VOLUNTEER = "volunteer"
    SUPPORT_WORKER = "support-worker"
    TEAM_LEADER = "team-leader"
    SAFEGUARDING_LEAD = "safeguarding-lead"
    DEPUTY_LEAD = "deputy-lead"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    TRUSTEE = "trustee"


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person on whose behalf every question is asked and every change is made."""

    user_id: UserId
    device_id: DeviceId
    name: str
    roles: frozenset[Role]

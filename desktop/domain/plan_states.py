"""Where a goal or an action of a recovery plan stands, and who does an action."""

from enum import StrEnum


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    DROPPED = "dropped"


class ActionState(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionOwner(StrEnum):
    """Who does an action: the person themselves, a worker of the service, or another agency."""

    PERSON = "person"
    WORKER = "worker"
    AGENCY = "agency"

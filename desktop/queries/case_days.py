"""The days on which a case was opened and closed, and why it ended: read to be put right."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId
from desktop.domain.permissions import Permission, needs
from desktop.models.session import RecordSession
from desktop.queries.visible import require_case


@dataclass(frozen=True, slots=True)
class CaseDays:
    """When a case was opened and closed, and why it ended."""

    case_id: CaseId
    version: int
    reference: str
    opened_on: date
    closed_on: date | None
    ending_code: str | None


@needs(Permission.CLOSE_CASE)
def case_days(session: RecordSession, *, actor: Actor, case_id: CaseId) -> CaseDays:
    """Give the days of a case, to be put right.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
    """
    del actor
    case = require_case(session, case_id)
    return CaseDays(case_id, case.version, case.reference, case.opened_on, case.closed_on, case.ending_code)

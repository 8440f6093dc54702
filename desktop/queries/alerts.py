"""Alerts of a person: everybody who sees the person sees what to do; why is for readers of sealed text."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import AlertId, CaseId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.alert import Alert
from desktop.models.guarded import show_field
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_record


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert as a colleague meets it; ``case_id`` only where there is a case in sight."""

    alert_id: AlertId
    version: int
    case_id: CaseId | None
    kind_code: str
    what_to_do: str
    why: ShownWords
    raised_on: date
    raised_by: str
    review_on: date | None
    review_due: bool
    resolved_on: date | None
    resolved_by: str | None
    resolved_reason: ShownWords


@needs(Permission.SEE_PERSON)
def alerts_of_person(
    session: RecordSession, *, actor: Actor, person_id: PersonId, also_resolved: bool = False
) -> tuple[AlertLine, ...]:
    """List the alerts that hold, the newest first; on request those resolved too, after them.

    What to do is told even where the case is sealed: whoever may meet the person must know it.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    raiser, resolver = aliased(User), aliased(User)
    statement = (
        select(Alert, sees_record(session, Alert), raiser.name, resolver.name)
        .join(raiser, raiser.id == Alert.raised_by, isouter=True)
        .join(resolver, resolver.id == Alert.resolved_by, isouter=True)
        .where(Alert.person_id == person_id, Alert.archived_at.is_(None))
        .order_by(Alert.resolved_on.is_not(None), Alert.raised_on.desc(), Alert.id.desc())
    )
    if not also_resolved:
        statement = statement.where(Alert.resolved_on.is_(None))
    glass = person_id in over_whom_glass_is_broken(session)
    return tuple(
        _line(session, alert, (raised_by or "", resolved_by), in_sight=bool(in_sight), glass=glass)
        for alert, in_sight, raised_by, resolved_by in session.execute(statement)
    )


def _line(
    session: RecordSession, alert: Alert, names: tuple[str, str | None], *, in_sight: bool, glass: bool
) -> AlertLine:
    today = civil_date(session.now)
    due = alert.resolved_on is None and alert.review_on is not None and alert.review_on <= today

    def shown(field: str) -> ShownWords:
        return show_field(session, alert, field, glass=glass)

    return AlertLine(
        alert_id=AlertId(alert.id),
        version=alert.version,
        case_id=CaseId(alert.case_id) if alert.case_id and in_sight else None,
        kind_code=alert.kind_code,
        what_to_do=alert.what_to_do or "",
        why=shown("why"),
        raised_on=alert.raised_on,
        raised_by=names[0],
        review_on=alert.review_on,
        review_due=due,
        resolved_on=alert.resolved_on,
        resolved_by=names[1],
        resolved_reason=shown("resolved_reason"),
    )

"""What was said of alleged offenders: for readers of sealed text; nobody else learns that it is there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.models.guarded import show_field
from desktop.models.involved_person import AllegedOffender
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_record


@dataclass(frozen=True, slots=True)
class OffenderLine:
    """What was said of one alleged offender, when, and to whom."""

    alleged_offender_id: UUID
    version: int
    case_id: CaseId | None
    words: str
    told_on: date
    told_to: str


@needs(Permission.SEE_CASE_NOTES)
def alleged_offenders_of(
    session: RecordSession, *, actor: Actor, person_id: PersonId
) -> tuple[OffenderLine, ...]:
    """List what was said; empty for whoever does not read sealed text and has not broken the glass.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    glass = person_id in over_whom_glass_is_broken(session)
    if not (session.sealer.can_open or (glass and session.sealer.may_break_glass)):
        return ()
    statement = (
        select(AllegedOffender, User.name)
        .join(User, User.id == AllegedOffender.told_to)
        .where(
            AllegedOffender.person_id == person_id,
            AllegedOffender.archived_at.is_(None),
            sees_record(session, AllegedOffender),
        )
        .order_by(AllegedOffender.told_on, AllegedOffender.id)
    )
    return tuple(
        OffenderLine(
            alleged_offender_id=one.id,
            version=one.version,
            case_id=None if one.case_id is None else CaseId(one.case_id),
            words=show_field(session, one, "words", glass=glass).text,
            told_on=one.told_on,
            told_to=told_to,
        )
        for one, told_to in session.execute(statement)
    )

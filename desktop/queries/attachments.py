"""Files kept with a person: what they are called and what they are, never what is in them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.attachment_kinds import AttachmentKind
from desktop.domain.ids import AttachmentId, CaseId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.attachment import Attachment
from desktop.models.guarded import show_field
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_record


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One file; ``size`` in bytes."""

    attachment_id: AttachmentId
    version: int
    case_id: CaseId | None
    name: ShownWords
    kind: AttachmentKind
    size: int
    added_on: date
    added_by: str
    sealed: bool
    note: ShownWords


@needs(Permission.SEE_CASE_NOTES)
def attachments_of(
    session: RecordSession, *, actor: Actor, person_id: PersonId
) -> tuple[AttachmentLine, ...]:
    """List the files kept with a person, the newest first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    statement = (
        select(Attachment, User.name)
        .join(User, User.id == Attachment.added_by)
        .where(
            Attachment.person_id == person_id,
            Attachment.archived_at.is_(None),
            sees_record(session, Attachment),
        )
        .order_by(Attachment.added_on.desc(), Attachment.id.desc())
    )
    glass = person_id in over_whom_glass_is_broken(session)
    return tuple(
        AttachmentLine(
            attachment_id=AttachmentId(one.id),
            version=one.version,
            case_id=None if one.case_id is None else CaseId(one.case_id),
            name=show_field(session, one, "name", glass=glass),
            kind=AttachmentKind(one.kind),
            size=one.size,
            added_on=one.added_on,
            added_by=added_by,
            sealed=one.sealed,
            note=show_field(session, one, "note", glass=glass),
        )
        for one, added_by in session.execute(statement)
    )

"""Involved people of a person: who they are and what we may say; numbers stay hidden until asked for."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, InvolvedPersonId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safe_contact import Channel
from desktop.domain.sealed_text import ShownWords
from desktop.models.guarded import show_field
from desktop.models.involved_person import InvolvedPerson
from desktop.models.session import RecordSession
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_record

_WAYS = ((Channel.PHONE, "number"), (Channel.EMAIL, "email"), (Channel.LETTER, "address"))


@dataclass(frozen=True, slots=True)
class InvolvedLine:
    """One person around a case; ``ways`` names by which channels they can be reached."""

    involved_person_id: InvolvedPersonId
    version: int
    case_id: CaseId | None
    role_code: str
    name: ShownWords
    organisation: ShownWords
    what_we_may_say: ShownWords
    note: ShownWords
    ways: tuple[Channel, ...]
    never_speak_to: bool
    trusted_other: bool
    parental_responsibility: bool | None


@needs(Permission.SEE_CASE_NOTES)
def involved_people_of(
    session: RecordSession, *, actor: Actor, person_id: PersonId
) -> tuple[InvolvedLine, ...]:
    """List the people around a person: those never to speak to first, then whom the person trusts.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    statement = (
        select(InvolvedPerson)
        .where(
            InvolvedPerson.person_id == person_id,
            InvolvedPerson.archived_at.is_(None),
            sees_record(session, InvolvedPerson),
        )
        .order_by(
            InvolvedPerson.never_speak_to.desc(), InvolvedPerson.trusted_other.desc(), InvolvedPerson.id
        )
    )
    glass = person_id in over_whom_glass_is_broken(session)
    return tuple(
        InvolvedLine(
            involved_person_id=InvolvedPersonId(one.id),
            version=one.version,
            case_id=None if one.case_id is None else CaseId(one.case_id),
            role_code=one.role_code,
            name=show_field(session, one, "name", glass=glass),
            organisation=show_field(session, one, "organisation", glass=glass),
            what_we_may_say=show_field(session, one, "what_we_may_say", glass=glass),
            note=show_field(session, one, "note", glass=glass),
            ways=tuple(channel for channel, field in _WAYS if getattr(one, field)),
            never_speak_to=one.never_speak_to,
            trusted_other=one.trusted_other,
            parental_responsibility=one.parental_responsibility,
        )
        for one in session.scalars(statement)
    )

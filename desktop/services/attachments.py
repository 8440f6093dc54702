"""Attachments: files kept with a person, inside the encrypted records; known by their first bytes."""

from dataclasses import dataclass, field
from hashlib import sha256

from desktop.domain.actor import Actor
from desktop.domain.attachment_kinds import AttachmentKind, checked_kind, file_name
from desktop.domain.dates import civil_date
from desktop.domain.ids import AttachmentId, CaseId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.errors import NotAllowedError, RefusedError, StoreError
from desktop.models.attachment import Attachment, AttachmentBody
from desktop.models.base import new_id
from desktop.models.guarded import show_field, where_a_file_belongs
from desktop.models.session import RecordSession
from desktop.queries.visible import over_whom_glass_is_broken, reading
from desktop.services.access import Look, note_access
from desktop.services.case_records import add_record, is_sealed, record_to_change, write_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttachment:
    """A file as it was read, what it is called, and whether it is sealed for itself."""

    name: str
    content: bytes = field(repr=False)
    note: str | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentContent:
    """A file taken out: to be shown if its kind can be, else to be saved as a copy."""

    name: str
    kind: AttachmentKind
    content: bytes = field(repr=False)


@needs(Permission.ATTACH)
def add_attachment(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    attachment: NewAttachment,
) -> AttachmentId:
    """Keep a file with a person, sealed if asked or if its case is.

    Raises:
        BadInputError: the person is out of sight, the file is empty or too large, or its name lies about it.
    """
    name = file_name(attachment.name)
    kind = checked_kind(name, attachment.content)
    sealed = attachment.sealed or is_sealed(session, case_id=case_id)
    identity = new_id()
    body = attachment.content
    if sealed:
        place = where_a_file_belongs(identity)
        body = session.sealer.seal_bytes(attachment.content, context=place)
    values = {
        "id": identity,
        "kind": kind.value,
        "size": len(attachment.content),
        "digest": sha256(body).digest(),
        "sealed": sealed,
        "added_on": civil_date(session.now),
        "added_by": actor.user_id,
    }
    words = {"name": name, "note": attachment.note}
    add_record(
        session, Attachment, person_id=person_id, case_id=case_id, values=values, words=words, sealed=sealed
    )
    session.flush()
    session.add(AttachmentBody(id=identity, body=body))
    return AttachmentId(identity)


@needs(Permission.ATTACH)
def change_attachment(
    session: RecordSession,
    *,
    actor: Actor,
    attachment_id: AttachmentId,
    version: int,
    name: str,
    note: str | None,
) -> None:
    """Call a file something else, or note something else about it; the file itself never changes.

    Raises:
        BadInputError: it is out of sight, or the name cannot be used.
        NotAllowedError: its words are sealed, and whoever changes them does not read sealed text.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, Attachment, record_id=attachment_id, version=version)
    shown = reading(session)
    if shown(record, "name").withheld or shown(record, "note").withheld:
        what = "You may not read what you would write over."
        raise NotAllowedError(what, "Ask somebody who reads sealed text to change it.")
    write_words(session, record, words={"name": file_name(name), "note": note}, sealed=record.sealed)


@needs(Permission.ATTACH)
def archive_attachment(
    session: RecordSession, *, actor: Actor, attachment_id: AttachmentId, version: int
) -> None:
    """Put a file away; it is kept, and can be told from its history.

    Raises:
        BadInputError: it is out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, Attachment, record_id=attachment_id, version=version)
    record.archived_at = session.now


@needs(Permission.SEE_CASE_NOTES)
def take_attachment(
    session: RecordSession, *, actor: Actor, attachment_id: AttachmentId, look: Look = Look.LOOKED
) -> AttachmentContent:
    """Give a file to be shown, or saved as a copy (``Look.EXPORTED``), and note who took it.

    Raises:
        BadInputError: it is out of sight.
        NotAllowedError: it is sealed, and whoever asks does not read sealed text.
        RefusedError: it was erased.
        StoreError: it is not the file that was kept.
    """
    record = record_to_change(session, Attachment, record_id=attachment_id, version=None)
    kept = session.get(AttachmentBody, attachment_id)
    body = None if kept is None else kept.body
    if body is None:
        what = "This file was erased."
        raise RefusedError(what)
    if sha256(body).digest() != record.digest:
        what = "This file is not the one that was kept."
        raise StoreError(what, "Do not use it; bring it back from the last good backup.")
    glass = record.person_id in over_whom_glass_is_broken(session)
    if record.sealed:
        place = where_a_file_belongs(record.id)
        body = session.sealer.open_bytes(body, context=place, glass=glass)
    note_access(session, actor=actor, look=look, kind="attachment", record_id=record.id)
    name = show_field(session, record, "name", glass=glass).text or "File"
    return AttachmentContent(name, AttachmentKind(record.kind), body)

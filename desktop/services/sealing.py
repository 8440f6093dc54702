"""Sealing a whole case: from then on only those who read sealed text read a word of it, key by key."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import or_, select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import Sealed
from desktop.errors import NotAllowedError, RefusedError
from desktop.models.assignment import Assignment
from desktop.models.attachment import Attachment, AttachmentBody
from desktop.models.base import Record
from desktop.models.case import Case
from desktop.models.contact import Contact
from desktop.models.guarded import guarded_fields, is_always_sealed, show_words, where_a_file_belongs
from desktop.models.referral import Referral
from desktop.models.registry import OF_A_CASE
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.services.case_records import case_to_change, seal_words

_ONE_DAY = timedelta(days=1)


@needs(Permission.SEAL_CASE)
def seal_case(session: RecordSession, *, actor: Actor, case_id: CaseId, version: int) -> None:
    """Seal every word of a case, of its referral as received and of its files, in the records and in history.

    What was said about it in supervision is sealed with it.

    Whoever does not read sealed text loses sight of the case with this, the person who does it included.
    Volunteers' part in it ends. Codes, days and the names of organisations stay as they are.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
        StaleVersionError: somebody changed it since.
        RefusedError: it is sealed already.
    """
    del actor
    case = case_to_change(session, case_id=case_id, version=version)
    if case.sealed_on is not None:
        what = f"Case {case.reference} is sealed already."
        raise RefusedError(what, "There is nothing left to seal.")
    case.sealed_on = civil_date(session.now)
    for record in _records_of(session, case):
        seal_words(session, record)
        if isinstance(record, Attachment):
            _seal_file(session, record)
    _end_assignments(session, case)


@needs(Permission.UNSEAL_CASE)
def unseal_case(session: RecordSession, *, actor: Actor, case_id: CaseId, version: int) -> None:
    """Open a sealed case again to everybody who works with cases.

    What is sealed for itself stays so: concerns, restricted notes, why of alerts, words about alleged
    offenders; and files, because nobody can tell any more which were sealed for themselves.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
        StaleVersionError: somebody changed it since.
        RefusedError: it is not sealed.
        NotAllowedError: this sign-in does not hold the key.
    """
    del actor
    case = case_to_change(session, case_id=case_id, version=version)
    if case.sealed_on is None:
        what = f"Case {case.reference} is not sealed."
        raise RefusedError(what, "There is nothing to unseal.")
    if not session.sealer.can_open:
        what = "Your sign-in does not hold the key of sealed text."
        raise NotAllowedError(what, "Ask a manager to give it its keys anew.")
    case.sealed_on = None
    for record in _records_of(session, case):
        for field in guarded_fields(type(record)):
            words = getattr(record, field)
            if isinstance(words, Sealed) and not is_always_sealed(record, field):
                shown = show_words(session, record.__tablename__, record.id, field, words)
                setattr(record, field, shown.text)


def _records_of(session: RecordSession, case: Case) -> Iterator[Record]:
    """Give everything that holds words of a case, put away or not; no kind can be forgotten."""
    early = select(Contact).where(
        Contact.referral_id == case.referral_id,
        Contact.referral_id.is_not(None),
        or_(Contact.case_id.is_(None), Contact.case_id == case.id),
    )
    for contact in session.scalars(early).all():
        contact.case_id = case.id
    for model in OF_A_CASE:
        yield from session.scalars(select(model).where(model.case_id == case.id)).all()
    for beside in (Reminder, SupervisionNote):
        yield from session.scalars(select(beside).where(beside.case_id == case.id)).all()
    if case.referral_id is not None:
        yield session.get_one(Referral, case.referral_id)


def _seal_file(session: RecordSession, attachment: Attachment) -> None:
    """Seal the body of a file; its digest is then that of what is kept."""
    body = session.get(AttachmentBody, attachment.id)
    if attachment.sealed or body is None or body.body is None:
        return
    sealed = session.sealer.seal_bytes(body.body, context=where_a_file_belongs(attachment.id))
    session.replace_body(attachment.id, sealed)
    attachment.digest = hashlib.sha256(sealed).digest()
    attachment.sealed = True


def _end_assignments(session: RecordSession, case: Case) -> None:
    yesterday = civil_date(session.now) - _ONE_DAY
    given = select(Assignment).where(Assignment.case_id == case.id, Assignment.archived_at.is_(None))
    for assignment in session.scalars(given):
        if assignment.until_on is None or assignment.until_on > yesterday:
            assignment.until_on = yesterday

"""Steps that every deed on a record of a case shares: who may see it, which version, words kept or sealed."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.actor import Role
from desktop.domain.case_course import CaseCourse, check_open
from desktop.domain.ids import CaseId, FundingStreamId, PersonId, UserId
from desktop.domain.permissions import PERMISSIONS, Permission
from desktop.domain.sealed_text import from_stored
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.models.base import CaseRecord, Record
from desktop.models.case import Case, FundingStream
from desktop.models.change import Change
from desktop.models.code import CodeListRow, CodeRow
from desktop.models.guarded import guarded_fields, keep_words
from desktop.models.lock_out import LockOut
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import require_case, require_person, sees_record

LONGEST_WORDS = 50_000
"""Letters in one field: some twenty pages; more belongs into an attachment."""

_CODE, _BELOW = CodeRow.__table__.c, CodeRow.__table__.alias().c
_TO_CHOOSE = select(_CODE.list_key, _CODE.code).where(
    _CODE.list_key.in_(bindparam("lists", expanding=True)),
    _CODE.code.in_(bindparam("codes", expanding=True)),
    or_(_CODE.starts_on.is_(None), _CODE.starts_on <= bindparam("day")),
    or_(_CODE.ends_on.is_(None), _CODE.ends_on >= bindparam("day")),
    ~select(_BELOW.id).where(_BELOW.list_key == _CODE.list_key, _BELOW.parent == _CODE.code).exists(),
)
"""The codes of some lists that may be chosen on a day: in force, and no mere headings. Made once: it is asked
at every saving."""

T = TypeVar("T", bound=CaseRecord)


def add_record(
    session: RecordSession,
    model: type[T],
    *,
    person_id: PersonId,
    case_id: CaseId | None = None,
    values: Mapping[str, object],
    words: Mapping[str, str | None] | None = None,
    sealed: bool = False,
) -> T:
    """Add a record about a person whom the actor sees; its words are sealed if asked or if its case is.

    ``case_id`` must be a case of that person. A worker may write into a case that they may not read.

    Raises:
        BadInputError: there is no such person or case, the case is another person's, or a text is too long.
    """
    require_person(session, person_id)
    if case_id is not None and session.scalar(select(Case.person_id).where(Case.id == case_id)) != person_id:
        what = "This case is not in these records."
        raise BadInputError(what, "Find it again.")
    record = model(person_id=person_id, case_id=case_id, **values)
    write_words(session, record, words=words or {}, sealed=sealed)
    session.add(record)
    return record


def record_to_change(session: RecordSession, model: type[T], *, record_id: UUID, version: int | None) -> T:
    """Give a record that the actor sees, at the version that the screen showed.

    ``version`` None is for steps that only add to what is there.

    Raises:
        BadInputError: there is no such record, or it is out of sight.
        StaleVersionError: somebody changed it since.
    """
    record = session.scalar(
        select(model).where(model.id == record_id, model.archived_at.is_(None), sees_record(session, model))
    )
    if record is None:
        what = "This entry is not in these records."
        raise BadInputError(what, "Look at the person's page again.")
    at_version(record, version=version)
    return record


def at_version(record: Record, *, version: int | None) -> None:
    """Stop if somebody changed a record since the screen showed it.

    Raises:
        StaleVersionError: its version is another one.
    """
    if version is not None and record.version != version:
        what = "Somebody changed this meanwhile."
        raise StaleVersionError(what, "Here is the newer text; yours is kept beside it.")


def write_words(
    session: RecordSession, record: CaseRecord, *, words: Mapping[str, str | None], sealed: bool = False
) -> None:
    """Put words into fields of a record, sealed if asked or if its case is.

    Raises:
        BadInputError: a text is too long.
    """
    must_seal = sealed or is_sealed(session, case_id=record.case_id)
    for field, text in words.items():
        keep_words(session, record, field, tidy_words(text), sealed=must_seal)


def tidy_words(text: str | None) -> str | None:
    """Take away what nobody typed on purpose: other systems' line ends, control signs, blank ends.

    Raises:
        BadInputError: it is longer than a field holds.
    """
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(sign for sign in lines if sign in "\n\t" or sign.isprintable()).strip()
    if len(clean) > LONGEST_WORDS:
        what = f"This text has {len(clean):,} letters; a field holds {LONGEST_WORDS:,}."
        raise BadInputError(what, "Shorten it, or keep it as an attachment.")
    return clean or None


def check_code(session: RecordSession, *, list_key: str, code: str | None, on: date) -> None:
    """Stop unless a code can be recorded for that day: known, in force, and no mere heading; None is fine.

    Raises:
        BadInputError: the list has no such code to choose.
    """
    if code is None:
        return
    below = aliased(CodeRow)
    heading = select(below.id).where(below.list_key == list_key, below.parent == code)
    known = select(CodeRow.id).where(
        CodeRow.list_key == list_key,
        CodeRow.code == code,
        or_(CodeRow.starts_on.is_(None), CodeRow.starts_on <= on),
        or_(CodeRow.ends_on.is_(None), CodeRow.ends_on >= on),
        ~heading.exists(),
    )
    if session.scalar(known) is None:
        title = session.scalar(select(CodeListRow.title).where(CodeListRow.key == list_key)) or list_key
        what = f"The list “{title}” has no “{code[:40]}” to choose on that day."
        raise BadInputError(what, "Choose another answer.")


def check_codes(
    session: RecordSession, *, list_key: str, codes: Iterable[str] | None, on: date
) -> frozenset[str] | None:
    """Give back codes that can all be recorded for that day; None stays "not known".

    Raises:
        BadInputError: the list has not every one of them to choose.
    """
    if codes is None:
        return None
    chosen = frozenset(codes)
    for code in sorted(chosen):
        check_code(session, list_key=list_key, code=code, on=on)
    return chosen


def check_choices(session: RecordSession, *, wanted: Mapping[str, Collection[str]], on: date) -> None:
    """Check the codes chosen from several lists, held by list, all in one question; see ``check_code``.

    Raises:
        BadInputError: a list does not have one of them to choose.
    """
    codes_wanted = sorted({code for codes in wanted.values() for code in codes})
    if not codes_wanted:
        return
    said = {"lists": sorted(wanted), "codes": codes_wanted, "day": on}
    known = {(row.list_key, row.code) for row in session.execute(_TO_CHOOSE, said)}
    for key, codes in wanted.items():
        for code in sorted(codes):
            if (key, code) not in known:
                check_code(session, list_key=key, code=code, on=on)


def seal_words(session: RecordSession, record: Record) -> None:
    """Seal whatever words of a record stand in clear, and take out of its history whatever stood there."""
    held = {field: getattr(record, field) for field in guarded_fields(type(record))}
    clear = {field for field, words in held.items() if isinstance(words, str) and words}
    gone = _once_in_clear(session, record, held.keys() - clear)
    if not clear | gone:
        return
    session.erase(record, sorted(clear | gone))
    for field in clear:
        keep_words(session, record, field, held[field], sealed=True)
    for field in gone:
        setattr(record, field, held[field])


def _once_in_clear(session: RecordSession, record: Record, fields: Collection[str]) -> set[str]:
    """Name the fields of which earlier words stand in clear in the history, emptied or sealed since."""
    rows = session.scalars(
        select(Change.fields).where(Change.record_id == record.id, Change.fields.is_not(None))
    )
    said = [json.loads(row or "{}") for row in rows]
    return {field for field in fields if any(_tells(one, field) for one in said)}


def _tells(said: Mapping[str, Any], field: str) -> bool:
    """Say whether a row of history, or a row that an erasure restated in it, holds a field in clear."""
    value = said.get(field)
    before_and_after = value if isinstance(value, list) else [value]
    if any(isinstance(one, str) and one and isinstance(from_stored(one), str) for one in before_and_after):
        return True
    return any(_tells(one, field) for one in said.get("restated", {}).values())


def require_colleague(session: RecordSession, *, user_id: UserId, may: Permission, person_id: UUID) -> User:
    """Give a colleague who can be given a person: they sign in, their role fits, they are not locked out.

    Raises:
        BadInputError: there is no such sign-in, or it was switched off.
        RefusedError: their role does not let them, or they are locked out of the person.
    """
    user = session.scalar(select(User).where(User.id == user_id, User.archived_at.is_(None)))
    if user is None or not user.active:
        what = "This colleague does not sign in any more."
        raise BadInputError(what, "Choose somebody else.")
    if not PERMISSIONS[may] & {Role(role) for role in user.roles}:
        what = f"{user.name}'s role does not let them {may.value}."
        raise RefusedError(what, "Choose somebody else.")
    locked = select(LockOut.id).where(
        LockOut.user_id == user_id,
        LockOut.person_id == person_id,
        LockOut.lifted_on.is_(None),
        LockOut.archived_at.is_(None),
    )
    if session.scalar(locked.limit(1)) is not None:
        what = f"{user.name} cannot be given this person."
        raise RefusedError(what, "Choose somebody else, or ask the safeguarding lead.")
    return user


def require_stream(session: RecordSession, stream_id: FundingStreamId | None) -> None:
    """Say that funding is not in these records, if it is not; no funding at all is fine.

    Raises:
        BadInputError: it is not there, or was put away.
    """
    if stream_id is None:
        return
    known = select(FundingStream.id).where(FundingStream.id == stream_id, FundingStream.archived_at.is_(None))
    if session.scalar(known) is None:
        what = "This funding is not in these records."
        raise BadInputError(what, "Choose it again.")


def is_sealed(session: RecordSession, *, case_id: UUID | None) -> bool:
    """Say whether a whole case is sealed."""
    if case_id is None:
        return False
    with session.no_autoflush:  # a record that is being changed goes up by one version, not by two
        case = session.get(Case, case_id)
    return case is not None and case.sealed_on is not None


def case_to_change(session: RecordSession, *, case_id: CaseId, version: int | None) -> Case:
    """Give a case that the actor sees, at the version that the screen showed.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
        StaleVersionError: somebody changed it since.
    """
    case = require_case(session, case_id)
    at_version(case, version=version)
    return case


def require_open_case(session: RecordSession, *, case_id: CaseId) -> Case:
    """Give a case that the actor sees and in which work may go on.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
        RefusedError: it is closed.
    """
    case = require_case(session, case_id)
    check_open(CaseCourse(reference=case.reference, opened_on=case.opened_on, closed_on=case.closed_on))
    return case

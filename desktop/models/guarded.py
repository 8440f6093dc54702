"""Writing and showing the words of a record, in clear or sealed, always where they belong."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from desktop.domain.permissions import Permission, may
from desktop.domain.sealed_text import NOTHING, WITHHELD, Guarded, Sealed, ShownWords
from desktop.models.base import Record
from desktop.models.session import RecordSession
from desktop.models.types import GuardedText


def where_it_belongs(kind: str, record_id: UUID, field: str) -> bytes:
    """Name the one place where a sealed text opens: kind, identity and field of its record."""
    return f"{kind}:{record_id.hex}:{field}".encode()


def where_a_file_belongs(attachment_id: UUID) -> bytes:
    """Name the one place where the sealed body of an attachment opens."""
    return where_it_belongs("attachment", attachment_id, "body")


def guarded_fields(model: type[Record]) -> tuple[str, ...]:
    """Name the columns of a kind of record that hold words."""
    return tuple(c.name for c in model.__table__.columns if isinstance(c.type, GuardedText))


_ALWAYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "alert": frozenset({"why", "resolved_reason"}),
        "alleged_offender": frozenset({"words"}),
        "lock_out": frozenset({"reason"}),
    }
)
_ALWAYS_WHOLE = frozenset({"concern", "concern_call", "concern_decision", "concern_addition"})
_SAYS_SO = ("restricted", "sealed")
"""Columns by which a record says that its own words are sealed, whatever the case is."""


def is_always_sealed(record: Record, field: str) -> bool:
    """Say whether words of a record are sealed whatever its case is: nobody can forget to seal them."""
    kind = record.__tablename__
    if kind in _ALWAYS_WHOLE or field in _ALWAYS.get(kind, ()):
        return True
    return any(getattr(record, column, False) is True for column in _SAYS_SO)


def keep_words(session: RecordSession, record: Record, field: str, text: str | None, *, sealed: bool) -> None:
    """Put words into a field of a record, sealed where they must be; no words empty it."""
    if not text:
        setattr(record, field, None)
    elif sealed or is_always_sealed(record, field):
        place = where_it_belongs(record.__tablename__, record.id, field)
        setattr(record, field, Sealed(session.sealer.seal(text, context=place)))
    else:
        setattr(record, field, text)


def show_words(
    session: RecordSession,
    kind: str,
    record_id: UUID,
    field: str,
    words: Guarded | None,
    *,
    glass: bool = False,
) -> ShownWords:
    """Show the words of a field to whoever is signed in, or say that they are withheld.

    ``glass`` says that this person broke the glass over the record.

    Raises:
        StoreError: sealed words were changed, or put where they do not belong.
    """
    if not words:
        return NOTHING
    if isinstance(words, str):
        return ShownWords(words)
    sealer = session.sealer
    reads = sealer.can_open and may(session.actor, Permission.READ_SEALED)
    if not (reads or (glass and sealer.may_break_glass)):
        return WITHHELD
    place = where_it_belongs(kind, record_id, field)
    return ShownWords(sealer.open(words.body, context=place, glass=glass), sealed=True)


def show_field(session: RecordSession, record: Record, field: str, *, glass: bool = False) -> ShownWords:
    """Show the words of a field of a record that was read, or say that they are withheld.

    Raises:
        StoreError: sealed words were changed, or put where they do not belong.
    """
    return show_words(session, record.__tablename__, record.id, field, getattr(record, field), glass=glass)

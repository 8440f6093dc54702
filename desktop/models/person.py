"""A person: somebody the service helps or was asked to help, one row however many cases."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Code, Line, Record, Reference, Words, link, one_of
from desktop.models.types import CodeSet


class Person(Record):
    """Somebody, perhaps nameless, with the answers they chose to give.

    In a coded answer NULL means "not asked"; "prefer not to say" and "not stated" are codes.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("uq_person_reference", "reference", unique=True),
        Index(
            "ix_person_put_away",
            "archived_at",
            sqlite_where=text("archived_at IS NOT NULL"),
            postgresql_where=text("archived_at IS NOT NULL"),
        ),
        one_of("born_precision", "day", "month", "year", "about"),
    )

    reference: Mapped[Reference]
    forename: Mapped[Line | None]
    surname: Mapped[Line | None]
    known_as: Mapped[Line | None]
    born_on: Mapped[date | None]
    born_precision: Mapped[Code | None]
    age_stated: Mapped[int | None]
    age_stated_on: Mapped[date | None]
    died_on: Mapped[date | None]
    postcode: Mapped[str | None] = mapped_column(String(16))
    local_authority_code: Mapped[Code | None]
    no_fixed_abode: Mapped[bool | None]
    language_code: Mapped[Code | None]
    sex_code: Mapped[Code | None]
    gender_code: Mapped[Code | None]
    gender_words: Mapped[Line | None]
    gender_same_code: Mapped[Code | None]
    ethnicity_code: Mapped[Code | None]
    orientation_code: Mapped[Code | None]
    religion_code: Mapped[Code | None]
    disability_code: Mapped[Code | None]
    day_to_day_code: Mapped[Code | None]
    impairment_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    pronouns: Mapped[Line | None]
    interpreter: Mapped[Line | None]
    communication: Mapped[Line | None]
    preferred_channel_code: Mapped[Code | None]
    preferred_time: Mapped[Line | None]
    preferred_worker_gender_code: Mapped[Code | None]
    asked_to_stay_anonymous: Mapped[bool | None]
    no_contact_since: Mapped[date | None]
    """The day they asked not to be contacted."""
    import_id: Mapped[UUID | None] = link("import_batch")


class ContactPoint(Record):
    """One way to reach a person, with what they said is safe about it."""

    __tablename__ = "contact_point"
    __table_args__ = (
        one_of("state", "safe", "unsafe", "given_by_referrer", "unknown"),
        Index("ix_contact_point_digits", "digits"),
    )

    person_id: Mapped[UUID] = link("person")
    channel: Mapped[Code]
    value: Mapped[Words | None]
    """The number or address; empty once it was erased."""
    digits: Mapped[str | None] = mapped_column(String(20))
    """A telephone number's national digits without the leading zero, for finding it again."""
    state: Mapped[Code]
    days_and_hours: Mapped[Line | None]
    confirm_again_since: Mapped[date | None]
    """The day a marking of a case, or a change, made what was confirmed before doubtful."""
    referrer_asked_on: Mapped[date | None]
    """The day whoever referred them said that this may be rung; in a sensitive matter nobody rings before."""
    voicemail_allowed: Mapped[bool | None]
    voicemail_words: Mapped[Line | None]
    who_else_sees: Mapped[Line | None]
    withhold_number: Mapped[bool | None]
    plain_envelope: Mapped[bool | None]
    code_word: Mapped[Line | None]
    our_word: Mapped[Line | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(Uuid)
    expires_on: Mapped[date | None]
    note: Mapped[Words | None]
    import_id: Mapped[UUID | None] = link("import_batch")

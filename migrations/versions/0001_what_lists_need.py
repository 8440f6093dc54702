"""The first shape: what lists need."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_MOMENT = sa.DateTime(timezone=True)


def _table(metadata: sa.MetaData, name: str, *parts: Any) -> None:
    sa.Table(name, metadata, *parts)


def _record(metadata: sa.MetaData, name: str, *parts: Any) -> None:
    """Every record has an identity, a version, and a moment when it was archived."""
    _table(
        metadata,
        name,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", _MOMENT),
        *parts,
    )


def _link(name: str, target: str, *, nullable: bool = True) -> Any:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{target}.id"), nullable=nullable, index=True)


def _service(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "service",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("commissioner", sa.String(255)),
        sa.Column("year_start_month", sa.Integer(), nullable=False),
    )
    _record(
        metadata,
        "device",
        sa.Column("letter", sa.String(2), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.UniqueConstraint("letter"),
    )
    _record(
        metadata,
        "user_account",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("name"),
    )


def _code_lists(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "code_list",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.UniqueConstraint("key"),
    )
    _record(
        metadata,
        "code",
        sa.Column("list_key", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("label", sa.String(255), nullable=False),
        sa.Column("parent", sa.String(64)),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("synonyms", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('answer', 'not_stated', 'prefer_not_to_say', 'not_asked', 'not_known')",
            name="kind_known",
        ),
        sa.UniqueConstraint("list_key", "code"),
    )
    _record(
        metadata,
        "crosswalk",
        sa.Column("list_key", sa.String(64), nullable=False),
        sa.Column("scheme", sa.String(64), nullable=False),
        sa.Column("scheme_title", sa.String(255), nullable=False),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("label", sa.String(255), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.UniqueConstraint("list_key", "scheme", "place", "starts_on"),
    )


def _imports(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "import_batch",
        sa.Column("brought_in_at", _MOMENT, nullable=False),
        _link("user_id", "user_account", nullable=False),
        sa.Column("source", sa.String(255), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("rows_are", sa.String(16), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("rows_taken", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.Column("rows_duplicate", sa.Integer(), nullable=False),
        sa.Column("undone_at", _MOMENT),
        sa.CheckConstraint("rows_are IN ('history', 'open')", name="rows_are_known"),
        sa.Index("ix_import_batch_fingerprint", "fingerprint"),
    )
    _record(
        metadata,
        "column_match",
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.UniqueConstraint("signature"),
    )


def _people(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "person",
        sa.Column("reference", sa.String(32), nullable=False),
        sa.Column("forename", sa.String(255)),
        sa.Column("surname", sa.String(255)),
        sa.Column("known_as", sa.String(255)),
        sa.Column("born_on", sa.Date()),
        sa.Column("born_precision", sa.String(64)),
        sa.Column("age_stated", sa.Integer()),
        sa.Column("age_stated_on", sa.Date()),
        sa.Column("died_on", sa.Date()),
        sa.Column("postcode", sa.String(16)),
        sa.Column("local_authority_code", sa.String(64)),
        sa.Column("no_fixed_abode", sa.Boolean()),
        sa.Column("language_code", sa.String(64)),
        sa.Column("sex_code", sa.String(64)),
        sa.Column("gender_code", sa.String(64)),
        sa.Column("gender_words", sa.String(255)),
        sa.Column("gender_same_code", sa.String(64)),
        sa.Column("ethnicity_code", sa.String(64)),
        sa.Column("orientation_code", sa.String(64)),
        sa.Column("religion_code", sa.String(64)),
        sa.Column("disability_code", sa.String(64)),
        sa.Column("day_to_day_code", sa.String(64)),
        sa.Column("impairment_codes", sa.String()),
        _link("import_id", "import_batch"),
        sa.CheckConstraint(
            "born_precision IN ('day', 'month', 'year', 'about')", name="born_precision_known"
        ),
        sa.Index("uq_person_reference", "reference", unique=True),
    )


def _contact_points(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "contact_point",
        _link("person_id", "person", nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("digits", sa.String(20)),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("days_and_hours", sa.String(255)),
        sa.Column("voicemail_allowed", sa.Boolean()),
        sa.Column("voicemail_words", sa.String(255)),
        sa.Column("who_else_sees", sa.String(255)),
        sa.Column("withhold_number", sa.Boolean()),
        sa.Column("plain_envelope", sa.Boolean()),
        sa.Column("code_word", sa.String(255)),
        sa.Column("our_word", sa.String(255)),
        sa.Column("confirmed_on", sa.Date()),
        sa.Column("confirmed_by", sa.Uuid()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("note", sa.Text()),
        _link("import_id", "import_batch"),
        sa.CheckConstraint("state IN ('safe', 'unsafe', 'given_by_referrer', 'unknown')", name="state_known"),
        sa.Index("ix_contact_point_digits", "digits"),
    )


def _referrals(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "incident",
        sa.Column("happened_on", sa.Date()),
        sa.Column("happened_precision", sa.String(64)),
        sa.Column("place", sa.String(255)),
        sa.Column("local_authority_code", sa.String(64)),
        sa.Column("crime_number", sa.String(255)),
        sa.Column("crime_code", sa.String(64)),
        sa.Column("reported_code", sa.String(64)),
        sa.Column("hate_strands", sa.String()),
        _link("import_id", "import_batch"),
        sa.CheckConstraint(
            "happened_precision IN ('day', 'month', 'year', 'about')", name="happened_precision_known"
        ),
    )
    _record(
        metadata,
        "referral",
        sa.Column("reference", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        _link("person_id", "person"),
        _link("incident_id", "incident"),
        sa.Column("source_code", sa.String(64)),
        sa.Column("source_words", sa.String(255)),
        sa.Column("external_source", sa.String(255)),
        sa.Column("external_reference", sa.String(255)),
        sa.Column("as_received", sa.Text()),
        sa.Column("kept_apart", sa.Text()),
        sa.Column("asked_to_stay_anonymous", sa.Boolean()),
        sa.Column("reason_not_case_code", sa.String(64)),
        _link("import_id", "import_batch"),
        sa.Index("ix_referral_external_reference", "external_reference"),
        sa.Index("ix_referral_received_on", "received_on"),
        sa.Index(
            "uq_referral_external",
            "external_source",
            "external_reference",
            unique=True,
            sqlite_where=sa.text("archived_at IS NULL"),
            postgresql_where=sa.text("archived_at IS NULL"),
        ),
        sa.Index("uq_referral_reference", "reference", unique=True),
    )


def _cases(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "funding_stream",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("funder", sa.String(255)),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.UniqueConstraint("name"),
    )
    _record(
        metadata,
        "support_case",
        sa.Column("reference", sa.String(32), nullable=False),
        _link("person_id", "person", nullable=False),
        _link("referral_id", "referral"),
        _link("funding_stream_id", "funding_stream"),
        _link("worker_id", "user_account"),
        sa.Column("main_crime_code", sa.String(64)),
        sa.Column("also_involves", sa.String()),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("ending_code", sa.String(64)),
        sa.Column("from_history", sa.Boolean(), nullable=False),
        _link("import_id", "import_batch"),
        sa.Index("uq_support_case_reference", "reference", unique=True),
    )
    _record(
        metadata,
        "case_incident",
        _link("case_id", "support_case", nullable=False),
        _link("incident_id", "incident", nullable=False),
        _link("import_id", "import_batch"),
        sa.UniqueConstraint("case_id", "incident_id"),
    )


def _releases(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "release",
        sa.Column("made_at", _MOMENT, nullable=False),
        _link("user_id", "user_account", nullable=False),
        sa.Column("definition_id", sa.String(64), nullable=False),
        sa.Column("definition_version", sa.String(64), nullable=False),
        sa.Column("period_id", sa.String(64), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("profile", sa.String(64), nullable=False),
        sa.Column("recipient", sa.String(255)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint("profile IN ('exact', 'controlled', 'publish', 'strict')", name="profile_known"),
    )
    _record(
        metadata,
        "released_cell",
        _link("release_id", "release", nullable=False),
        sa.Column("table_id", sa.String(64), nullable=False),
        sa.Column("row_code", sa.String(64), nullable=False),
        sa.Column("column_code", sa.String(64), nullable=False),
        sa.Column("value", sa.Integer()),
        sa.Column("shown", sa.String(255), nullable=False),
        sa.Column("status", sa.String(64), nullable=False),
    )


def _history(metadata: sa.MetaData) -> None:
    _table(
        metadata,
        "change",
        sa.Column("device_id", sa.Uuid(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("operation", sa.String(8), nullable=False),
        sa.Column("schema", sa.String(8), nullable=False),
        sa.Column("fields", sa.Text()),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("fields_digest", sa.LargeBinary(), nullable=False),
        sa.Column("state_digest", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Index("ix_change_record_id", "record_id"),
    )
    _table(
        metadata,
        "access",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("record_id", sa.Uuid()),
        sa.Column("detail", sa.String(255)),
        sa.CheckConstraint(
            "what IN ('looked', 'revealed', 'printed', 'exported', 'counted')", name="what_known"
        ),
        sa.Index("ix_access_record_id", "record_id"),
        sa.Index("ix_access_user_id", "user_id"),
    )
    _table(
        metadata,
        "search_key",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(1), nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Index("ix_search_key_kind_key", "kind", "key", "person_id"),
        sa.Index("ix_search_key_owner_id", "owner_id"),
    )


def _shape() -> sa.MetaData:
    metadata = sa.MetaData(naming_convention=_NAMES)
    _service(metadata)
    _code_lists(metadata)
    _imports(metadata)
    _people(metadata)
    _contact_points(metadata)
    _referrals(metadata)
    _cases(metadata)
    _releases(metadata)
    _history(metadata)
    return metadata


def upgrade() -> None:
    _shape().create_all(op.get_bind())


def downgrade() -> None:
    _shape().drop_all(op.get_bind())

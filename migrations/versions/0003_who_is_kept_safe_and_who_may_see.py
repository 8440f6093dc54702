"""Concerns, alerts, signposting, endings, files and reminders; who may see a case; what tables gain."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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
_THERE_BEFORE = ("person", "support_case", "user_account", "organisation", "consent")


def _added() -> tuple[tuple[str, tuple[sa.Column[Any], ...]], ...]:
    """Name the columns that tables of the first shape gain; all may be empty."""
    return (
        (
            "person",
            (
                sa.Column("pronouns", sa.String(255)),
                sa.Column("interpreter", sa.String(255)),
                sa.Column("communication", sa.String(255)),
                sa.Column("preferred_channel_code", sa.String(64)),
                sa.Column("preferred_time", sa.String(255)),
                sa.Column("preferred_worker_gender_code", sa.String(64)),
                sa.Column("asked_to_stay_anonymous", sa.Boolean()),
                sa.Column("no_contact_since", sa.Date()),
            ),
        ),
        (
            "consent",
            (
                sa.Column("given_by_words", sa.Text()),
                sa.Column("capacity_code", sa.String(64)),
                sa.Column("capacity_reason", sa.Text()),
            ),
        ),
        ("plan", (sa.Column("reviewed_on", sa.Date()),)),
        (
            "contact_point",
            tuple(sa.Column(n, sa.Date()) for n in ("confirm_again_since", "referrer_asked_on")),
        ),
        (
            "referral",
            (
                sa.Column("offered_on", sa.Date()),
                sa.Column("answered_on", sa.Date()),
                sa.Column("accepted", sa.Boolean()),
            ),
        ),
        (
            "support_case",
            (
                sa.Column("victim_kind_code", sa.String(64)),
                sa.Column("enhanced_codes", sa.String()),
                sa.Column("repeat_victim", sa.Boolean()),
                sa.Column("controlling_since", sa.Date()),
                sa.Column("sealed_on", sa.Date()),
            ),
        ),
    )


def _record(metadata: sa.MetaData, name: str, *parts: Any) -> None:
    """Every record has an identity, a version, and a moment when it was archived."""
    sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", _MOMENT),
        *parts,
    )


def _of_a_case(metadata: sa.MetaData, name: str, *parts: Any) -> None:
    """Lay out a record about one person, perhaps within one case."""
    links = (_link("person_id", "person", nullable=False), _link("case_id", "support_case"))
    _record(metadata, name, *links, *parts)


def _link(name: str, target: str, *, nullable: bool = True) -> Any:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{target}.id"), nullable=nullable, index=True)


def _words(name: str) -> Any:
    return sa.Column(name, sa.Text())


def _concerns(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "concern",
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("category_codes", sa.String()),
        _link("raised_by", "user_account", nullable=False),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.Column("happened_on", sa.Date()),
        sa.Column("said_on", sa.Date()),
        _words("narrative"),
        _words("exact_words"),
        _words("where_and_who"),
        sa.Column("basis_codes", sa.String()),
        sa.Column("immediate_danger", sa.Boolean(), nullable=False),
        sa.Column("emergency_called", sa.Boolean()),
        sa.Column("wishes_asked", sa.String(64), nullable=False),
        _words("wishes"),
        sa.Column("capacity_code", sa.String(64)),
        sa.Column("consent_to_share", sa.String(64), nullable=False),
        _words("override_reason"),
        sa.Column("children_in_household", sa.Boolean()),
        _link("owner_id", "user_account"),
        sa.Column("review_on", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        _link("signed_off_by", "user_account"),
        sa.Column("signed_off_at", _MOMENT),
        sa.CheckConstraint("about IN ('adult', 'child')", name="about_known"),
        sa.CheckConstraint("consent_to_share IN ('yes', 'no', 'not_asked')", name="consent_to_share_known"),
        sa.CheckConstraint("wishes_asked IN ('yes', 'no', 'not_possible')", name="wishes_asked_known"),
        sa.Index("ix_concern_closed_on", "closed_on"),
    )


def _what_follows_a_concern(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "concern_call",
        _link("concern_id", "concern", nullable=False),
        sa.Column("told", sa.String(64), nullable=False),
        sa.Column("told_at", _MOMENT, nullable=False),
        _link("told_by", "user_account", nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        _words("whom"),
        _words("said"),
        sa.CheckConstraint(
            "told IN ('lead', 'deputy', 'out_of_hours', 'adult_care', 'childrens_care', 'police', 'other')",
            name="told_known",
        ),
    )
    _of_a_case(
        metadata,
        "concern_decision",
        _link("concern_id", "concern", nullable=False),
        sa.Column("decision_code", sa.String(64), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
        _link("decided_by", "user_account", nullable=False),
        _words("reasons"),
        _words("referred_to"),
        _words("their_reference"),
        sa.Column("sent_at", _MOMENT),
        _words("feedback"),
        sa.Column("feedback_at", _MOMENT),
    )
    _of_a_case(
        metadata,
        "concern_addition",
        _link("concern_id", "concern", nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
        _link("added_by", "user_account", nullable=False),
        _words("words"),
    )


def _alerts(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "alert",
        sa.Column("kind_code", sa.String(64), nullable=False),
        sa.Column("what_to_do", sa.Text()),
        _words("why"),
        sa.Column("raised_on", sa.Date(), nullable=False),
        _link("raised_by", "user_account", nullable=False),
        sa.Column("review_on", sa.Date()),
        sa.Column("resolved_on", sa.Date()),
        _link("resolved_by", "user_account"),
        _words("resolved_reason"),
    )


def _onward(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "onward_referral",
        sa.Column("kind", sa.String(64), nullable=False),
        _link("organisation_id", "organisation", nullable=False),
        sa.Column("need_code", sa.String(64)),
        _link("consent_id", "consent"),
        _link("made_by", "user_account", nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date()),
        _words("what_was_passed"),
        sa.Column("follow_up_on", sa.Date()),
        sa.Column("outcome_code", sa.String(64), nullable=False),
        sa.Column("outcome_on", sa.Date()),
        _words("outcome_words"),
        sa.Column("stopped_on", sa.Date()),
        sa.CheckConstraint("kind IN ('told', 'referred')", name="kind_known"),
    )


def _endings(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "ending",
        sa.Column("closed_on", sa.Date(), nullable=False),
        _link("closed_by", "user_account", nullable=False),
        sa.Column("reason_code", sa.String(64), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("agreed", sa.String(64), nullable=False),
        _words("their_words"),
        _words("words"),
        _words("open_concern_reason"),
        sa.Column("reopened_on", sa.Date()),
        _link("reopened_by", "user_account"),
        _words("reopened_reason"),
        sa.CheckConstraint("agreed IN ('yes', 'no', 'not_asked')", name="agreed_known"),
    )
    _record(
        metadata,
        "supervision_note",
        _link("worker_id", "user_account", nullable=False),
        _link("supervisor_id", "user_account", nullable=False),
        _link("case_id", "support_case"),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text()),
        sa.Column("agreed", sa.Text()),
        sa.Column("next_on", sa.Date()),
    )


def _kept_with_people(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "household_link",
        _link("other_id", "person", nullable=False),
        sa.Column("relation_code", sa.String(64), nullable=False),
        sa.Column("live_together", sa.Boolean()),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        _words("note"),
        sa.UniqueConstraint("person_id", "other_id"),
    )
    _of_a_case(
        metadata,
        "attachment",
        _words("name"),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        _link("added_by", "user_account", nullable=False),
        _words("note"),
        sa.CheckConstraint("kind IN ('png', 'jpeg', 'pdf', 'other')", name="kind_known"),
    )
    sa.Table(
        "attachment_body",
        metadata,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("body", sa.LargeBinary()),
    )
    _record(
        metadata,
        "reminder",
        _link("user_id", "user_account", nullable=False),
        _link("person_id", "person"),
        _link("case_id", "support_case"),
        sa.Column("due_on", sa.Date(), nullable=False),
        _words("words"),
        sa.Column("done_on", sa.Date()),
        _words("put_off_words"),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Index("ix_reminder_due_on", "due_on"),
    )


def _who_may_see(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "assignment",
        _link("user_id", "user_account", nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        _words("note"),
    )
    _of_a_case(
        metadata,
        "lock_out",
        _link("user_id", "user_account", nullable=False),
        sa.Column("locked_on", sa.Date(), nullable=False),
        _link("locked_by", "user_account", nullable=False),
        _words("reason"),
        sa.Column("lifted_on", sa.Date()),
        _link("lifted_by", "user_account"),
    )
    _of_a_case(
        metadata,
        "broken_glass",
        _link("user_id", "user_account", nullable=False),
        sa.Column("broken_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("reason", sa.Text()),
        _link("seen_by", "user_account"),
        sa.Column("seen_at", _MOMENT),
    )


def _shape() -> sa.MetaData:
    metadata = sa.MetaData(naming_convention=_NAMES)
    for name in _THERE_BEFORE:
        sa.Table(name, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    _concerns(metadata)
    _what_follows_a_concern(metadata)
    _alerts(metadata)
    _onward(metadata)
    _endings(metadata)
    _kept_with_people(metadata)
    _who_may_see(metadata)
    return metadata


def _new_tables(metadata: sa.MetaData) -> list[sa.Table]:
    return [table for table in metadata.sorted_tables if table.name not in _THERE_BEFORE]


def upgrade() -> None:
    metadata = _shape()
    metadata.create_all(op.get_bind(), tables=_new_tables(metadata))
    for table, columns in _added():
        for column in columns:
            op.add_column(table, column)
    op.create_index("ix_support_case_sealed_on", "support_case", ["sealed_on"])


def downgrade() -> None:
    op.drop_index("ix_support_case_sealed_on", "support_case")
    for table, columns in _added():
        for column in columns:
            op.drop_column(table, column.name)
    metadata = _shape()
    metadata.drop_all(op.get_bind(), tables=_new_tables(metadata))

"""What a case goes through: people and dates around it, contacts, consents, assessments, plans."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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
_THERE_BEFORE = ("person", "support_case", "user_account", "referral", "contact_point")


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


def _directory(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "organisation",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("kind_code", sa.String(64)),
        sa.Column("what_they_do", sa.Text()),
        sa.Column("phone", sa.String(255)),
        sa.Column("email", sa.String(255)),
        sa.Column("website", sa.String(255)),
        sa.Column("address", sa.Text()),
        sa.Column("opening_hours", sa.String(255)),
        sa.Column("area_codes", sa.String()),
        sa.Column("need_codes", sa.String()),
        sa.Column("crime_codes", sa.String()),
        sa.Column("gender_codes", sa.String()),
        sa.Column("language_codes", sa.String()),
        sa.Column("age_from", sa.Integer()),
        sa.Column("age_to", sa.Integer()),
        sa.Column("self_referral", sa.Boolean()),
        sa.Column("waiting_time", sa.String(255)),
        sa.Column("last_verified_on", sa.Date()),
        sa.Column("verified_by", sa.Uuid()),
        sa.Column("funded_until", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        sa.UniqueConstraint("name"),
    )


def _around_a_case(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "involved_person",
        sa.Column("role_code", sa.String(64), nullable=False),
        _words("name"),
        _words("organisation"),
        _words("number"),
        sa.Column("digits", sa.String(20)),
        _words("email"),
        _words("address"),
        _words("what_we_may_say"),
        _words("note"),
        sa.Column("never_speak_to", sa.Boolean(), nullable=False),
        sa.Column("trusted_other", sa.Boolean(), nullable=False),
        sa.Column("parental_responsibility", sa.Boolean()),
        sa.Index("ix_involved_person_digits", "digits"),
    )
    _of_a_case(
        metadata,
        "alleged_offender",
        _words("words"),
        sa.Column("told_on", sa.Date(), nullable=False),
        _link("told_to", "user_account", nullable=False),
    )
    _of_a_case(
        metadata,
        "key_date",
        sa.Column("kind_code", sa.String(64), nullable=False),
        sa.Column("happens_on", sa.Date(), nullable=False),
        sa.Column("at_time", sa.String(5)),
        _words("place"),
        _words("note"),
        sa.Column("dealt_with_on", sa.Date()),
        sa.Index("ix_key_date_happens_on", "happens_on"),
    )


def _contacts(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "contact",
        _link("referral_id", "referral"),
        _link("worker_id", "user_account", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("at_time", sa.String(5)),
        sa.Column("channel_code", sa.String(64), nullable=False),
        sa.Column("direction", sa.String(64), nullable=False),
        sa.Column("result_code", sa.String(64), nullable=False),
        sa.Column("minutes", sa.Integer()),
        _words("with_whom"),
        _words("note"),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("support_codes", sa.String()),
        _link("contact_point_id", "contact_point"),
        sa.CheckConstraint("direction IN ('out', 'in')", name="direction_known"),
        sa.Index("ix_contact_happened_on", "happened_on"),
    )
    _record(
        metadata,
        "contact_share",
        _link("contact_id", "contact", nullable=False),
        _link("case_id", "support_case", nullable=False),
        sa.UniqueConstraint("contact_id", "case_id"),
    )
    _of_a_case(
        metadata,
        "consent",
        sa.Column("kind_code", sa.String(64), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("how_code", sa.String(64), nullable=False),
        sa.Column("given_by_code", sa.String(64), nullable=False),
        _link("taken_by", "user_account", nullable=False),
        _link("organisation_id", "organisation"),
        _words("what"),
        _words("to_whom"),
        _words("purpose"),
        _words("limits"),
        _words("competence_judged_by"),
        _words("competence_reason"),
        sa.Column("parents_know", sa.Boolean()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("withdrawn_on", sa.Date()),
        _words("withdrawn_words"),
    )


def _assessments(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "assessment",
        sa.Column("stage", sa.String(64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        _link("made_by", "user_account", nullable=False),
        _words("support_around"),
        _words("words"),
        sa.Column("safety_answer", sa.String(64), nullable=False),
        sa.Column("safety_score", sa.Integer()),
        sa.Column("risk_level", sa.String(64)),
        _words("risk_reason"),
        sa.Column("tool", sa.String(255)),
        sa.Column("tool_version", sa.String(255)),
        sa.Column("tool_on", sa.Date()),
        sa.Column("tool_score", sa.Integer()),
        sa.Column("tool_answered", sa.Integer()),
        sa.Column("tool_questions", sa.Integer()),
        sa.Column("tool_level", sa.String(64)),
        sa.CheckConstraint("risk_level IN ('standard', 'medium', 'high')", name="risk_level_known"),
        sa.CheckConstraint(
            "safety_answer IN ('scored', 'not_asked', 'prefer_not_to_say')", name="safety_answer_known"
        ),
        sa.CheckConstraint("safety_score BETWEEN 1 AND 10", name="safety_score_range"),
        sa.CheckConstraint("stage IN ('start', 'review', 'ending')", name="stage_known"),
        sa.CheckConstraint("tool_level IN ('standard', 'medium', 'high')", name="tool_level_known"),
    )
    _of_a_case(
        metadata,
        "need_answer",
        _link("assessment_id", "assessment", nullable=False),
        sa.Column("need_code", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(64), nullable=False),
        sa.Column("score", sa.Integer()),
        _words("words"),
        sa.CheckConstraint("answer IN ('scored', 'not_asked', 'prefer_not_to_say')", name="answer_known"),
        sa.CheckConstraint("score BETWEEN 1 AND 10", name="score_range"),
        sa.UniqueConstraint("assessment_id", "need_code"),
    )


def _plans(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "plan",
        sa.Column("made_on", sa.Date(), nullable=False),
        _link("made_by", "user_account", nullable=False),
        sa.Column("agreed_with_person", sa.Boolean()),
        sa.Column("review_on", sa.Date()),
        _words("words"),
        sa.Index("ix_plan_review_on", "review_on"),
    )


def _goals(metadata: sa.MetaData) -> None:
    _of_a_case(
        metadata,
        "goal",
        _link("plan_id", "plan", nullable=False),
        sa.Column("need_code", sa.String(64)),
        _words("words"),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("settled_on", sa.Date()),
        sa.CheckConstraint("state IN ('open', 'met', 'partly', 'dropped')", name="state_known"),
    )
    _of_a_case(
        metadata,
        "action",
        _link("plan_id", "plan"),
        _link("goal_id", "goal"),
        _words("words"),
        sa.Column("owner", sa.String(64), nullable=False),
        _link("owner_id", "user_account"),
        _words("owner_words"),
        sa.Column("due_on", sa.Date()),
        sa.Column("promised", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("settled_on", sa.Date()),
        _words("settled_words"),
        sa.CheckConstraint("owner IN ('person', 'worker', 'agency')", name="owner_known"),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name="state_known"),
        sa.Index("ix_action_due_on", "due_on"),
    )


def _shape() -> sa.MetaData:
    metadata = sa.MetaData(naming_convention=_NAMES)
    for name in _THERE_BEFORE:
        sa.Table(name, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    _directory(metadata)
    _around_a_case(metadata)
    _contacts(metadata)
    _assessments(metadata)
    _plans(metadata)
    _goals(metadata)
    return metadata


def _new_tables(metadata: sa.MetaData) -> list[sa.Table]:
    return [table for table in metadata.sorted_tables if table.name not in _THERE_BEFORE]


def upgrade() -> None:
    metadata = _shape()
    metadata.create_all(op.get_bind(), tables=_new_tables(metadata))


def downgrade() -> None:
    metadata = _shape()
    metadata.drop_all(op.get_bind(), tables=_new_tables(metadata))

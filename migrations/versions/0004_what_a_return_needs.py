"""Outcomes, what is typed in for a return, replies to the survey, benchmarks; why it was not reported."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
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
_THERE_BEFORE = ("person", "support_case", "user_account", "assessment", "consent")
_REPLIES = (
    "understood_code",
    "dignity_code",
    "supported_code",
    "tailored_code",
    "unmet_code",
    "put_in_touch_code",
    "overall_code",
    "recovered_code",
)


def _added() -> tuple[tuple[str, sa.Column[Any]], ...]:
    """Name the columns that older tables gain; both may be empty."""
    return (
        ("incident", sa.Column("not_reported_codes", sa.String())),
        ("released_cell", sa.Column("measured", sa.Double())),
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


def _link(name: str, target: str, *, nullable: bool = True) -> Any:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{target}.id"), nullable=nullable, index=True)


def _outcomes(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "outcome_answer",
        _link("person_id", "person", nullable=False),
        _link("case_id", "support_case"),
        _link("assessment_id", "assessment", nullable=False),
        sa.Column("outcome_code", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(64), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.CheckConstraint("answer IN ('scored', 'not_asked', 'prefer_not_to_say')", name="answer_known"),
        sa.CheckConstraint("score BETWEEN 1 AND 10", name="score_range"),
        sa.UniqueConstraint("assessment_id", "outcome_code"),
    )


def _typed_in(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "return_entry",
        sa.Column("definition_id", sa.String(64), nullable=False),
        sa.Column("quarter_start", sa.Date(), nullable=False),
        sa.Column("table_id", sa.String(64), nullable=False),
        sa.Column("row_code", sa.String(64), nullable=False),
        sa.Column("column_code", sa.String(64), nullable=False),
        sa.Column("hundredths", sa.Integer()),
        sa.Column("words", sa.Text()),
        _link("consent_id", "consent"),
        _link("entered_by", "user_account", nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("definition_id", "quarter_start", "table_id", "row_code", "column_code"),
    )
    _record(
        metadata,
        "survey_reply",
        sa.Column("quarter_start", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(64)) for name in _REPLIES),
        sa.Column("unmet_words", sa.Text()),
        sa.Column("change_words", sa.Text()),
    )


def _benchmarks(metadata: sa.MetaData) -> None:
    _record(
        metadata,
        "benchmark",
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("source", sa.String(255)),
        sa.Column("brought_in_on", sa.Date(), nullable=False),
        _link("brought_in_by", "user_account", nullable=False),
        sa.UniqueConstraint("name"),
        sa.CheckConstraint("kind IN ('victims', 'population')", name="kind_known"),
    )
    _record(
        metadata,
        "benchmark_figure",
        _link("benchmark_id", "benchmark", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("characteristic", sa.String(255), nullable=False),
        sa.Column("category", sa.String(255), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.UniqueConstraint("benchmark_id", "characteristic", "category"),
    )


def _shape() -> sa.MetaData:
    metadata = sa.MetaData(naming_convention=_NAMES)
    for name in _THERE_BEFORE:
        sa.Table(name, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    _outcomes(metadata)
    _typed_in(metadata)
    _benchmarks(metadata)
    return metadata


def _new_tables(metadata: sa.MetaData) -> list[sa.Table]:
    return [table for table in metadata.sorted_tables if table.name not in _THERE_BEFORE]


def upgrade() -> None:
    metadata = _shape()
    metadata.create_all(op.get_bind(), tables=_new_tables(metadata))
    for table, column in _added():
        op.add_column(table, column)
    put_away = sa.text("archived_at IS NOT NULL")
    op.create_index(
        "ix_person_put_away", "person", ["archived_at"], sqlite_where=put_away, postgresql_where=put_away
    )


def downgrade() -> None:
    op.drop_index("ix_person_put_away", "person")
    for table, column in _added():
        op.drop_column(table, column.name)
    metadata = _shape()
    metadata.drop_all(op.get_bind(), tables=_new_tables(metadata))

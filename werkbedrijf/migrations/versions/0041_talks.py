"""Gesprekken after an invitation; a new table, which the old version does not read."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0041", "0040"


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('gepland', 'geannuleerd')", name=op.f("ck_talk_talkstatus")),
        sa.CheckConstraint("minutes BETWEEN 10 AND 480", name=op.f("ck_talk_minutes_are_possible")),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_talk_sequence_not_negative")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_talk_proposal_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_talk_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk")),
        sa.UniqueConstraint("uid", name=op.f("uq_talk_uid")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_talk_proposal_id")),
    )
    for name in ("candidate_id", "at", "status"):
        op.create_index(op.f(f"ix_talk_{name}"), "talk", [name], unique=False)


def downgrade() -> None:
    op.drop_table("talk")

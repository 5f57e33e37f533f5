"""Kaartenmapjes with their cards, and when these were looked at; new tables only, which the old version does not read."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0038", "0037"


def upgrade() -> None:
    op.create_table(
        "tray",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("open_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("token_digest", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('concept', 'gedeeld', 'verlopen', 'ingetrokken')", name=op.f("ck_tray_traystatus")
        ),
        sa.CheckConstraint(
            "(status = 'gedeeld') = (token_digest IS NOT NULL AND open_until IS NOT NULL)",
            name=op.f("ck_tray_a_link_has_a_term"),
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_tray_vacancy_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_tray_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tray")),
        sa.UniqueConstraint("reference", name=op.f("uq_tray_reference")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_tray_token_digest")),
    )
    for name in ("vacancy_id", "made_by_id", "status"):
        op.create_index(op.f(f"ix_tray_{name}"), "tray", [name], unique=False)
    op.create_table(
        "tray_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tray_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("followed_on", sa.Date(), nullable=True),
        sa.Column("explanation", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "status IN ('gevraagd', 'akkoord', 'afgewezen', 'niet_meer_beschikbaar')",
            name=op.f("ck_tray_card_cardstatus"),
        ),
        sa.CheckConstraint(
            "status <> 'akkoord' OR explanation IS NOT NULL", name=op.f("ck_tray_card_agreed_card_tells")
        ),
        sa.ForeignKeyConstraint(["tray_id"], ["tray.id"], name=op.f("fk_tray_card_tray_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_tray_card_candidate_id")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_tray_card_answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tray_card")),
        sa.UniqueConstraint("tray_id", "candidate_id", name=op.f("uq_tray_card_tray_id_candidate_id")),
        sa.UniqueConstraint("tray_id", "code", name=op.f("uq_tray_card_tray_id_code")),
    )
    for name in ("tray_id", "candidate_id", "status"):
        op.create_index(op.f(f"ix_tray_card_{name}"), "tray_card", [name], unique=False)
    op.create_table(
        "tray_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["tray_card.id"], name=op.f("fk_tray_look_card_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_tray_look_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tray_look")),
    )
    for name in ("card_id", "candidate_id"):
        op.create_index(op.f(f"ix_tray_look_{name}"), "tray_look", [name], unique=False)
    op.create_table(
        "tray_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tray_try")),
    )
    for name in ("origin", "at"):
        op.create_index(op.f(f"ix_tray_try_{name}"), "tray_try", [name], unique=False)


def downgrade() -> None:
    for name in ("tray_try", "tray_look", "tray_card", "tray"):
        op.drop_table(name)

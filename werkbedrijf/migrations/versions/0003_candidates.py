"""Candidates, what they can, and apart from that the law they come under.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    op.create_table(
        "pool_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_revision")),
    )
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("search_name", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("gemeente_code", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('in_beeld', 'pauze', 'uitgeschreven')", name=op.f("ck_candidate_candidatestatus")
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["user.id"], name=op.f("fk_candidate_coach_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_candidate_organisation_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["user.id"], name=op.f("fk_candidate_substitute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("reference", name=op.f("uq_candidate_reference")),
    )
    op.create_index(op.f("ix_candidate_coach_id"), "candidate", ["coach_id"], unique=False)
    op.create_index(op.f("ix_candidate_organisation_id"), "candidate", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_candidate_search_name"), "candidate", ["search_name"], unique=False)
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("levels", sa.String(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("essentials", sa.Integer(), nullable=False),
        sa.Column("hours_min", Exact(), nullable=False),
        sa.Column("hours_max", Exact(), nullable=False),
        sa.Column("build_up", sa.String(), nullable=False),
        sa.Column("pc4", sa.String(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("max_minutes", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("certificates", sa.Integer(), nullable=False),
        sa.Column("vetoes", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("pool_revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('lopen', 'fiets', 'ov', 'auto')", name=op.f("ck_profile_mode")),
        sa.CheckConstraint("(essentials & ~needs) = 0", name=op.f("ck_profile_essentials_are_needs")),
        sa.CheckConstraint("hours_min > 0 AND hours_min <= hours_max", name=op.f("ck_profile_hours_in_order")),
        sa.CheckConstraint("length(levels) = 32", name=op.f("ck_profile_one_level_per_capability")),
        sa.CheckConstraint("max_minutes > 0", name=op.f("ck_profile_some_travel")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_profile_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_profile_candidate_id")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_profile_pseudonym")),
    )
    op.create_index(op.f("ix_profile_pool_revision"), "profile", ["pool_revision"], unique=False)
    op.create_table(
        "regeling_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("regeling", sa.String(40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "regeling IN ('participatiewet', 'wajong', 'wsw')", name=op.f("ck_regeling_period_regeling")
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_regeling_period_period_in_order")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_regeling_period_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regeling_period")),
    )
    op.create_index(op.f("ix_regeling_period_candidate_id"), "regeling_period", ["candidate_id"], unique=False)
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ground IN ('PW_COLLEGE', 'PRAKTIJKROUTE', 'WSW', 'WAJONG', 'VSO', 'PRO', 'ENTREE', 'WSW_VERLOPEN', 'WAJONG_AFGEWEZEN', 'PW_EIGEN_VERZOEK', 'OUD_B_C', 'WIA_EXPERIMENT', 'JONGGEHANDICAPT_VOORZIENING', 'WIW_ID', 'BLIJFT')",
            name=op.f("ck_register_entry_ground"),
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_register_entry_period_in_order")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_register_entry_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
    )
    op.create_index(op.f("ix_register_entry_candidate_id"), "register_entry", ["candidate_id"], unique=False)
    op.create_table(
        "visibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("candidate_agreed_on", sa.Date(), nullable=True),
        sa.Column("coach_agreed_on", sa.Date(), nullable=True),
        sa.Column("shares_name", sa.Boolean(), nullable=False),
        sa.Column("shares_phone", sa.Boolean(), nullable=False),
        sa.Column("shares_email", sa.Boolean(), nullable=False),
        sa.Column("shares_agreed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "NOT (shares_name OR shares_phone OR shares_email) OR shares_agreed_on IS NOT NULL",
            name=op.f("ck_visibility_sharing_is_agreed"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_visibility_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visibility")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_visibility_candidate_id")),
    )
    op.create_table(
        "level_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_level_change_by_id")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_level_change_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_change")),
    )
    op.create_index(op.f("ix_level_change_profile_id"), "level_change", ["profile_id"], unique=False)


def downgrade() -> None:
    op.drop_table("level_change")
    op.drop_table("visibility")
    op.drop_table("register_entry")
    op.drop_table("regeling_period")
    op.drop_table("profile")
    op.drop_table("candidate")
    op.drop_table("pool_revision")

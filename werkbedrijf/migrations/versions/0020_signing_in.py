"""Sessions as rows, devices one knows, and the second step: app, passkeys, recovery codes, other sign-in services.

Safe while the old version still runs: it adds tables, and the list of tries only allows more.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0020", "0019"

BEFORE = ("inloggen", "link_vragen")
AFTER = (*BEFORE, "tweede_stap", "link_openen")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _allow(AFTER)
    _table(
        "known_device",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("user_id", "token_digest", name=op.f("uq_known_device_user_id_token_digest")),
        indexed=(),
    )
    _table(
        "sign_in_session",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("proved_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("idle_minutes > 0", name=op.f("ck_sign_in_session_idle_is_positive")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_session_token_digest")),
        indexed=("user_id", "ends_at"),
    )
    _table(
        "totp_factor",
        sa.Column("sealed_secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.UniqueConstraint("user_id", name=op.f("uq_totp_factor_user_id")),
        indexed=(),
    )
    _table(
        "passkey",
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_table(
        "used_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_used_challenge")),
        sa.UniqueConstraint("digest", name=op.f("uq_used_challenge_digest")),
    )
    op.create_index(op.f("ix_used_challenge_at"), "used_challenge", ["at"])
    _table(
        "recovery_code",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.UniqueConstraint("digest", name=op.f("uq_recovery_code_digest")),
    )
    _table(
        "external_identity",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.UniqueConstraint("provider", "subject", name=op.f("uq_external_identity_provider_subject")),
    )


def downgrade() -> None:
    for name in (
        "external_identity",
        "recovery_code",
        "used_challenge",
        "passkey",
        "totp_factor",
        "sign_in_session",
        "known_device",
    ):
        op.drop_table(name)
    op.execute(sa.text("DELETE FROM sign_in_attempt WHERE kind NOT IN ('inloggen', 'link_vragen')"))
    _allow(BEFORE)


def _table(name: str, *parts: sa.schema.SchemaItem, indexed: tuple[str, ...] = ("user_id",)) -> None:
    """A table about a user."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{name}_user_id")),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("sign_in_attempt") as table:
        table.drop_constraint(op.f("ck_sign_in_attempt_trykind"), type_="check")
        table.create_check_constraint(op.f("ck_sign_in_attempt_trykind"), sa.text(f"kind IN ({listed})"))

"""Three more kinds of places, and since when nobody said that a place is still true.

The old version works beside it, as long as nobody logs a place of a new kind: that kind it cannot read. Open places count as
confirmed on the day of this step, so that the first night does not ask about all of them at once.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0037", "0036"

BEFORE = "kind IN ('garantiebaan', 'leerwerkplek', 'beschutte_werkplek', 'vacature')"
AFTER = (
    "kind IN ('garantiebaan', 'leerwerkplek', 'proefplaatsing', 'werkervaringsplek', "
    "'beschutte_werkplek', 'detachering', 'vacature')"
)
DAYS = ("confirmed_on", "asked_on", "told_closing")
WORDS = {"closed_why": sa.String(40), "drafted_from": sa.String(), "copied_from": sa.String()}


def upgrade() -> None:
    for name in DAYS:
        op.add_column("vacancy", sa.Column(name, sa.Date(), nullable=True))
    for name, kind in WORDS.items():
        op.add_column("vacancy", sa.Column(name, kind, nullable=False, server_default=sa.text("''")))
    op.add_column("vacancy", sa.Column("round", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.execute(sa.text("UPDATE vacancy SET confirmed_on = CURRENT_DATE WHERE status IN ('open', 'vol')"))
    _check(AFTER)


def _check(rule: str) -> None:
    for table in ("vacancy", "placement"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_vacancykind"), type_="check")
            batch.create_check_constraint(op.f(f"ck_{table}_vacancykind"), sa.text(rule))


def downgrade() -> None:
    # What the old version has no word for becomes the nearest that it has: learning without a wage, and paid work.
    for table in ("vacancy", "placement"):
        for kinds, nearest in (
            ("'proefplaatsing', 'werkervaringsplek'", "leerwerkplek"),
            ("'detachering'", "vacature"),
        ):
            op.execute(sa.text(f"UPDATE {table} SET kind = '{nearest}' WHERE kind IN ({kinds})"))  # noqa: S608  # words of this file
    _check(BEFORE)
    for name in (*DAYS, *WORDS, "round"):
        op.drop_column("vacancy", name)

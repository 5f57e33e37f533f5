"""Contract per period, what was registered before, interruptions, successions; wage and loonwaarde apart; WIA and bbl.

Safe while the old version still runs: it only adds, and widens what three columns may hold. Terms without a contract are
those of the old version: then the contract of the placement holds.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0057", "0056"

FORMS = "'regulier', 'uitzend', 'payroll', 'wsw_detachering', 'wsw_begeleid_werken', 'wsw_intern', 'detachering', "
REASONS = "'einde_contract', 'door_werkgever', 'door_kandidaat', 'ander_werk', "
LAWS = "'participatiewet', 'wajong', 'wsw'"


def upgrade() -> None:
    with op.batch_alter_table("placement") as batch:
        batch.drop_constraint(op.f("ck_placement_contractform"), type_="check")
        batch.drop_constraint(op.f("ck_placement_endreason"), type_="check")
        batch.create_check_constraint(
            op.f("ck_placement_contractform"), f"contract_form IN ({FORMS}'bbl', 'geen_arbeidscontract')"
        )
        batch.create_check_constraint(op.f("ck_placement_endreason"), f"end_reason IN ({REASONS}'vervolg', 'anders')")
        batch.add_column(sa.Column("longer_because", sa.String(40), nullable=True))
        batch.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_placement_follows_id"), "placement", ["follows_id"], ["id"])
        batch.create_unique_constraint(op.f("uq_placement_follows_id"), ["follows_id"])
    with op.batch_alter_table("terms") as batch:
        batch.add_column(sa.Column("contract_form", sa.String(40), nullable=True))
    with op.batch_alter_table("regeling_period") as batch:
        batch.drop_constraint(op.f("ck_regeling_period_regeling"), type_="check")
        batch.create_check_constraint(op.f("ck_regeling_period_regeling"), f"regeling IN ({LAWS}, 'wia')")
    for name, columns, checks in _tables():
        op.create_table(name, *columns, *checks, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
        for column in ("placement_id", "candidate_id"):
            if any(one.name == column for one in columns):
                op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def downgrade() -> None:
    for name, _columns, _checks in reversed(_tables()):
        op.drop_table(name)
    op.execute("DELETE FROM regeling_period WHERE regeling = 'wia'")
    with op.batch_alter_table("regeling_period") as batch:
        batch.drop_constraint(op.f("ck_regeling_period_regeling"), type_="check")
        batch.create_check_constraint(op.f("ck_regeling_period_regeling"), f"regeling IN ({LAWS})")
    with op.batch_alter_table("terms") as batch:
        batch.drop_column("contract_form")
    op.execute("UPDATE placement SET contract_form = 'regulier' WHERE contract_form = 'bbl'")
    op.execute("UPDATE placement SET end_reason = 'anders' WHERE end_reason = 'vervolg'")
    with op.batch_alter_table("placement") as batch:
        batch.drop_constraint(op.f("uq_placement_follows_id"), type_="unique")
        batch.drop_constraint(op.f("fk_placement_follows_id"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_placement_contractform"), type_="check")
        batch.drop_constraint(op.f("ck_placement_endreason"), type_="check")
        batch.create_check_constraint(
            op.f("ck_placement_contractform"), f"contract_form IN ({FORMS}'geen_arbeidscontract')"
        )
        batch.create_check_constraint(op.f("ck_placement_endreason"), f"end_reason IN ({REASONS}'anders')")
        batch.drop_column("follows_id")
        batch.drop_column("longer_because")


def _period(
    name: str, owner: str, *more: "sa.Column[Any]", check: tuple[str, str] | None = None
) -> tuple[list["sa.Column[Any]"], list[sa.Constraint]]:
    columns: list[sa.Column[Any]] = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        *more,
    ]
    checks: list[sa.Constraint] = [
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name=op.f(f"ck_{name}_period_in_order")),
        sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{name}_{owner}_id")),
    ]
    if check is not None:
        checks.append(sa.CheckConstraint(check[0], name=op.f(f"ck_{name}_{check[1]}")))
    return columns, checks


def _word(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.String(40), nullable=False)


def _number(name: str) -> "sa.Column[Any]":
    return sa.Column(name, Exact(), nullable=False)


def _day(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Date(), nullable=nullable)


def _tables() -> list[tuple[str, list["sa.Column[Any]"], list[sa.Constraint]]]:
    replaced = (_word("contract_form"), _word("reason"), _day("replaced_on"))
    told = (_word("reason"), _day("noted_on"), _day("replaced_on", nullable=True))
    wage = (_number("wage"), _word("unit"))
    worth = (sa.Column("percent", sa.Integer(), nullable=False), _word("method"))
    return [
        ("terms_replaced", *_period("terms_replaced", "placement", _number("hours_per_week"), *replaced)),
        (
            "interruption",
            *_period(
                "interruption",
                "placement",
                _word("reason"),
                sa.Column("wage_continues", sa.Boolean(), nullable=False),
                _day("noted_on"),
                _day("withdrawn_on", nullable=True),
            ),
        ),
        (
            "register_entry_replaced",
            *_period("register_entry_replaced", "candidate", _word("ground"), _word("reason"), _day("replaced_on")),
        ),
        ("wage_period", *_period("wage_period", "placement", *wage, *told, check=("wage > 0", "wage_is_possible"))),
        (
            "loonwaarde_period",
            *_period(
                *("loonwaarde_period", "placement", *worth, *told),
                check=("percent BETWEEN 0 AND 100", "percent_is_possible"),
            ),
        ),
    ]

"""What guards the database and was taken away or switched off, and what came in meanwhile; and messages that cannot be."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from tests.conftest import NOW
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.integrity import engine
from werkbedrijf.integrity.rules import RULES, broken

RULE = {rule.name: rule for rule in RULES}


def behind(session, statement):
    session.execute(statement.execution_options(synchronize_session=False))


def test_a_trigger_that_is_gone_is_told(session):
    on = " ON audit_entry" if session.connection().dialect.name == "postgresql" else ""
    session.execute(text(f"DROP TRIGGER audit_entry_unchanged{on}"))

    assert list(engine.constraint_problems(session.connection())) == ["bewaking audit_entry_unchanged ontbreekt"]


def test_a_rule_of_postgresql_that_was_switched_off_is_told_with_what_came_in_meanwhile(postgresql):
    with postgresql.engine.connect() as connection:
        outer = connection.begin()
        assert list(engine.reference_problems(connection)) == []
        connection.execute(text("ALTER TABLE visibility DISABLE TRIGGER ALL"))
        row = (
            "INSERT INTO visibility (candidate_id, shares_name, shares_phone, shares_email) VALUES (77, :no, :no, :no)"
        )
        connection.execute(text(row), {"no": False})
        told = list(engine.reference_problems(connection))
        outer.rollback()

    assert any("fk_visibility_candidate_id is niet van kracht" in one for one in told)
    assert any(one.startswith("visibility, rij ") and "wijst naar candidate" in one for one in told)


@pytest.mark.parametrize(
    ("wrong", "is_told"),
    [({"key": ""}, True), ({"to_address": ""}, True), ({"sent_at": NOW - timedelta(hours=1)}, False)],
    ids=["no key", "no address", "sent after the clock was set back"],
)
def test_a_message_that_cannot_go_is_told(session, wrong, is_told):
    right = {"key": "soort:a", "to_address": "iemand@adres.example", "created_at": NOW, "due_at": NOW, "attempts": 0}
    message = OutboxMessage(**right, subject="Onderwerp", body="Tekst")
    session.add(message)
    session.flush()
    before = broken(session, RULE["bericht_kan_weg"])
    behind(session, update(OutboxMessage).values(wrong))

    assert (before, broken(session, RULE["bericht_kan_weg"])) == ([], [str(message.id)] if is_told else [])

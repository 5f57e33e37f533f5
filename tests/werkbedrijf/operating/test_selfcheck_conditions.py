"""A rule of the database that bears its name and asks something else."""

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from werkbedrijf.operating.selfcheck import check
from werkbedrijf.operating.selfcheck.conditions import asked, changed, wanted_of

ONE_ACTIVE = "uq_placement_one_active_per_candidate"
ON_WHAT = f"CREATE UNIQUE INDEX {ONE_ACTIVE} ON placement (candidate_id)"
NEVER_OVER = "ck_vacancy_never_over_filled"
REFUSES = "BEGIN SELECT RAISE(ABORT, 'the audit trail takes no changes'); END"


def test_every_rule_of_the_models_is_compared_and_alike_in_a_new_database(database, postgresql):
    for one in (database, postgresql):
        with one.engine.connect() as connection:
            wanted = wanted_of(connection.dialect)
            assert wanted.items() <= asked(connection).items()
            assert changed(connection) == set()


def test_no_rule_asks_nothing(database):
    with database.engine.connect() as connection:
        wanted = wanted_of(connection.dialect)
    columns = {name: [part for part in asks if part[0].isalpha() and part.islower()] for name, asks in wanted.items()}
    assert [name for name, spoken_of in columns.items() if not spoken_of] == []


def told(settings, database):
    return {one.code: one.what for one in check(settings, database, at=NOW, processes=3)}.get("regel_veranderd", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("CHECK (filled >= 0 AND filled <= seats)", "CHECK (1)"),
        ("CHECK (filled >= 0 AND filled <= seats)", "CHECK (filled >= 0 AND filled <= seats OR TRUE)"),
        ("CHECK (filled >= 0 AND filled <= seats)", "CHECK (filled >= 0 AND filled <= 99)"),
        ("CHECK (filled >= 0 AND filled <= seats)", "CHECK (filled >= 0 AND filled <> seats)"),
    ],
)
def test_a_check_that_asks_something_else_is_named(settings, database, before, after):
    with database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        question = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'vacancy'"
        connection.exec_driver_sql(question, (before, after))
        connection.exec_driver_sql("PRAGMA writable_schema = OFF")

    assert NEVER_OVER in told(settings, database)


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        (ONE_ACTIVE, f"{ON_WHAT} WHERE status IN ('gepland')"),
        (ONE_ACTIVE, ON_WHAT.replace("candidate_id)", "candidate_id, id) WHERE status IN ('gepland', 'loopt')")),
        ("audit_entry_kept", f"CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry WHEN 0 {REFUSES}"),
        ("audit_segment_kept", "CREATE TRIGGER audit_segment_kept BEFORE DELETE ON audit_segment BEGIN SELECT 1; END"),
    ],
)
def test_so_is_an_index_or_a_trigger(settings, database, name, instead):
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP {'TRIGGER' if 'TRIGGER' in instead else 'INDEX'} {name}")
        connection.exec_driver_sql(instead)

    assert name in told(settings, database)


AGAIN = f"ALTER TABLE vacancy DROP CONSTRAINT {NEVER_OVER}, ADD CONSTRAINT {NEVER_OVER} CHECK"
OTHER_INDEX = f"DROP INDEX {ONE_ACTIVE}; {ON_WHAT} WHERE"
KEPT = "audit_segment_kept"
ON_DELETE = f"DROP TRIGGER {KEPT} ON audit_segment; CREATE TRIGGER {KEPT} BEFORE DELETE ON audit_segment FOR EACH ROW"
CLOSED = "EXECUTE FUNCTION audit_segment_closed()"


@pytest.mark.parametrize(
    ("broken", "whole", "name"),
    [
        (f"{AGAIN} (filled >= 0)", f"{AGAIN} (filled >= 0 AND filled <= seats)", NEVER_OVER),
        (f"{OTHER_INDEX} status = 'loopt'", f"{OTHER_INDEX} status IN ('gepland', 'loopt')", ONE_ACTIVE),
        (f"{ON_DELETE} WHEN (FALSE) {CLOSED}", f"{ON_DELETE} {CLOSED}", KEPT),
    ],
)
def test_postgresql_tells_them_in_other_words_and_they_are_known(settings, postgresql, broken, whole, name):
    with postgresql.engine.begin() as connection:
        connection.execute(text(broken))
    try:
        named = told(settings, postgresql)
    finally:
        with postgresql.engine.begin() as connection:
            connection.execute(text(whole))
    assert name in named
    assert told(settings, postgresql) == ""

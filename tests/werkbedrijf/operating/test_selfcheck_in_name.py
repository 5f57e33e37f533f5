"""What looks as it should and is not: a file beside the one everybody thinks of, and rules that are there in name alone."""

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from werkbedrijf.operating.selfcheck import Level, check

ONE_ACTIVE = "uq_placement_one_active_per_candidate"
ON_WHAT = "ON placement (candidate_id) WHERE status IN ('gepland', 'loopt')"


def found(settings, database):
    return {one.code: one.level for one in check(settings, database, at=NOW, processes=3)}


def test_so_does_the_log_of_who_was_looked_at(settings, database):
    log = database.logs.file
    with database.logs.reading():
        pass
    database.logs.close()
    log.chmod(0o600)
    before = found(settings, database)
    log.chmod(0o644)

    assert "bestand_voor_iedereen" not in before
    assert found(settings, database)["bestand_voor_iedereen"] is Level.UNSAFE


def test_an_index_that_lets_twice_in_is_no_rule_any_more(settings, database):
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP INDEX {ONE_ACTIVE}")
        connection.exec_driver_sql(f"CREATE INDEX {ONE_ACTIVE} ON placement (candidate_id)")

    findings = check(settings, database, at=NOW, processes=3)

    assert [(f.code, ONE_ACTIVE in f.what) for f in findings] == [("regel_ontbreekt", True)]


@pytest.mark.parametrize(
    ("broken", "whole", "named"),
    [
        (
            f"DROP INDEX {ONE_ACTIVE}; CREATE INDEX {ONE_ACTIVE} ON placement (candidate_id)",
            f"DROP INDEX {ONE_ACTIVE}; CREATE UNIQUE INDEX {ONE_ACTIVE} {ON_WHAT}",
            ONE_ACTIVE,
        ),
        (
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "ALTER TABLE audit_entry ENABLE TRIGGER USER",
            "audit_entry_unchanged",
        ),
    ],
)
def test_a_rule_of_postgresql_that_is_there_but_keeps_nothing_out_is_named(settings, postgresql, broken, whole, named):
    with postgresql.engine.begin() as connection:
        connection.execute(text(broken))
    try:
        told = {one.code: one.what for one in check(settings, postgresql, at=NOW, processes=3)}
    finally:
        with postgresql.engine.begin() as connection:
            connection.execute(text(whole))
    assert named in told["regel_ontbreekt"]


def test_a_folder_in_which_everybody_can_change_files_keeps_it_closed(settings, database, tmp_path):
    tmp_path.chmod(0o777)
    told = found(settings, database)
    # Where only the owner of a file can take it away, as in /tmp, it is no danger.
    tmp_path.chmod(0o1777)
    assert (told["map_voor_iedereen"], found(settings, database)) == (Level.UNSAFE, {})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"mail_url": "gopher://post.voorbeeld.example"}, "post_onbruikbaar"),
        ({"mail_url": "smtp://post.voorbeeld.example:99999"}, "post_onbruikbaar"),
        ({"backup_recipient": "age1elders"}, "reserve_onbruikbaar"),
        ({"trusted_proxy": "webserver"}, "proxy_onbruikbaar"),
    ],
)
def test_a_setting_that_cannot_work_keeps_it_closed(settings, database, changed, code):
    assert found(settings.model_copy(update=changed), database) == {code: Level.UNSAFE}

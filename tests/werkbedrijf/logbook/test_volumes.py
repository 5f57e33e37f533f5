from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from werkbedrijf.foundation.processing import concerns
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.logbook.jobs import forget_log_before
from werkbedrijf.logbook.volumes import forget_processing_before, lines_kept, make_months


def write(database, *days):
    for ago in days:
        with database.transaction(at=NOW - timedelta(days=ago)) as session:
            concerns(session, "a" * 32, "candidate.changed", "begeleiden")


@pytest.fixture
def postgresql_log(postgresql):
    # Other tests commit there too.
    with postgresql.engine.begin() as connection:
        connection.execute(text("TRUNCATE logboek.processing_log"))
    yield postgresql
    with postgresql.engine.begin() as connection:
        connection.execute(text("TRUNCATE logboek.processing_log"))


def test_after_the_term_lines_go_and_the_rest_stays(database, tmp_path):
    write(database, 400, 300, 0)

    assert forget_log_before(database, Settings(data_dir=tmp_path), date(2026, 6, 1), at=NOW) == 2
    assert lines_kept(database) == 1


def test_months_are_made_ahead_once_and_go_as_a_whole(postgresql_log):
    made = make_months(postgresql_log, at=NOW)
    write(postgresql_log, 0)

    assert made == 4 or make_months(postgresql_log, at=NOW) == 0
    assert make_months(postgresql_log, at=NOW) == 0
    assert lines_kept(postgresql_log) == 1
    assert forget_processing_before(postgresql_log, date(2026, 11, 1)) == 0
    assert forget_processing_before(postgresql_log, date(2026, 12, 1)) == 1
    assert lines_kept(postgresql_log) == 0
    assert make_months(postgresql_log, at=NOW) == 1


def test_on_postgresql_lines_go_with_the_transaction(postgresql_log):
    with postgresql_log.transaction(at=NOW, keep=False) as session:
        concerns(session, "a" * 32, "candidate.changed", "begeleiden")
    assert lines_kept(postgresql_log) == 0

    write(postgresql_log, 0)
    assert lines_kept(postgresql_log) == 1

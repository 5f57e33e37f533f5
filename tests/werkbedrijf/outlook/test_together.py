"""Two jobs that come to publish the same month at once, on the engine where two may write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select, text

from tests.conftest import NOW
from tests.making import Make
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.garantiebanen.freezing import freeze
from werkbedrijf.outlook.freezing import publish_outlooks
from werkbedrijf.outlook.models import OutlookMonth

OCTOBER, DAY = date(2026, 10, 31), date(2026, 11, 23)
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
MOST_LOOKS = 20_000


def published_by_job(database):
    with database.transaction(at=NOW) as session:
        return publish_outlooks(session, on=DAY)


def somebody_waits(database):
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        return any(connection.scalar(WAITING) for _ in range(MOST_LOOKS))


def test_the_second_waits_and_finds_it_done(postgresql):
    with postgresql.transaction(at=NOW) as session:
        made = Make(session)
        made.region()
        made.parameters()
        freeze(session, TIMETABLE, OCTOBER)

    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction(at=NOW) as session:
            first = publish_outlooks(session, on=DAY)
            second = pool.submit(published_by_job, postgresql)
            assert somebody_waits(postgresql)
        assert (first, second.result()) == (1, 0)
    with postgresql.reading(at=NOW) as session:
        assert session.scalar(select(func.count()).select_from(OutlookMonth)) == 1

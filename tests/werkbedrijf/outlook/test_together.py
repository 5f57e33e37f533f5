"""Two jobs that come to publish the same month at once, on the engine where two may write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select

from tests.conftest import NOW
from tests.racing import prepared, somebody_waits
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.garantiebanen.freezing import freeze
from werkbedrijf.outlook.freezing import publish_outlooks
from werkbedrijf.outlook.models import OutlookMonth

OCTOBER, DAY = date(2026, 10, 31), date(2026, 11, 23)
MOST_LOOKS = 20_000


def published_by_job(database):
    with database.transaction(at=NOW) as session:
        return publish_outlooks(session, on=DAY)


def test_the_second_waits_and_finds_it_done(postgresql):
    def build(make):
        make.region()
        make.parameters()
        freeze(make.session, TIMETABLE, OCTOBER)

    prepared(postgresql, build)

    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction(at=NOW) as session:
            first = publish_outlooks(session, on=DAY)
            second = pool.submit(published_by_job, postgresql)
            assert any(somebody_waits(postgresql) for _ in range(MOST_LOOKS))
        assert (first, second.result()) == (1, 0)
    with postgresql.reading(at=NOW) as session:
        assert session.scalar(select(func.count()).select_from(OutlookMonth)) == 1

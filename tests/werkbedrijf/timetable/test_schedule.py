from datetime import UTC, datetime, time, timedelta

import pytest

from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.timetable.schedule import Daily, Every

MORNING = Daily(time(6, 30))


def dutch(*parts):
    return datetime(*parts, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25), (2028, 2, 29), (2026, 11, 23)])
def test_a_daily_job_is_due_once_on_every_day_also_when_the_clock_jumps(day):
    start = dutch(*day, 0, 0).astimezone(UTC)
    minutes = [start + timedelta(minutes=n) for n in range(23 * 60)]
    due = {MORNING.last_due(at) for at in minutes if MORNING.last_due(at) >= start}
    assert due == {dutch(*day, 6, 30).astimezone(UTC)}


def test_last_and_next_meet_without_a_gap():
    for rule in (MORNING, Every(timedelta(seconds=15)), Every(timedelta(minutes=10))):
        at = datetime(2026, 10, 24, 12, 0, 7, tzinfo=UTC)
        for _ in range(300):
            following = rule.next_due(at)
            assert rule.last_due(at) <= at < following
            assert rule.last_due(following) == following
            assert rule.last_due(following - timedelta(seconds=1)) == rule.last_due(at)
            at = following


def test_a_rule_says_itself():
    assert MORNING.words == "elke dag om 06:30 uur"
    assert Every(timedelta(seconds=15)).words == "elke 15 seconden"
    assert Every(timedelta(minutes=10)).words == "elke 10 minuten"
    assert Every(timedelta(hours=1)).words == "elk uur"

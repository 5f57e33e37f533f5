"""The picture of the alderman's page, read as the text it is."""

import re
from datetime import date
from decimal import Decimal

import pytest

from werkbedrijf.dashboards.pictures import jobs_over_time
from werkbedrijf.foundation.periods import month_ends
from werkbedrijf.garantiebanen.counting import Count, Sum


def counted(on: date) -> Count:
    total = Sum(persons=12, hours=Decimal(306), jobs=Decimal(12), fte=Decimal("8.5"))
    return Count(
        on=on,
        hours_per_job=Decimal("25.5"),
        hours_full_time=Decimal(36),
        total=total,
        by_gemeente={},
        left_out={},
    )


@pytest.mark.parametrize("months", [2, 3, 12])
def test_no_month_is_written_twice_below_the_line(months):
    days = [*month_ends(date(2026, 11, 22), months), date(2026, 11, 22)]
    drawn = jobs_over_time([counted(day) for day in days], Decimal(30))
    labels = re.findall(r">([a-z]{3} \d\d)<", drawn)

    assert labels
    assert len(labels) == len(set(labels))

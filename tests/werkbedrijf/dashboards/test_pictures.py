"""The picture of the alderman's page, read as the text it is."""

import re
from datetime import date
from decimal import Decimal

import pytest

from werkbedrijf.dashboards.pictures import jobs_over_time
from werkbedrijf.foundation.periods import month_ends


@pytest.mark.parametrize("months", [2, 3, 12])
def test_no_month_is_written_twice_below_the_line(months):
    days = month_ends(date(2026, 11, 22), months)
    drawn = jobs_over_time([(day, Decimal(10)) for day in days], Decimal(30))
    labels = re.findall(r">([a-z]{3} \d\d)<", drawn)

    assert labels
    assert len(labels) == len(set(labels))

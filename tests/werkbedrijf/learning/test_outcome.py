"""What counts as lasting: half a year, and each reason to stop before it."""

from datetime import date

import pytest

from matching.placements.models import EndReason
from werkbedrijf.learning.outcome import half_year_after, lasted

START = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("ended_on", "reason", "came"),
    [
        (None, None, True),
        (date(2026, 9, 10), EndReason.BY_EMPLOYER, True),
        (date(2026, 9, 9), EndReason.BY_EMPLOYER, False),
        (date(2026, 5, 1), EndReason.CONTRACT_END, False),
        (date(2026, 5, 1), EndReason.BY_PERSON, False),
        (date(2026, 5, 1), EndReason.OTHER, False),
        (date(2026, 5, 1), EndReason.OTHER_WORK, None),
        (date(2026, 9, 10), EndReason.OTHER_WORK, True),
    ],
)
def test_half_a_year_and_the_reason_decide(ended_on, reason, came):
    assert lasted(START, ended_on, reason) is came


def test_half_a_year_at_the_end_of_a_month():
    assert half_year_after(date(2026, 8, 31)) == date(2027, 2, 28)
    assert half_year_after(date(2026, 12, 1)) == date(2027, 6, 1)

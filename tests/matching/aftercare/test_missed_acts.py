"""Days that were not worked as agreed: said once, taken back, told to the coach, and never with a why."""

from datetime import timedelta
from decimal import Decimal

import pytest

from matching.aftercare.answers import Missed
from matching.aftercare.missed.actions import report_day, withdraw_day
from matching.aftercare.queries import care_of
from matching.aftercare.warning import Rule
from tests.making import MONDAY
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def placement(make):
    return make.placement(ends_on=MONDAY + 26 * WEEK)


def coach_of(make, placement):
    return make.actor_of(placement.candidate.coach)


def care(make, placement, on=MONDAY):
    (found,) = care_of(make.session, [placement], on)
    return found


def missed(make, placement, *, day=MONDAY, hours="6", kind=Missed.WHOLE, on=MONDAY, by=None):
    actor = by or coach_of(make, placement)
    return report_day(make.session, actor, placement, kind, day=day, hours=Decimal(hours) if hours else None, on=on)


def test_a_day_is_said_once_taken_back_and_said_again(make, placement):
    first = missed(make, placement)
    with pytest.raises(InputRefused, match="staat er al"):
        missed(make, placement, kind=Missed.PART)
    withdraw_day(make.session, coach_of(make, placement), first, on=MONDAY)
    missed(make, placement, kind=Missed.PART, hours="1.5")

    assert [(one.kind, one.hours) for one in care(make, placement).missed] == [(Missed.PART, Decimal("1.5"))]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"day": None}, "day"),
        ({"day": MONDAY + DAY}, "day"),
        ({"day": MONDAY - DAY}, "day"),
        ({"hours": None}, "hours"),
        ({"hours": "0"}, "hours"),
        ({"hours": "12.25"}, "hours"),
        ({"hours": "1.1"}, "hours"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(make, placement, facts, field):
    with pytest.raises(InputRefused) as refused:
        missed(make, placement, **facts)

    assert set(refused.value.problems) == {field}


def test_the_coach_hears_of_what_an_employer_says_and_no_name_is_in_it(make, placement):
    employer = make.actor_of(make.employer_user(placement.vacancy.employer))
    row = missed(make, placement, by=employer)
    missed(make, placement, day=MONDAY + DAY, on=MONDAY + DAY)

    (message,) = make.session.query(OutboxMessage).filter(OutboxMessage.key.like("nazorg:%")).all()

    assert row.by_employer and message.to_address == placement.candidate.coach.email
    assert placement.candidate.last_name not in message.body + message.subject


def test_two_days_not_come_are_a_reason_until_one_is_taken_back(make, placement):
    missed(make, placement)
    second = missed(make, placement, day=MONDAY + DAY, on=MONDAY + DAY)
    assert Rule.NO_SHOW in {one.rule for one in care(make, placement, MONDAY + DAY).reasons}

    withdraw_day(make.session, coach_of(make, placement), second, on=MONDAY + DAY)

    assert Rule.NO_SHOW not in {one.rule for one in care(make, placement, MONDAY + DAY).reasons}

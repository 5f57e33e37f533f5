"""Wage and loonwaarde are periods too, exact, and for nobody but who keeps the file."""

from datetime import timedelta
from decimal import Decimal

import pytest

from matching.placements.reasons import TermsReason
from matching.placements.workflow import PlacementStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.wages.actions import say_loonwaarde, say_wage
from werkbedrijf.wages.models import LoonwaardePeriod, Method, WagePeriod, WageUnit
from werkbedrijf.wages.policy import may_say_wages, may_see_wages
from werkbedrijf.wages.queries import holding, replaced

DAY = timedelta(days=1)
HOUR, MONTH = WageUnit.HOUR, WageUnit.MONTH


@pytest.fixture
def placement(make):
    return make.placement()


@pytest.fixture
def coach(make, placement):
    return make.actor_of(placement.candidate.coach)


def wages(session, placement):
    rows = session.scalars(holding(WagePeriod, placement))
    return [(row.starts_on, row.ends_on, row.wage, row.unit) for row in rows]


def test_a_rise_closes_the_wage_before_it(session, placement, coach):
    say_wage(session, coach, placement, Decimal("14.99"), HOUR, from_on=MONDAY, on=MONDAY)
    say_wage(session, coach, placement, Decimal("2400.50"), MONTH, from_on=MONDAY + 40 * DAY, on=MONDAY)

    assert wages(session, placement) == [
        (MONDAY, MONDAY + 40 * DAY, Decimal("14.99"), HOUR),
        (MONDAY + 40 * DAY, None, Decimal("2400.50"), MONTH),
    ]
    assert session.scalars(replaced(WagePeriod, placement)).all() == []


def test_putting_a_wage_right_keeps_the_one_before_with_its_own_reason(session, placement, coach):
    say_wage(session, coach, placement, Decimal(15), HOUR, from_on=MONDAY, on=MONDAY)
    later, wrong = MONDAY + 50 * DAY, TermsReason.MISTAKE
    say_wage(session, coach, placement, Decimal(16), HOUR, from_on=MONDAY + 10 * DAY, on=later, reason=wrong)

    assert [row[2] for row in wages(session, placement)] == [Decimal(15), Decimal(16)]
    (before,) = session.scalars(replaced(WagePeriod, placement))
    assert (before.starts_on, before.ends_on, before.wage) == (MONDAY + 10 * DAY, None, Decimal(15))
    assert (before.noted_on, before.reason, before.replaced_on) == (MONDAY, TermsReason.AGREED, later)

    say_wage(session, coach, placement, Decimal(17), HOUR, from_on=MONDAY + 10 * DAY, on=later, reason=wrong)
    assert [row[2] for row in wages(session, placement)] == [Decimal(15), Decimal(17)]
    assert [row.wage for row in session.scalars(replaced(WagePeriod, placement))] == [Decimal(16), Decimal(15)]


def test_a_loonwaarde_is_whole_percent_over_time(session, placement, coach):
    say_loonwaarde(session, coach, placement, 50, Method.AGREED, from_on=MONDAY, on=MONDAY)
    say_loonwaarde(session, coach, placement, 63, Method.MEASURED, from_on=MONDAY + 90 * DAY, on=MONDAY)

    rows = session.scalars(holding(LoonwaardePeriod, placement)).all()
    assert [(row.percent, row.method, row.ends_on) for row in rows] == [
        (50, Method.AGREED, MONDAY + 90 * DAY),
        (63, Method.MEASURED, None),
    ]


@pytest.mark.parametrize(
    ("wage", "unit", "days", "field"),
    [
        ("0", HOUR, 0, "wage"),
        ("150.01", HOUR, 0, "wage"),
        ("14.999", HOUR, 0, "wage"),
        ("2400", MONTH, -1, "from_on"),
        ("2400", MONTH, 900, "from_on"),
    ],
)
def test_a_wage_that_cannot_be_is_refused(session, placement, coach, wage, unit, days, field):
    with pytest.raises(InputRefused) as refused:
        say_wage(session, coach, placement, Decimal(wage), unit, from_on=MONDAY + days * DAY, on=MONDAY)
    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_loonwaarde_that_cannot_be_is_refused(session, placement, coach, percent):
    with pytest.raises(InputRefused):
        say_loonwaarde(session, coach, placement, percent, Method.MEASURED, from_on=MONDAY, on=MONDAY)


def test_the_same_again_changes_nothing(session, placement, coach):
    say_wage(session, coach, placement, Decimal(15), HOUR, from_on=MONDAY, on=MONDAY)
    with pytest.raises(InputRefused, match="niets gewijzigd"):
        say_wage(session, coach, placement, Decimal(15), HOUR, from_on=MONDAY + 5 * DAY, on=MONDAY)


def test_only_who_keeps_the_file_sees_them(make, placement, coach):
    own = make.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    elsewhere = make.user(Role.ACCOUNT_MANAGER, organisation=make.organisation())
    placement.vacancy.employer.account_manager = elsewhere
    employer = make.employer_user(placement.vacancy.employer)

    assert may_see_wages(coach, placement=placement)
    assert may_see_wages(make.actor_of(own), placement=placement)
    for user in (elsewhere, employer, make.user(Role.COACH)):
        verdict = may_see_wages(make.actor_of(user), placement=placement)
        assert not verdict
        assert verdict.hidden
    for role in (Role.ALDERMAN, Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR):
        assert not may_see_wages(make.actor(role), placement=placement)


def test_of_work_that_never_was_there_is_no_wage(make):
    cancelled = make.placement(status=PlacementStatus.CANCELLED)
    verdict = may_say_wages(make.actor_of(cancelled.candidate.coach), placement=cancelled)
    assert "geannuleerd" in verdict.reason

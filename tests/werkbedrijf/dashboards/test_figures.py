from datetime import date
from decimal import Decimal

import pytest

from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.dashboards.figures import line_over_time, picture_of, shown_points
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.garantiebanen.freezing import freeze_due

DAY = date(2026, 11, 23)


@pytest.fixture
def placed(session, make):
    make.parameters()
    coach = make.user(role="jobcoach")
    vacancies = {}

    def place(gemeente, persons, starts_on=date(2026, 1, 5)):
        if gemeente not in vacancies:
            vacancies[gemeente] = make.vacancy(make.establishment(gemeente_code=gemeente), seats=99)
        vacancy = vacancies[gemeente]
        for _ in range(persons):
            candidate = make.candidate(coach=coach)
            make.register_entry(candidate)
            row = Placement(
                reference=next_reference(session, Kind.PLACEMENT),
                candidate=candidate,
                vacancy=vacancy,
                kind=vacancy.kind,
                formal_employer=vacancy.employer,
                workplace=vacancy.establishment,
                contract_form=ContractForm.REGULAR,
                status=PlacementStatus.RUNNING,
                planned_on=starts_on,
                starts_on=starts_on,
                terms=[Terms(starts_on=starts_on, hours_per_week=Decimal("25.5"))],
            )
            session.add(row)
            record(session, MAKER, "placement.made", row)

    return place


@pytest.fixture
def published(session, make, placed):
    """Freeze the past months, and show what an alderman of a gemeente sees."""

    def _published(own=None, day=DAY):
        make.region()
        freeze_due(session, on=DAY)
        return picture_of(session, day, own)

    return _published


def test_a_small_gemeente_is_hidden_and_cannot_be_worked_out(placed, published):
    placed("GM0153", 33)
    placed("GM0164", 12)
    placed("GM0141", 4)

    picture = published("GM0153")
    shown = {line.code: line.figures.persons for line in picture.gemeenten if line.figures.persons}

    assert shown == {"GM0153": 30}
    assert picture.own.figures.persons == 30
    assert picture.month.on == date(2026, 10, 31)


def test_every_gemeente_of_the_region_has_a_line(placed, published):
    placed("GM0153", 30)

    assert len(published().gemeenten) == 14


def test_a_total_of_a_few_is_not_a_number(placed, published):
    placed("GM0153", 3)

    assert published().total.hidden


def test_before_the_first_month_ended_there_is_nothing(placed, published):
    placed("GM0153", 30, starts_on=date(2026, 11, 2))

    assert published() is None


def test_one_person_more_does_not_change_what_was_published(session, placed, published):
    placed("GM0153", 30, starts_on=date(2026, 10, 5))
    before = published().total
    placed("GM0153", 9, starts_on=date(2026, 10, 6))

    assert freeze_due(session, on=DAY) == 0
    assert picture_of(session, DAY, None).total == before


def test_the_quarter_before_is_the_month_that_was_published_then(placed, published):
    placed("GM0153", 21, starts_on=date(2026, 2, 2))
    placed("GM0153", 21, starts_on=date(2026, 10, 1))

    assert published().more_persons == 20


def test_a_few_persons_a_quarter_ago_cannot_be_worked_out(placed, published):
    placed("GM0153", 3, starts_on=date(2026, 2, 2))
    placed("GM0153", 19, starts_on=date(2026, 10, 1))

    assert published().more_persons is None


def test_the_line_starts_at_the_first_placement(session, placed, published):
    placed("GM0153", 1, starts_on=date(2026, 9, 10))
    published()

    assert [point.on for point in line_over_time(session, DAY)] == [date(2026, 9, 30), date(2026, 10, 31)]


def test_a_point_of_a_few_persons_is_not_drawn(session, placed, published):
    placed("GM0153", 4, starts_on=date(2026, 9, 10))
    placed("GM0153", 8, starts_on=date(2026, 10, 10))
    published()

    assert shown_points(line_over_time(session, DAY)) == [(date(2026, 10, 31), Decimal(10))]

from datetime import date
from decimal import Decimal

import pytest

from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.dashboards.figures import line_over_time, picture_of, shown_points
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference

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


def test_a_small_gemeente_is_hidden_and_cannot_be_worked_out(session, make, placed):
    placed("GM0153", 30)
    placed("GM0164", 12)
    placed("GM0141", 4)

    picture = picture_of(session, make.region(), DAY, "GM0153")
    shown = {line.code: line.figures.persons for line in picture.gemeenten if line.figures}

    assert shown["GM0153"] == 30
    assert "GM0141" not in shown and "GM0164" not in shown
    assert picture.own.figures.persons == 30


def test_every_gemeente_of_the_region_has_a_line(session, make, placed):
    picture = picture_of(session, make.region(), DAY, None)

    assert len(picture.gemeenten) == 14
    assert all(line.figures.persons == 0 for line in picture.gemeenten)


def test_a_total_of_a_few_is_not_a_number(session, make, placed):
    placed("GM0153", 3)

    assert picture_of(session, make.region(), DAY, None).total_is_small


def test_the_quarter_before_is_counted_with_its_own_day(session, make, placed):
    placed("GM0153", 11, starts_on=date(2026, 2, 2))
    placed("GM0153", 2, starts_on=date(2026, 10, 1))

    assert picture_of(session, make.region(), DAY, None).more_persons == 2


def test_a_few_persons_a_quarter_ago_cannot_be_worked_out(session, make, placed):
    placed("GM0153", 3, starts_on=date(2026, 2, 2))
    placed("GM0153", 9, starts_on=date(2026, 10, 1))

    assert picture_of(session, make.region(), DAY, None).more_persons is None


def test_the_line_starts_at_the_first_placement(session, placed):
    placed("GM0153", 1, starts_on=date(2026, 9, 10))

    days = [count.on for count in line_over_time(session, DAY)]

    assert days == [date(2026, 9, 30), date(2026, 10, 31), DAY]


def test_a_point_of_a_few_persons_is_not_drawn(session, placed):
    placed("GM0153", 4, starts_on=date(2026, 9, 10))
    placed("GM0153", 8, starts_on=date(2026, 10, 10))

    drawn = shown_points(line_over_time(session, DAY), 10)

    assert [count.on for count in drawn] == [date(2026, 10, 31), DAY]

"""A change of law: which jobs it touches, each amount before and after; and what has to be entered before it can be told."""

from datetime import date
from decimal import Decimal

import pytest

from matching.instruments.calculation import Work
from matching.instruments.changes import changes_between, touched
from matching.instruments.figures import Known, figures_on, running_out, shipped
from matching.instruments.outcome import outcome_of
from tests.conftest import MONDAY
from werkbedrijf.dashboards.today import today_for
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.parameters import Parameter, ParameterValue

JUNE, JULY = (figures_on(date(2026, month, 1), shipped()) for month in (6, 7))
BOTH = {Parameter.WML_HOUR, Parameter.WML_MONTH}
JOBS = {
    "A": ("PW_COLLEGE", Work(Decimal(36), 60)),
    "B": ("WAJONG", Work(Decimal(24), 40)),
}


def changed(figures, parameter, value):
    return figures_on(
        figures.day,
        {one: [row] for one, row in figures.known.items()} | {parameter: [Known(Decimal(value), figures.day, "AMvB")]},
    )


def test_a_new_minimum_wage_touches_every_job_with_before_and_after():
    found = touched(JOBS, JUNE, JULY)

    assert set(found) == {"A", "B"}
    subsidy = next(one for one in found["A"] if one.key == "lks")
    assert (subsidy.before, subsidy.after, subsidy.difference) == ("991.18", "1009.58", Decimal("18.40"))
    assert subsidy.article == "Participatiewet art. 10d lid 4"


def test_a_job_that_stays_as_it_was_is_left_away():
    higher_cap = changed(JULY, Parameter.LKS_FORFAIT, "55")

    assert touched(JOBS, JULY, higher_cap) == {}
    forfait = {"A": ("PW_COLLEGE", Work(Decimal(36), 60, forfait=True))}
    assert {one.key for one in touched(forfait, JULY, higher_cap)["A"]} >= {"lks", "surcharge", "total_period"}


def test_the_same_figures_change_nothing():
    for ground, work in JOBS.values():
        assert changes_between(outcome_of(JULY, ground, work), outcome_of(JULY, ground, work)) == []


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 11, 23), None),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2027, 1, 5), date(2027, 1, 1)),
        (date(2026, 6, 30), None),
    ],
)
def test_a_minimum_wage_is_asked_for_in_time_and_until_it_is_there(day, asked):
    found = running_out(day, shipped())

    assert {begins for _, begins in found} == ({asked} if asked else set())
    assert {parameter for parameter, _ in found} == (BOTH if asked else set())


def test_the_administrator_finds_it_on_vandaag_until_it_is_entered(session, make):
    make.parameters()
    actor = make.actor(Role.ADMINISTRATOR)
    december = date(2026, 12, 10)

    def lines(day):
        return [
            line.text for line in today_for(session, actor, day).waiting if line.text.startswith("Vul in: Minimumloon")
        ]

    assert lines(MONDAY) == []
    assert lines(december) == [
        "Vul in: Minimumloon per uur vanaf 1 jan 2027",
        "Vul in: Minimumloon per maand bij 36 uur vanaf 1 jan 2027",
    ]
    for parameter in BOTH:
        row = ParameterValue(name=parameter, valid_from=date(2027, 1, 1), value=Decimal(2400), source="Staatscourant")
        make._add(row, "parameter.set")
    assert lines(december) == []

"""A new amount and what somebody at work notices of it: before, after, and nothing where nothing changes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.instruments.calculation import Work
from matching.instruments.figures import Known, shipped
from matching.instruments.grounds import CODES
from werkbedrijf.foundation.parameter_names import Parameter
from werkbedrijf.lawchanges.changes import SHOWN, noticed, running, summed, turns

JULY = date(2026, 7, 1)
JOB = Work(Decimal(36), 60)


def turn_of_july():
    return next(turn for turn in turns(shipped()) if turn.day == JULY)


def test_the_minimum_wage_of_july_is_a_turn_with_both_values():
    values = {one.parameter: (one.before, one.after) for one in turn_of_july().values}

    assert values[Parameter.WML_MONTH] == (Decimal("2294.40"), Decimal("2337.00"))
    assert values[Parameter.WML_HOUR] == (Decimal("14.71"), Decimal("14.99"))
    assert Parameter.LKS_MOST not in values


def test_the_subsidy_before_and_after_is_what_each_day_gives():
    # 2,294.40 x 1.08 = 2,477.952; 40 percent is 991.1808, with 23.5 percent 1,224.108; after: 1,246.84 (domain, 2.2).
    changes = {one.key: (one.before, one.after, one.article) for one in noticed(turn_of_july(), "PW_COLLEGE", JOB)}

    assert changes == {"lks_with_surcharge": (Decimal("1224.11"), Decimal("1246.84"), "Participatiewet art. 10d lid 4")}


def test_a_subsidy_that_runs_takes_a_new_minimum_wage_over_on_the_first_of_january():
    rows = shipped()
    rows[Parameter.WML_MONTH] = [*rows[Parameter.WML_MONTH], Known(Decimal("2386.00"), date(2027, 1, 1), "proef")]
    rows[Parameter.WML_HOUR] = [*rows[Parameter.WML_HOUR], Known(Decimal("15.30"), date(2027, 1, 1), "proef")]
    winter, summer = turns(rows)[0], turn_of_july()

    def told(turn, start, ground="PW_COLLEGE"):
        return [(one.before, one.after) for one in noticed(turn, ground, JOB, subsidy=running(turn, rows)(start))]

    # 2,386 x 1.08 x 40 % x 1.235 = 1,272.98; it was set by 2,294.40 in April, or by 2,337.00 in September.
    assert told(summer, date(2026, 4, 9)) == []
    assert told(winter, date(2026, 4, 9)) == [(Decimal("1224.11"), Decimal("1272.98"))]
    assert told(winter, date(2026, 9, 1)) == [(Decimal("1246.84"), Decimal("1272.98"))]
    assert len(told(summer, date(2026, 4, 9), "WAJONG")) == 1


def test_another_maximum_of_the_law_reaches_a_running_subsidy_at_once():
    rows = shipped()
    rows[Parameter.LKS_MOST] = [*rows[Parameter.LKS_MOST], Known(Decimal(30), date(2026, 9, 1), "proef")]
    autumn = next(turn for turn in turns(rows) if turn.day == date(2026, 9, 1))

    (change,) = noticed(autumn, "PW_COLLEGE", JOB, subsidy=running(autumn, rows)(date(2026, 4, 9)))

    # 30 percent of 2,477.952, with 23.5 percent on top.
    assert change.after == Decimal("918.08")


def test_who_gets_no_subsidy_notices_nothing_of_a_new_minimum_wage():
    assert noticed(turn_of_july(), "WIW_ID", JOB) == []


def test_a_day_before_which_nothing_is_known_is_no_turn():
    assert date(2026, 1, 1) not in {turn.day for turn in turns(shipped())}


def test_a_value_that_is_entered_anew_and_the_same_is_no_turn():
    rows = shipped()
    again = Known(rows[Parameter.LKS_MOST][-1].value, date(2026, 9, 1), "nog eens")
    rows[Parameter.LKS_MOST] = [*rows[Parameter.LKS_MOST], again]

    assert date(2026, 9, 1) not in {turn.day for turn in turns(rows)}


@pytest.mark.parametrize("code", CODES)
def test_every_line_shown_has_a_label(code):
    assert {one.key for one in noticed(turn_of_july(), code, JOB)} <= set(SHOWN)


@given(st.lists(st.tuples(st.decimals("0.5", "40", places=1), st.integers(0, 100)), max_size=6))
def test_the_sums_are_those_of_the_placements(jobs):
    turn = turn_of_july()
    each = [noticed(turn, "PRAKTIJKROUTE", Work(hours, percent)) for hours, percent in jobs]
    sums = summed(change for changes in each for change in changes)

    told = [one for changes in each for one in changes if one.key == "lks_with_surcharge"]
    assert sums.get("lks_with_surcharge", (0, 0))[1] == sum(one.after for one in told)
    assert all(after >= before for before, after in sums.values())

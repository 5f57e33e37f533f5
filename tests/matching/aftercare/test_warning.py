"""The rules that make a coach look sooner: each from its threshold on, each with a sentence, none with a figure for a person."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.aftercare.answers import Going, Missed
from matching.aftercare.hours import Grant, balance_of, current
from matching.aftercare.plan import Offsets, plan_of, standing
from matching.aftercare.warning import Facts, MissedDay, Reason, Rule, Thresholds, reasons

DAY = date(2026, 11, 23)
LIMITS = Thresholds(no_shows=2, missed_percent=Decimal(20), within_days=28, late_after=7)
OFFSETS = Offsets(14, 3, 42, 56)
GRANT = Grant("1", date(2026, 9, 1), date(2027, 2, 28), Decimal(10))


def missed(*back, kind=Missed.WHOLE, hours=6):
    return [MissedDay(DAY - timedelta(days=one), kind, Decimal(hours)) for one in back]


def told(**facts):
    return [one.sentence for one in reasons(Facts(DAY, **facts), LIMITS)]


def test_nothing_to_tell_when_it_goes_well():
    assert told(missed=missed(3), agreed_hours=Decimal(96), person=Going.WELL, employer=Going.WELL) == []


@pytest.mark.parametrize(
    ("back", "says"),
    [((0, 27), True), ((0, 28), False), ((3,), False), ((1, 2, 3), True)],
)
def test_not_coming_twice_in_four_weeks_is_a_reason_and_a_day_longer_ago_is_none(back, says):
    found = reasons(Facts(DAY, missed(*back)), LIMITS)

    assert bool(found) is says
    if says:
        assert found[0].sentence == f"{'Drie' if len(back) == 3 else 'Twee'} keer niet gekomen in vier weken."


def test_who_came_later_did_come():
    assert told(missed=missed(1, 2, 3, kind=Missed.PART, hours=1), agreed_hours=Decimal(96)) == []


@pytest.mark.parametrize(("hours", "says"), [("19.25", True), ("19.2", False)])
def test_missed_hours_are_a_reason_above_the_share_and_not_at_it(hours, says):
    found = told(missed=missed(4, kind=Missed.PART, hours=hours), agreed_hours=Decimal(96))

    assert bool(found) is says


@pytest.mark.parametrize(
    ("days", "says"), [(13, []), (14, ["In twee weken is 24 van de 48 uur niet gewerkt (50 procent)."])]
)
def test_the_first_days_say_nothing_yet_about_hours(days, says):
    found = told(missed=missed(4, kind=Missed.PART, hours=24), agreed_hours=Decimal(48), worked_days=days)

    assert found == says


def test_the_sentence_says_how_many_hours_of_how_many():
    found = told(missed=missed(4, kind=Missed.PART, hours=24), agreed_hours=Decimal(96))

    assert found == ["In vier weken is 24 van de 96 uur niet gewerkt (25 procent)."]


@pytest.mark.parametrize(
    ("person", "employer", "says"),
    [
        (Going.BADLY, Going.WELL, ["De medewerker zei op 20 nov 2026: het gaat niet goed."]),
        (Going.MIXED, Going.BADLY, ["De werkgever zei op 20 nov 2026: het gaat niet goed."]),
        (Going.BADLY, Going.BADLY, ["De medewerker en de werkgever zeiden op 20 nov 2026: het gaat niet goed."]),
        (Going.MIXED, Going.UNKNOWN, []),
    ],
)
def test_the_last_contact_that_went_badly_is_a_reason(person, employer, says):
    assert told(last_on=date(2026, 11, 20), person=person, employer=employer) == says


def test_a_moment_that_is_too_late_and_an_agreement_that_is_past_are_reasons():
    plan = plan_of(date(2026, 11, 1), None, OFFSETS)

    found = told(moments=standing(plan, {}, DAY, OFFSETS, late_after=7), agreement_on=DAY - timedelta(days=1))

    assert found == [
        "Het contact ‘na de eerste weken’ was voor 15 nov 2026 gepland en is nog niet geweest.",
        "De afspraak van 22 nov 2026 is voorbij en er is nog geen contact vastgelegd.",
    ]
    assert told(agreement_on=DAY) == []


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        (479, []),
        (480, ["Van de 10 uur van de jobcoach is nog 2 uur over."]),
        (600, ["De 10 uur van de jobcoach zijn op."]),
    ],
)
def test_hours_that_are_nearly_gone_are_a_reason(minutes, says):
    balance = balance_of(GRANT, [(date(2026, 10, 1), minutes)], low_percent=Decimal(20))

    assert told(balance=balance) == says


@given(st.lists(st.tuples(st.dates(date(2026, 8, 1), date(2027, 4, 1)), st.integers(0, 960)), max_size=30))
def test_what_is_left_is_what_was_granted_less_what_was_written_in_any_order(spent):
    balance = balance_of(GRANT, spent, low_percent=Decimal(20))
    inside = sum(minutes for day, minutes in spent if GRANT.since <= day <= GRANT.until)

    assert balance == balance_of(GRANT, list(reversed(spent)), low_percent=Decimal(20))
    assert abs(balance.spent * 60 - inside) <= Decimal("0.31")
    assert (balance.low_since is not None) == (inside >= 480)


@pytest.mark.parametrize(
    ("day", "hours"), [(GRANT.since, 1), (GRANT.until, 1), (date(2026, 8, 31), 0), (date(2027, 3, 1), 0)]
)
def test_both_days_of_a_grant_are_of_it_and_the_days_beside_it_are_not(day, hours):
    assert balance_of(GRANT, [(day, 60)], low_percent=Decimal(20)).spent == hours


def test_the_grant_of_today_counts_and_else_the_last_one():
    first = balance_of(Grant("1", date(2026, 1, 1), date(2026, 6, 30), Decimal(5)), [], low_percent=Decimal(20))
    second = balance_of(Grant("2", date(2026, 9, 1), date(2026, 12, 31), Decimal(5)), [], low_percent=Decimal(20))

    assert current([first, second], date(2026, 8, 1)) is first
    assert current([first, second], date(2027, 3, 1)) is second
    assert current([first, second], date(2025, 1, 1)) is None


def test_a_reason_is_a_sentence_and_never_a_figure():
    assert {one.name for one in fields(Reason)} == {"rule", "sentence", "since"}
    assert len(set(Rule)) == 6

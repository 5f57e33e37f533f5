"""Each indicator against a small example worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from werkbedrijf.garantiebanen.counting import Work
from werkbedrijf.indicators.definitions import Shape, Split, Status, indicators
from werkbedrijf.indicators.measuring import MEASURES, NOT_KEPT, measured, split
from werkbedrijf.indicators.quarters import Quarter
from werkbedrijf.indicators.records import Facts, Place, Spell, Standing, Start

Q3 = Quarter(2026, 3)
END = Q3.last


def facts(**parts):
    return Facts(quarter=Q3, on=END, **parts)


def work(person, hours, gemeente="GM0153", **values):
    values = {"kind": "garantiebaan", "contract_form": "regulier", "started": True, "registered": True} | values
    return Work(f"PL-{person}", person, gemeente, hours=None if hours is None else Decimal(hours), **values)


def spell(person, starts_on, ended_on=None, gemeente="GM0153", kind="garantiebaan", ground="PW_COLLEGE"):
    return Spell(f"PL-{person}", person, gemeente, kind, ground, starts_on, ended_on)


def test_there_are_nineteen_and_each_can_be_worked_out_or_says_where_it_comes_from():
    assert list(indicators()) == [f"I{number:02}" for number in range(1, 20)]
    for code, one in indicators().items():
        assert (code in MEASURES) != bool(one.get), code
        assert one.plain and one.read and one.source and one.unit and one.numerator


def test_what_the_law_sets_what_others_say_and_what_is_ours_is_told_apart():
    status = {code: one.status for code, one in indicators().items()}

    assert {code for code, one in status.items() if one is Status.STATUTORY} == {"I01", "I18"}
    assert {code for code, one in status.items() if one is Status.EXTERNAL} == {"I05", "I06", "I11", "I16", "I19"}


def test_jobs_persons_and_fte_of_the_same_work():
    known = facts(
        works=[work(1, "25.5"), work(2, "12.75"), work(2, "12.75"), work(3, None), work(4, 20, registered=False)]
    )

    jobs, persons, fte = (measured(code, known) for code in ("I02", "I03", "I04"))

    assert (jobs.value, jobs.numerator, jobs.denominator) == (Decimal("2.00"), Decimal("51.00"), Decimal("25.5"))
    assert (persons.value, fte.value) == (2, Decimal("1.42"))
    assert jobs.left_out == 2


def test_starts_of_the_quarter_and_no_other():
    known = facts(
        spells=[
            spell(1, Q3.first),
            spell(1, date(2026, 8, 1), kind="leerwerkplek", ground=""),
            spell(2, END, gemeente="GM0164"),
            spell(3, date(2026, 6, 30)),
            spell(4, date(2026, 10, 1)),
        ]
    )

    assert measured("I07", known).value == 3
    assert measured("I07", known).people == 2
    assert {part: one.value for part, one in split("I07", known, Split.GEMEENTE).items()}["GM0153"] == 2
    assert {part: one.value for part, one in split("I08", known, Split.KIND).items()} == {
        "garantiebaan": 2,
        "leerwerkplek": 1,
    }
    assert {part: one.value for part, one in split("I08", known, Split.GROUND).items()} == {"PW_COLLEGE": 2, "geen": 1}


def test_lasting_work_counts_what_followed_elsewhere_and_stays_with_the_gemeente_of_the_start():
    known = facts(
        spells=[
            spell(1, date(2026, 1, 5), date(2026, 3, 1)),
            spell(1, date(2026, 3, 20), None, "GM0164"),
            spell(2, date(2026, 1, 5), date(2026, 3, 1)),
            spell(3, date(2026, 8, 1)),
        ]
    )

    whole = measured("I09", known)
    assert (whole.numerator, whole.denominator, whole.value) == (2, 3, Decimal("66.7"))
    assert measured("I09", known, "GM0153").value == Decimal("50.0")
    assert measured("I10", known).value is None and measured("I10", known).missing


def test_seats_that_closed_and_who_filled_them():
    known = facts(
        places=[
            Place("P-1", "GM0153", 3, date(2026, 5, 1), date(2026, 9, 1), starts=(Start(date(2026, 8, 1)),)),
            Place("P-2", "GM0153", 1, date(2026, 5, 1), starts=(Start(date(2026, 8, 1), proposed=False),)),
            Place("P-3", "GM0153", 5, date(2026, 5, 1), date(2026, 10, 2)),
        ]
    )
    one = measured("I12", known)

    # One of the three seats of P-1 is filled by us and two stay empty; the seat of P-2 is filled by somebody else.
    assert (one.numerator, one.denominator, one.value) == (1, 4, Decimal("25.0"))


def test_days_until_the_first_card_and_the_first_day_of_work():
    known = facts(
        places=[
            Place("P-1", "GM0153", 1, date(2026, 7, 1), None, date(2026, 7, 11), (Start(date(2026, 8, 10)),)),
            Place("P-2", "GM0153", 1, date(2026, 7, 1), None, date(2026, 7, 21)),
            Place("P-3", "GM0153", 1, date(2026, 7, 1), None, date(2026, 8, 10)),
            Place("P-4", "GM0153", 1, date(2026, 7, 1)),
        ]
    )
    card, start = measured("I13", known), measured("I14", known)

    assert (card.value, card.denominator, card.left_out) == (Decimal("20.0"), 3, 1)
    assert (start.value, start.denominator, start.left_out) == (Decimal("40.0"), 1, 3)


def test_a_profile_is_ready_when_it_is_whole_confirmed_and_somebody_can_begin():
    ready = {"active": True, "complete": True, "available_from": END, "confirmed_on": date(2026, 7, 2)}
    people = [
        Standing(1, "GM0153", **ready),
        Standing(2, "GM0153", **ready | {"complete": False}),
        Standing(3, "GM0153", **ready | {"confirmed_on": date(2026, 7, 1)}),
        Standing(4, "GM0164", **ready | {"available_from": date(2026, 10, 1)}),
        Standing(5, "GM0164", **ready | {"active": False}),
    ]
    one = measured("I15", facts(people=people))

    assert (one.numerator, one.denominator, one.value, one.on) == (1, 5, Decimal("20.0"), END)


def test_a_figure_that_is_not_known_is_no_nought():
    for code in ("I09", "I10", "I12", "I13", "I14"):
        one = measured(code, facts())
        assert one.value is None and one.missing, code
    assert measured("I15", facts()).missing == NOT_KEPT


@pytest.mark.parametrize("code", [code for code, one in indicators().items() if one.shape is Shape.OUTSIDE])
def test_what_is_not_ours_is_never_worked_out(code):
    with pytest.raises(KeyError):
        measured(code, facts())

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.garantiebanen.counting import SENTENCES, LeftOut, Work, count_on, why_left_out

DAY = date(2026, 11, 23)
RULES = {"hours_per_job": Decimal("25.5"), "hours_full_time": Decimal(36)}


def work(**values):
    facts = {
        "reference": "PL-0001",
        "person": 1,
        "gemeente": "GM0153",
        "kind": "garantiebaan",
        "contract_form": "regulier",
        "started": True,
        "registered": True,
        "hours": Decimal(24),
    } | values
    return Work(**facts)


@pytest.mark.parametrize(
    ("hours", "jobs", "fte"),
    [("36", "1.41", "1.00"), ("12", "0.47", "0.33"), ("25.5", "1.00", "0.71"), ("24", "0.94", "0.67")],
)
def test_the_published_examples_hold(hours, jobs, fte):
    count = count_on(DAY, [work(hours=Decimal(hours))], **RULES)

    assert (count.total.persons, str(count.total.jobs), str(count.total.fte)) == (1, jobs, fte)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"kind": "vacature"}, None),
        ({"contract_form": "wsw_detachering"}, None),
        ({"contract_form": "wsw_begeleid_werken"}, None),
        ({"contract_form": "uitzend"}, None),
        ({"kind": "leerwerkplek"}, LeftOut.LEARNING),
        ({"kind": "beschutte_werkplek"}, LeftOut.SHELTERED),
        ({"contract_form": "wsw_intern"}, LeftOut.WSW_INTERNAL),
        ({"contract_form": "geen_arbeidscontract"}, LeftOut.NO_CONTRACT),
        ({"started": False}, LeftOut.NOT_STARTED),
        ({"registered": False}, LeftOut.NOT_REGISTERED),
        ({"hours": None}, LeftOut.NO_HOURS),
    ],
)
def test_what_counts_and_what_does_not(facts, reason):
    assert why_left_out(work(**facts)) == reason


def test_hours_are_rounded_once_after_adding():
    three = [work(person=n, hours=Decimal("8.5")) for n in range(3)]

    assert str(count_on(DAY, three, **RULES).total.jobs) == "1.00"
    assert str(count_on(DAY, three[:1], **RULES).total.jobs) == "0.33"


def test_a_person_with_two_jobs_is_one_person_and_all_hours():
    total = count_on(DAY, [work(), work(reference="PL-0002", gemeente="GM0164")], **RULES).total

    assert (total.persons, total.hours) == (1, Decimal(48))


works = st.lists(
    st.builds(
        work,
        person=st.integers(1, 9),
        gemeente=st.sampled_from(["GM0153", "GM0164", "GM0141"]),
        kind=st.sampled_from(["garantiebaan", "leerwerkplek", "vacature"]),
        registered=st.booleans(),
        started=st.booleans(),
        hours=st.none() | st.decimals(1, 60, places=1),
    ),
    max_size=12,
)


@given(works)
def test_every_placement_is_counted_or_left_out_with_one_reason(rows):
    count = count_on(DAY, rows, **RULES)

    counted = sum(why_left_out(row) is None for row in rows)
    assert counted + sum(count.left_out.values()) == len(rows)


@given(works)
def test_the_parts_add_up_to_the_whole_in_hours(rows):
    count = count_on(DAY, rows, **RULES)

    assert sum(part.hours for part in count.by_gemeente.values()) == count.total.hours


def test_a_reason_reads_of_a_day_and_of_a_month_alike():
    assert [words for words in SENTENCES.values() if "deze dag" in words] == []

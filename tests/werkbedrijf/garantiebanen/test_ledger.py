"""The ledger against its rules: nothing twice, the whole is its parts, and the order of rows tells nothing."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.ledger import UNKNOWN, WHOLE, By, Rules, figures, ledger_of
from werkbedrijf.garantiebanen.months import columns_of, count_months
from werkbedrijf.garantiebanen.stretches import Entry, Placed, Span, Term, day_span, month_span, stretches_of

RULES = Rules(Decimal("25.5"), Decimal("110.92"), Decimal(36))
OCTOBER = month_span(date(2026, 10, 1))
ALWAYS = (Entry(date(2020, 1, 1), None, "PW_COLLEGE"),)


def placed(reference="PL-0001", *, hours="25.5", starts_on=date(2026, 1, 1), **values):
    facts = {
        "person": 1,
        "place": 1,
        "gemeente": "GM0153",
        "kind": "garantiebaan",
        "contract_form": "regulier",
        "started": True,
        "starts_on": starts_on,
        "ended_on": None,
        "terms": (Term(starts_on, None, Decimal(hours)),),
        "entries": ALWAYS,
        "sectors": (),
        "sector": "markt",
    }
    return Placed(reference=reference, **facts | values)


def ledger(*rows, span=OCTOBER, rules=RULES):
    return ledger_of(stretches_of(rows, span), span, rules)


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 10, 1), date(2028, 2, 1)])
def test_a_job_of_the_law_is_one_job_in_every_whole_month(month):
    total = ledger(placed(), span=month_span(month)).total

    assert (total.persons, str(total.hours), str(total.jobs), str(total.fte)) == (1, "110.92", "1.00", "0.71")


def test_twelve_months_are_the_hours_of_a_year():
    hours = sum(ledger(placed(), span=month_span(date(2026, m, 1))).total.hours for m in range(1, 13))

    assert abs(hours - 1331) <= Decimal("0.05")


def test_only_the_days_that_were_worked_count():
    half = placed(starts_on=date(2026, 10, 17), ended_on=date(2026, 10, 20))

    assert ledger(half).total.jobs == Decimal("0.10")  # 3 of 31 days


def test_wsw_counts_for_the_days_somebody_is_posted():
    posted = placed(
        contract_form="wsw_intern",
        terms=(
            Term(date(2026, 1, 1), date(2026, 10, 11), Decimal(36)),
            Term(date(2026, 10, 11), date(2026, 10, 21), Decimal(36), "wsw_detachering"),
            Term(date(2026, 10, 21), None, Decimal(36)),
        ),
    )
    found = ledger(posted)

    assert found.total.fte == figures(1, Decimal(36) * 10, OCTOBER, RULES).fte
    assert found.left_out == {LeftOut.WSW_INTERNAL: 1}


def test_the_sector_is_of_the_inlener_on_the_day():
    moved = placed(
        contract_form="uitzend", sectors=((date(2026, 1, 1), "markt"), (date(2026, 10, 11), "overheid")), sector="markt"
    )
    found = ledger(moved)

    assert {key: str(part.jobs) for key, part in found.parts[By.SECTOR].items()} == {
        "markt": "0.32",
        "overheid": "0.68",
    }
    assert set(found.parts[By.FORM]) == {"inleen"}


def test_when_the_sectors_end_one_figure_stays():
    one = Rules(RULES.hours_per_job, RULES.hours_per_job_month, RULES.hours_full_time, sectors_apart=False)
    rows = [placed(), placed("PL-0002", person=2, sector="overheid")]

    assert set(ledger(*rows, rules=one).parts[By.SECTOR]) == {WHOLE}
    assert ledger(*rows, rules=one).total == ledger(*rows).total


def test_what_lacks_data_is_left_out_and_said():
    rows = [
        placed("PL-0001", terms=()),
        placed("PL-0002", person=2, entries=()),
        placed("PL-0003", person=3, started=False),
        placed("PL-0004", person=4, pauses=(OCTOBER,)),
    ]
    found = ledger(*rows)

    assert found.total.persons == 0
    assert found.left_out == {
        LeftOut.NO_HOURS: 1,
        LeftOut.NOT_REGISTERED: 1,
        LeftOut.NOT_STARTED: 1,
        LeftOut.PAUSED: 1,
    }


def test_terms_that_overlap_count_once_by_the_last():
    doubled = placed(
        terms=(Term(date(2026, 1, 1), None, Decimal(36)), Term(date(2026, 6, 1), date(2027, 1, 1), Decimal("25.5")))
    )

    assert ledger(doubled).total.jobs == Decimal("1.00")


def test_a_placement_that_stands_twice_at_one_workplace_counts_once():
    rows = [placed(), placed("PL-0002", starts_on=date(2026, 10, 11))]
    found = ledger(*rows)

    assert (found.total.persons, found.total.jobs) == (1, Decimal("1.00"))
    assert found.left_out == {LeftOut.DOUBLE: 1}


def test_two_jobs_at_two_places_both_count_for_one_person():
    total = ledger(placed(hours="12"), placed("PL-0002", place=2, hours="13.5")).total

    assert (total.persons, total.jobs) == (1, Decimal("1.00"))


def test_two_grounds_at_once_do_not_count_twice():
    both = placed(entries=(*ALWAYS, Entry(date(2026, 10, 11), date(2026, 10, 21), "WAJONG")))
    found = ledger(both)

    assert found.total.jobs == Decimal("1.00")
    assert {key: str(part.jobs) for key, part in found.parts[By.GROUND].items()} == {
        "PW_COLLEGE": "0.68",
        "WAJONG": "0.32",
    }


# ------------------------------------------------------------------------------------------ properties

days = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
later = st.none() | st.integers(1, 200)


def ends(first, length):
    return None if length is None else first + timedelta(days=length)


terms = st.builds(
    lambda first, length, hours, form: Term(first, ends(first, length), hours, form),
    days,
    later,
    st.decimals(1, 40, places=1),
    st.sampled_from(["", "", "wsw_intern", "uitzend"]),
)
entries = st.builds(
    lambda first, length, ground: Entry(first, ends(first, length), ground),
    days,
    later,
    st.sampled_from(["PW_COLLEGE", "WAJONG", "WSW"]),
)


@st.composite
def placements(draw):
    rows = []
    for number in range(draw(st.integers(0, 7))):
        starts_on = draw(days)
        person = draw(st.integers(1, 3))
        rows.append(
            placed(
                f"PL-{number:04d}",
                person=person,
                place=draw(st.integers(1, 2)),
                gemeente=draw(st.sampled_from(["GM0153", "GM0141"])),
                kind=draw(st.sampled_from(["garantiebaan", "detachering", "beschutte_werkplek", "leerwerkplek"])),
                starts_on=starts_on,
                ended_on=ends(starts_on, draw(later)),
                terms=tuple(draw(st.lists(terms, max_size=3))),
                entries=tuple(draw(st.lists(entries, max_size=3))),
                sectors=tuple(draw(st.lists(st.tuples(days, st.sampled_from(["markt", "overheid"])), max_size=2))),
                pauses=tuple(Span(d, d + timedelta(days=9)) for d in draw(st.lists(days, max_size=1))),
            )
        )
    return rows


months = st.integers(0, 13).map(lambda n: month_span(date(2026 + n // 12, n % 12 + 1, 1)))


@given(placements(), months)
def test_hours_are_never_counted_twice(rows, span):
    """Per person and workplace no day is counted by two lines, and no line tells more hours than one of its terms."""
    by_place = defaultdict(list)
    for line in ledger(*rows, span=span).counted:
        by_place[line.stretch.work.person, line.stretch.place].append(line.stretch)
    known = {row.reference: {term.hours for term in row.terms} for row in rows}

    for pieces in by_place.values():
        for one, other in pairwise(sorted(pieces, key=lambda piece: piece.span.first)):
            assert one.span.until <= other.span.first
        assert all(piece.work.hours in known[piece.work.reference] for piece in pieces)


@given(placements(), months)
def test_every_figure_is_the_sum_of_its_lines_however_it_is_divided(rows, span):
    found = ledger(*rows, span=span)

    for by in By:
        behind = {key: found.behind(by, key) for key in found.parts[by]}
        for key, lines in behind.items():
            hour_days = sum((line.hour_days for line in lines), Decimal(0))
            persons = len({line.stretch.work.person for line in lines})
            assert figures(persons, hour_days, span, RULES) == found.parts[by][key]
        assert sum(len(lines) for lines in behind.values()) == len(found.counted)
        assert sum((line.hour_days for lines in behind.values() for line in lines), Decimal(0)) == sum(
            (line.hour_days for line in found.counted), Decimal(0)
        )


@given(placements(), months, st.randoms(use_true_random=False))
def test_the_order_of_rows_tells_nothing(rows, span, lot: Random):
    mixed = [
        Placed(
            **{name: getattr(row, name) for name in Placed.__slots__}
            | {"terms": _mixed(row.terms, lot), "entries": _mixed(row.entries, lot)}
        )
        for row in _mixed(rows, lot)
    ]

    assert ledger(*mixed, span=span) == ledger(*rows, span=span)


def _mixed(rows, lot):
    return tuple(lot.sample(list(rows), len(rows)))


@given(placements(), months)
def test_a_month_is_the_average_of_its_days(rows, span):
    every = [day_span(span.first + timedelta(days=n)) for n in range(span.days)]
    daily = sum((line.hour_days for day in every for line in ledger(*rows, span=day).counted), Decimal(0))

    assert daily == sum((line.hour_days for line in ledger(*rows, span=span).counted), Decimal(0))


@given(placements(), st.sampled_from([None, *By]))
def test_many_months_at_once_are_the_same_as_one_by_one(rows, by):
    firsts = [date(2026 + n // 12, n % 12 + 1, 1) for n in range(14)]
    pieces = stretches_of(rows, Span(firsts[0], month_span(firsts[-1]).until))
    told = count_months(columns_of(pieces, RULES, by), firsts).told(RULES)

    for place, first in enumerate(firsts):
        found = ledger(*rows, span=month_span(first))
        expected = found.parts[by] if by else ({WHOLE: found.total} if found.total.persons else {})
        assert {key: line[place] for key, line in told.items() if line[place].persons} == expected


def test_somebody_without_a_ground_stands_under_unknown_only_when_counted():
    assert UNKNOWN not in ledger(placed(entries=())).parts[By.GROUND]

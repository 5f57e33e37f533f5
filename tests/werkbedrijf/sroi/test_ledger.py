"""The books of social return: always in balance, the same in every order, and no hour twice."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.sroi.ledger import Books, Event, Kind, Worked

pytestmark = pytest.mark.pure

END = date(2026, 12, 31)
JANUARY = date(2026, 1, 1)
CONTRACTS, PEOPLE = ["C-0001", "C-0002"], ["A", "B"]
MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]
EURO = st.decimals(Decimal(-5000), Decimal(50000), places=2)
WORKED = st.builds(Worked, st.sampled_from(PEOPLE), st.sampled_from(MONTHS), st.decimals(0, 160, places=2))


@st.composite
def events(draw):
    made = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(Kind))
        made.append(
            Event(
                f"e{number}",
                kind,
                draw(st.sampled_from(CONTRACTS)),
                draw(st.dates(JANUARY, date(2027, 6, 30))),
                draw(EURO),
                worked=draw(WORKED) if kind is Kind.CONTRIBUTION else None,
            )
        )
    return made


def event(key, kind, amount, on=JANUARY, **more):
    return Event(key, kind, "C-0001", on, Decimal(amount), **more)


def test_a_contract_from_clause_to_settled_account():
    told = [
        event("clause", Kind.OBLIGATION, "50000.00"),
        event("january", Kind.CONTRIBUTION, "16666.67", date(2026, 6, 30), contribution="B-1"),
        event("too much", Kind.CORRECTION, "-666.67", date(2026, 8, 1), contribution="B-1"),
        event("smaller contract", Kind.OBLIGATION, "-10000.00", date(2026, 9, 1)),
        event("paid", Kind.SETTLEMENT, "24000.00", date(2027, 1, 15)),
    ]
    books = Books.of(told)
    at_end, settled = books.standing("C-0001", END), books.standing("C-0001", date(2027, 1, 15))
    assert (at_end.promised, at_end.done, at_end.left) == (Decimal(40000), Decimal(16000), Decimal(24000))
    assert (settled.settled, settled.left) == (Decimal(24000), 0)
    assert books.standing("C-0001", date(2025, 12, 31)).promised == 0


@given(events(), st.randoms(use_true_random=False))
def test_the_order_and_how_often_something_came_change_nothing(told, random):
    again = told + random.sample(told, k=len(told) // 2)
    random.shuffle(again)
    for contract in CONTRACTS:
        assert Books.of(again).standing(contract, END) == Books.of(told).standing(contract, END)
    assert Books.of(again).counted() == Books.of(told).counted()


@given(events())
def test_all_accounts_together_are_nothing(told):
    for contract in CONTRACTS:
        books = Books.of(told)
        assert sum(books.accounts(contract, END).values()) == 0
        standing = books.standing(contract, END)
        assert standing.left == standing.promised - standing.done - standing.settled


@given(events())
def test_a_contract_is_not_touched_by_another(told):
    first = CONTRACTS[0]
    alone = Books.of(one for one in told if one.contract == first)
    assert alone.standing(first, END) == Books.of(told).standing(first, END)


@given(st.lists(st.tuples(st.sampled_from(CONTRACTS), WORKED), max_size=15), st.decimals(0, 200, places=2))
def test_taking_no_more_than_is_free_never_counts_an_hour_twice(claims, worked):
    """Whoever asks first, over all contracts."""
    told = []
    for number, (contract, asked) in enumerate(claims):
        free = Books.of(told).free(asked.person, asked.month, worked)
        hours = Worked(asked.person, asked.month, min(asked.hours, free))
        told.append(Event(f"e{number}", Kind.CONTRIBUTION, contract, JANUARY, Decimal(1), worked=hours))
    everybody = {(person, month): worked for person in PEOPLE for month in MONTHS}
    assert Books.of(told).too_many(everybody) == []


def test_an_hour_that_counted_twice_is_found_over_two_contracts():
    hours = Worked("A", JANUARY, Decimal(100))
    told = [Event(key, Kind.CONTRIBUTION, key, JANUARY, Decimal(1), worked=hours) for key in CONTRACTS]
    (found,) = Books.of(told).too_many({("A", JANUARY): Decimal(160)})
    assert (found.person, found.counted, found.worked) == ("A", Decimal(200), Decimal(160))
    back = Worked("A", JANUARY, Decimal(-60))
    told.append(Event("back", Kind.CORRECTION, CONTRACTS[0], JANUARY, Decimal(-1), worked=back))
    assert Books.of(told).too_many({("A", JANUARY): Decimal(160)}) == []


@pytest.mark.parametrize(
    "told",
    [
        [event("same", Kind.OBLIGATION, "1.00"), event("same", Kind.OBLIGATION, "2.00")],
        [event("parts", Kind.CONTRIBUTION, "1.005")],
    ],
)
def test_events_that_cannot_be_are_not_booked(told):
    with pytest.raises(ProgrammingError):
        Books.of(told)

"""Work read straight into columns counts the same months as work that was cut row by row, on whatever rows there are."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from candidates.registration.models import Ground, RegisterEntry
from employers.models import Employer, Establishment
from matching.placements.interruptions.models import Interruption, PauseReason
from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.db import Base, sqlite_engine
from werkbedrijf.garantiebanen import benchmark, counted_columns
from werkbedrijf.garantiebanen.benchmark import RULES, TABLES
from werkbedrijf.garantiebanen.counted_columns import columns_in
from werkbedrijf.garantiebanen.models import CountedWork
from werkbedrijf.garantiebanen.months import columns_of, count_months
from werkbedrijf.garantiebanen.placed_queries import stretches_in
from werkbedrijf.garantiebanen.stretches import Span

FIRST = date(2025, 1, 1)
MONTHS = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(20)]
NOT_ENDED = [*[PlacementStatus.RUNNING] * 3, PlacementStatus.PLANNED, PlacementStatus.CANCELLED]
SPAN = Span(MONTHS[0], date(2026, 9, 1))


@pytest.fixture
def filled():
    """A database with whatever can stand in it, much of it twice, over each other, or without what it needs."""
    engines = []

    def fill(seed, placements=60):
        engine = sqlite_engine("sqlite://")
        engines.append(engine)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
        Base.metadata.create_all(engine, tables=[Base.metadata.tables[one.__tablename__] for one in TABLES])
        session = Session(engine)
        for model, rows in invented(Random(seed), placements).items():
            if rows:
                session.execute(insert(model), rows)
        session.flush()
        return session

    yield fill
    for engine in engines:
        engine.dispose()


def invented(lot, placements):
    people, workplaces = placements // 2 or 1, placements // 8 or 1
    found = {Employer: [benchmark._employer(n, lot) for n in range(1, workplaces + 1)]}
    found[Establishment] = [benchmark._establishment(n, lot) for n in range(1, workplaces + 1)]
    found |= {model: [] for model in (Placement, Terms, RegisterEntry, Interruption, CountedWork)}
    going = set()
    for number in range(1, placements + 1):
        first, until = period(lot)
        person = lot.randint(1, people)
        # Nobody has two plans, or two kinds of work that run, at a time: the rest ended.
        goes_on = person not in going and lot.random() < 0.5
        row = benchmark._placement(number, person, lot.randint(1, workplaces), first, None if goes_on else until, lot)
        if goes_on:
            row["status"] = lot.choice(NOT_ENDED)
            going.add(person)
        found[Placement].append(row)
        found[Terms] += [terms(number, lot) for _ in range(lot.choice([0, 1, 1, 2, 3]))]
        if lot.random() < 0.15:
            found[Interruption].append(pause(number, lot))
    for person in range(1, people + 1):
        for _ in range(lot.choice([0, 1, 1, 1, 2])):
            first, until = period(lot)
            entry = {"candidate_id": person, "ground": lot.choice(list(Ground)), "starts_on": first}
            found[RegisterEntry].append(entry | {"ends_on": lot.choice([None, until])})
    for _ in range(2):
        first, until = period(lot)
        kept = {"gemeente_code": "GM0153", "starts_on": first, "ends_on": until, "hours_per_week": Decimal(20)}
        found[CountedWork].append(kept | {"sector": "", "kind": "garantiebaan"})
    return found


def period(lot):
    first = FIRST + timedelta(days=lot.randrange(-100, 600))
    return first, first + timedelta(days=lot.randint(1, 300))


def terms(placement, lot):
    first, until = period(lot)
    form = lot.choice([None, None, None, ContractForm.WSW_INTERNAL, ContractForm.REGULAR])
    hours = Decimal(lot.randrange(1, 80)) / 2
    whole = {"placement_id": placement, "starts_on": first, "ends_on": lot.choice([None, until])}
    return whole | {"hours_per_week": hours, "contract_form": form}


def pause(placement, lot):
    first, until = period(lot)
    return {
        "placement_id": placement,
        "starts_on": first,
        "ends_on": lot.choice([None, until]),
        "reason": PauseReason.LEAVE,
        "noted_on": first,
        "wage_continues": lot.choice([False, False, True]),
    }


def counts(columns):
    found = count_months(columns, MONTHS)
    return found.keys, found.persons.tolist(), found.thousandth_days.tolist()


@pytest.mark.parametrize("seed", range(12))
def test_columns_count_the_same_months_as_rows(filled, seed):
    with filled(seed) as session:
        assert counts(columns_in(session, SPAN, RULES)) == counts(columns_of(stretches_in(session, SPAN), RULES))


@pytest.mark.parametrize("placements", [1, 2])
def test_also_of_hardly_any_work(filled, placements):
    for seed in range(10):
        with filled(seed, placements) as session:
            assert counts(columns_in(session, SPAN, RULES)) == counts(columns_of(stretches_in(session, SPAN), RULES))


def test_an_empty_region_has_no_months():
    engine = sqlite_engine("sqlite://")
    Base.metadata.create_all(engine, tables=[Base.metadata.tables[one.__tablename__] for one in TABLES])
    with Session(engine) as session:
        assert counts(columns_in(session, SPAN, RULES)) == ((), [], [])
    engine.dispose()


def test_hours_that_hold_at_once_would_count_twice_if_nobody_looked(filled, monkeypatch):
    monkeypatch.setattr(counted_columns, "_overlap", lambda at, *_: at < 0)
    found = []
    for seed in range(4):
        with filled(seed) as session:
            rows = counts(columns_of(stretches_in(session, SPAN), RULES))
            found.append(counts(columns_in(session, SPAN, RULES)) == rows)

    assert not all(found)


def test_most_plain_work_goes_by_columns(filled, monkeypatch):
    seen = []
    monkeypatch.setattr(counted_columns, "placed_in", lambda *_, only: seen.append(only) or [])
    with filled(3) as session:
        columns_in(session, SPAN, RULES)

    assert 0 < len(seen[0]) < 60

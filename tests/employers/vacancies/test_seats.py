"""Seats are never over-held or over-filled, however many doors open at once."""

import random
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import make_url

from employers.vacancies.models import Vacancy
from employers.vacancies.seats import fill_held_seat, hold_seat, release_seat, vacate_seat
from employers.vacancies.workflow import VacancyStatus
from tests.conftest import NOW
from tests.making import Make
from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database

S = VacancyStatus


@pytest.mark.parametrize(
    ("seats", "filled", "held", "per_seat", "given"),
    [
        (1, 0, 0, 1, True),
        (1, 0, 1, 1, False),
        (1, 1, 0, 1, False),
        (3, 1, 1, 1, True),
        (3, 1, 2, 1, False),
        (1, 0, 1, 2, True),
        (1, 0, 2, 2, False),
        (2, 1, 1, 2, True),
        (2, 1, 2, 2, False),
    ],
)
def test_a_seat_is_held_only_when_one_is_free(session, make, seats, filled, held, per_seat, given):
    place = make.vacancy(seats=seats, filled=filled, held=held)
    assert hold_seat(session, place, per_seat=per_seat) is given
    assert place.held == held + given


@pytest.mark.parametrize("status", [S.DRAFT, S.FULL, S.CLOSED])
def test_only_an_open_place_holds_seats(session, make, status):
    place = make.vacancy(status=status, seats=5)
    assert hold_seat(session, place, per_seat=1) is False
    assert place.held == 0


def test_nothing_held_is_not_released_and_not_filled(session, make):
    place = make.vacancy(seats=2)
    assert (release_seat(session, place), fill_held_seat(session, place), vacate_seat(session, place)) == (False,) * 3
    assert (place.held, place.filled) == (0, 0)


def test_the_last_seat_makes_a_place_full_and_a_freed_one_opens_it(session, make):
    place = make.vacancy(seats=2, held=2)
    assert fill_held_seat(session, place)
    assert (place.held, place.filled, place.status) == (1, 1, S.OPEN)
    assert fill_held_seat(session, place)
    assert (place.held, place.filled, place.status) == (0, 2, S.FULL)
    assert vacate_seat(session, place)
    assert (place.filled, place.status) == (1, S.OPEN)


def test_a_closed_place_stays_closed_when_seats_come_and_go(session, make):
    place = make.vacancy(seats=1, held=1, status=S.CLOSED)
    assert fill_held_seat(session, place)
    assert vacate_seat(session, place)
    assert (place.filled, place.status) == (0, S.CLOSED)


def test_another_place_is_left_alone(session, make):
    place, other = make.vacancy(seats=2, held=1), make.vacancy(seats=2, held=1, filled=1)
    for step in (fill_held_seat, vacate_seat, release_seat):
        step(session, place)
    session.refresh(other)
    assert (other.held, other.filled) == (1, 1)


@pytest.fixture
def committed(engines):
    """A PostgreSQL database of its own, for doors that really save. It goes with the server of the tests."""
    if "postgresql" not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    name = f"seats_{uuid.uuid4().hex[:8]}"
    server = engines["postgresql"].engine
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    database = Database(make_url(engines["postgresql"].url).set(database=name).render_as_string(hide_password=False))
    migrations.upgrade(database)
    yield database
    database.close()


def place_in(database: Database, **values: int) -> int:
    session = database.session(at=NOW)
    key = Make(session).vacancy(**values).id
    session.commit()
    session.close()
    return key


def at_once(database: Database, place: int, steps: list[Callable[..., bool]]) -> list[bool]:
    """Each step through a door of its own, all starting together."""
    start = Barrier(len(steps))

    def door(step: Callable[..., bool]) -> bool:
        start.wait(timeout=10)
        with database.transaction(at=NOW) as session:
            vacancy = session.get_one(Vacancy, place)
            return step(session, vacancy, per_seat=1) if step is hold_seat else step(session, vacancy)

    with ThreadPoolExecutor(len(steps)) as doors:
        return list(doors.map(door, steps))


def state_of(database: Database, place: int) -> tuple[int, int, VacancyStatus]:
    with database.transaction(at=NOW, keep=False) as session:
        vacancy = session.get_one(Vacancy, place)
        return vacancy.held, vacancy.filled, vacancy.status


def test_doors_at_once_never_hold_more_seats_than_there_are(committed):
    place = place_in(committed, seats=3)
    assert sum(at_once(committed, place, [hold_seat] * 8)) == 3
    assert state_of(committed, place) == (3, 0, S.OPEN)


def test_doors_at_once_never_fill_more_seats_than_there_are(committed):
    place = place_in(committed, seats=2, held=6)
    assert sum(at_once(committed, place, [fill_held_seat] * 6)) == 2
    assert state_of(committed, place) == (4, 2, S.FULL)


def test_whatever_happens_at_once_the_sums_are_right(committed):
    place, chance = place_in(committed, seats=3), random.Random(2026)
    held = filled = 0
    for _ in range(6):
        steps = chance.choices([hold_seat, release_seat, fill_held_seat, vacate_seat], weights=[5, 1, 3, 1], k=6)
        for step, done in zip(steps, at_once(committed, place, steps), strict=True):
            held += done * {hold_seat: 1, release_seat: -1, fill_held_seat: -1, vacate_seat: 0}[step]
            filled += done * {hold_seat: 0, release_seat: 0, fill_held_seat: 1, vacate_seat: -1}[step]
        now = state_of(committed, place)
        assert now == (held, filled, S.FULL if filled == 3 else S.OPEN)
        assert held + filled <= 3

from dataclasses import replace
from decimal import Decimal

from employers.vacancies.actions import change_vacancy, close_vacancy
from employers.vacancies.facts import TaskFacts, VacancyFacts
from employers.vacancies.seats import fill_held_seat, hold_seat, vacate_seat
from matching.proposals.open_places import fresh_places
from matching.proposals.shortlist import month_key, places_for
from tests.conftest import NOW
from tests.making import MAKER, MONDAY, Make
from werkbedrijf.foundation.audit import record

TOLD = VacancyFacts(
    kind="garantiebaan",
    title="Orderpicker",
    family="logistiek",
    hours_min=Decimal(16),
    hours_max=Decimal(32),
    tasks=(TaskFacts("Orders verzamelen", 100, {"lopen": (2, 3)}),),
)


def ids(session):
    return list(fresh_places(session).ids)


def test_places_come_and_go_with_their_status(session, make):
    first = make.vacancy()
    assert ids(session) == [first.reference]

    second = make.vacancy()
    make.vacancy(status="concept")
    assert ids(session) == [first.reference, second.reference]

    close_vacancy(session, MAKER, first, on=MONDAY, reason="Geen werk meer")
    session.flush()
    assert ids(session) == [second.reference]


def test_a_place_that_is_full_is_not_among_them_until_a_seat_is_free_again(session, make):
    place = make.vacancy()
    assert hold_seat(session, place, per_seat=1)
    assert ids(session) == [place.reference]

    fill_held_seat(session, place)
    assert ids(session) == []

    vacate_seat(session, place)
    assert ids(session) == [place.reference]


def test_a_change_of_one_task_alone_is_seen(session, make):
    place = make.vacancy()
    change_vacancy(session, MAKER, place, TOLD, on=MONDAY)
    session.flush()
    before = fresh_places(session).smax.tolist(), place.version

    told = replace(TOLD, tasks=(TaskFacts("Orders verzamelen", 100, {"lopen": (3, 3), "tillen": (2, 1)}),))
    change_vacancy(session, MAKER, place, told, on=MONDAY)
    session.flush()

    assert (fresh_places(session).smax.tolist(), place.version) != before
    assert place.version > before[1]


def test_a_firm_that_moves_changes_how_far_it_is(session, make):
    make.parameters()
    profile = make.profile()
    place = make.vacancy()
    key = month_key("only for tests", MONDAY)
    assert places_for(session, profile.candidate, on=MONDAY, key=key).eligible == 1

    place.establishment.postcode = "1011AB"
    record(session, MAKER, "establishment.moved", place.establishment)
    session.flush()

    assert places_for(session, profile.candidate, on=MONDAY, key=key).eligible == 0


def test_nothing_new_is_not_packed_again(session, make):
    make.vacancy()

    assert fresh_places(session) is fresh_places(session)


def test_what_a_writer_takes_back_is_seen_by_nobody_else(database):
    with database.transaction(at=NOW) as session:
        reference = Make(session).vacancy().reference
    with database.transaction(at=NOW, keep=False) as session:
        make = Make(session)
        make.vacancy(make.establishment(make.employer(kvk="87654321")))
        assert len(ids(session)) == 2
    with database.reading(at=NOW) as session:
        assert ids(session) == [reference]

"""The life of a place, from concept to closed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from employers.vacancies.actions import change_vacancy, close_vacancy, log_vacancy, open_vacancy, reopen_vacancy
from employers.vacancies.errors import StillProposed
from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.jobs import close_due
from employers.vacancies.models import ConditionState, VacancyKind
from employers.vacancies.workflow import VacancyStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.reasons import reasons_of
from werkbedrijf.foundation.workflow import NotNow

FACTS = VacancyFacts(
    kind=VacancyKind.GARANTIEBAAN,
    title="Orderpicker",
    hours_min=Decimal(16),
    hours_max=Decimal(24),
    tasks=(
        TaskFacts("Orders verzamelen", 60, {"lopen": (3, 3), "nauwkeurig": (2, 3)}),
        TaskFacts("Inpakken", 40, {"handen": (2, 2)}, separable=False),
    ),
    seats=2,
    occupation="orderpicker",
    conditions=(
        ConditionFacts("vast_rooster", ConditionState.PRESENT),
        ConditionFacts("rolstoel", ConditionState.IMPOSSIBLE, "Het magazijn heeft smalle stellingen."),
    ),
    times=("avond",),
    certificates=("vca",),
    hard={"veilig": 2},
    hard_reason="Er rijden heftrucks.",
    closes_on=date(2026, 12, 31),
)


@pytest.fixture
def place(session, make):
    return log_vacancy(session, make.actor(), make.establishment(), FACTS, on=MONDAY)


def last_entry(session):
    return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()


def test_a_place_is_logged_as_a_concept_with_its_family_from_the_occupation(session, place):
    assert (place.reference, place.status, place.family) == ("P-0001", VacancyStatus.DRAFT, "logistiek")
    assert [(task.position, task.share, task.asks) for task in place.tasks] == [
        (1, 60, {"lopen": [3, 3], "nauwkeurig": [2, 3]}),
        (2, 40, {"handen": [2, 2]}),
    ]
    assert {one.code: one.state.value for one in place.conditions} == {
        "vast_rooster": "aanwezig",
        "rolstoel": "onmogelijk",
    }
    assert last_entry(session).act == "vacancy.logged"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"seats": 0}, "seats"),
        ({"hours_min": Decimal(0)}, "hours_min"),
        ({"hours_max": Decimal(8)}, "hours_max"),
        ({"hours_max": Decimal(61)}, "hours_max"),
        ({"family": "toverij"}, "family"),
        ({"times": ("ochtend",)}, "times"),
        ({"certificates": ("zwemdiploma",)}, "certificates"),
        ({"tasks": (TaskFacts("", 100),)}, "tasks-0-title"),
        ({"tasks": (TaskFacts("Vegen", 101),)}, "tasks-0-share"),
        ({"tasks": (TaskFacts("Vegen", 100, {"lopen": (5, 1)}),)}, "tasks-0-asks"),
        ({"tasks": (TaskFacts("Vegen", 100, {"tempo": (2, 1)}),)}, "tasks-0-asks"),
        ({"tasks": (TaskFacts("Vegen", 1),) * 13}, "tasks"),
        (
            {"conditions": (ConditionFacts("jobcoach", ConditionState.IMPOSSIBLE, " "),)},
            "conditions-jobcoach-reason",
        ),
        ({"conditions": (ConditionFacts("toverstaf", ConditionState.PRESENT),)}, "conditions"),
        ({"conditions": (ConditionFacts("jobcoach", ConditionState.PRESENT),) * 2}, "conditions"),
        ({"hard": {"lezen": 2}}, "hard"),
        ({"hard_reason": ""}, "hard_reason"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(session, make, change, field):
    with pytest.raises(InputRefused) as refusal:
        log_vacancy(session, make.actor(), make.establishment(), replace(FACTS, **change), on=MONDAY)
    assert field in refusal.value.problems


def test_a_complete_place_opens_once(session, make, place):
    open_vacancy(session, make.actor(), place, on=MONDAY)
    assert (place.status, place.opened_on) == (VacancyStatus.OPEN, MONDAY)
    with pytest.raises(NotNow):
        open_vacancy(session, make.actor(), place, on=MONDAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tasks": ()}, "tasks"),
        ({"tasks": (TaskFacts("Vegen", 90, {"lopen": (2, 1)}),)}, "tasks"),
        ({"tasks": (TaskFacts("Vegen", 100),)}, "asks"),
        ({"closes_on": date(2026, 11, 22)}, "closes_on"),
        ({"occupation": "", "family": ""}, "family"),
    ],
)
def test_an_incomplete_place_may_be_kept_but_not_opened(session, make, change, field):
    place = log_vacancy(session, make.actor(), make.establishment(), replace(FACTS, **change), on=MONDAY)
    with pytest.raises(InputRefused) as refusal:
        open_vacancy(session, make.actor(), place, on=MONDAY)
    assert list(refusal.value.problems) == [field]
    assert place.status is VacancyStatus.DRAFT


def test_a_change_replaces_tasks_and_conditions_and_is_recorded(session, make, place):
    told = replace(FACTS, tasks=(TaskFacts("Alles", 100, {"lopen": (2, 1)}),), conditions=(), title="Verzamelaar")
    change_vacancy(session, make.actor(), place, told, on=MONDAY)
    session.flush()
    session.expire_all()

    assert [(task.title, task.share) for task in place.tasks] == [("Alles", 100)]
    assert (place.title, place.conditions) == ("Verzamelaar", [])
    assert (last_entry(session).act, "title" in last_entry(session).fields) == ("vacancy.changed", True)


def test_an_open_place_stays_complete(session, make, place):
    open_vacancy(session, make.actor(), place, on=MONDAY)
    with pytest.raises(InputRefused, match="100 %"):
        change_vacancy(session, make.actor(), place, replace(FACTS, tasks=FACTS.tasks[:1]), on=MONDAY)
    assert len(place.tasks) == 2


def test_a_place_with_voordrachten_out_may_change_and_the_trail_says_so(session, make):
    make.parameters()
    place = make.vacancy(seats=3, held=1)
    change_vacancy(session, make.actor(), place, replace(FACTS, seats=2), on=MONDAY)
    assert last_entry(session).reason == "met open voordrachten"


@pytest.mark.parametrize(("filled", "held", "seats"), [(2, 0, 1), (1, 1, 1), (0, 2, 1)])
def test_there_cannot_be_fewer_seats_than_are_taken(session, make, filled, held, seats):
    make.parameters()
    place = make.vacancy(seats=3, filled=filled, held=held)
    with pytest.raises(InputRefused) as refusal:
        change_vacancy(session, make.actor(), place, replace(FACTS, seats=seats), on=MONDAY)
    assert list(refusal.value.problems) == ["seats"]


def test_the_status_follows_a_change_of_seats(session, make):
    make.parameters()
    place = make.vacancy(seats=2, filled=1)
    change_vacancy(session, make.actor(), place, replace(FACTS, seats=1), on=MONDAY)
    assert place.status is VacancyStatus.FULL
    change_vacancy(session, make.actor(), place, replace(FACTS, seats=2), on=MONDAY)
    assert place.status is VacancyStatus.OPEN


def test_a_place_moves_only_within_its_employer(session, make, place):
    other = make.establishment(place.employer)
    change_vacancy(session, make.actor(), place, FACTS, on=MONDAY, establishment=other)
    assert place.establishment is other
    with pytest.raises(InputRefused, match="andere werkgever"):
        change_vacancy(session, make.actor(), place, FACTS, on=MONDAY, establishment=make.establishment())


def test_a_place_closes_with_a_reason_and_not_while_people_wait(session, make):
    place = make.vacancy(held=1)
    with pytest.raises(StillProposed, match="staat nog 1 voordracht open"):
        close_vacancy(session, make.actor(), place, on=MONDAY, reason="vervallen")
    free = make.vacancy()
    with pytest.raises(InputRefused, match="waarom"):
        close_vacancy(session, make.actor(), free, on=MONDAY, reason=" ")
    close_vacancy(session, make.actor(), free, on=MONDAY, reason="De werkgever stopt.")
    entry = last_entry(session)
    # The line of the trail holds a reference; the words stand apart, locked.
    said = reasons_of(session, [entry])[entry.reason]
    assert (free.status, free.closed_on, said) == (VacancyStatus.CLOSED, MONDAY, "De werkgever stopt.")
    assert said not in entry.reason


def test_a_closed_place_opens_again_without_its_old_closing_date(session, make):
    place = make.vacancy(status=VacancyStatus.CLOSED, closed_on=MONDAY, closes_on=date(2026, 11, 1))
    reopen_vacancy(session, make.actor(), place, on=MONDAY)
    assert (place.status, place.closes_on, place.closed_on) == (VacancyStatus.OPEN, None, None)


def test_a_closed_place_without_free_seats_comes_back_full(session, make):
    place = make.vacancy(status=VacancyStatus.CLOSED, seats=1, filled=1)
    reopen_vacancy(session, make.actor(), place, on=MONDAY)
    assert place.status is VacancyStatus.FULL


def test_the_timetable_closes_what_is_past_its_date_and_nothing_twice(session, make):
    make.parameters()
    past = make.vacancy(closes_on=date(2026, 11, 22))
    kept = [
        make.vacancy(closes_on=MONDAY),
        make.vacancy(closes_on=None),
        make.vacancy(closes_on=date(2026, 11, 22), held=1),
        make.vacancy(closes_on=date(2026, 11, 22), status=VacancyStatus.DRAFT),
    ]

    assert close_due(session, TIMETABLE, on=MONDAY) == 1
    assert close_due(session, TIMETABLE, on=MONDAY) == 0
    assert past.status is VacancyStatus.CLOSED
    assert [place.status.value for place in kept] == ["open", "open", "open", "concept"]

"""A place said in the words of matching."""

from decimal import Decimal

import pytest

from employers.models import Employer, Establishment
from employers.vacancies.demand import demand_of, family_of
from employers.vacancies.models import ConditionState, Task, Vacancy, VacancyKind, WorkplaceCondition
from matching.core.catalogue import certificates_to_bits, times_to_bits
from matching.core.language import Ask, WorkTime
from matching.core.language import ConditionState as Said


def a_place(**values):
    employer = Employer(name="De Zon")
    facts = {
        "reference": "P-0001",
        "kind": VacancyKind.GARANTIEBAAN,
        "title": "Orderpicker",
        "occupation": "orderpicker",
        "family": "logistiek",
        "seats": 3,
        "hours_min": Decimal(16),
        "hours_max": Decimal("25.5"),
        "times": times_to_bits(["avond", "weekend"]),
        "certificates": certificates_to_bits(["vca"]),
        "hard": {"veilig": 2},
        "establishment": Establishment(employer=employer, postcode="7511AA"),
        "tasks": [
            Task(position=1, title="Verzamelen", share=60, separable=True, asks={"lopen": [3, 2]}),
            Task(position=2, title="Inpakken", share=40, separable=False, asks={"handen": [2, 1]}),
        ],
        "conditions": [
            WorkplaceCondition(code="jobcoach", state=ConditionState.PRESENT, reason=""),
            WorkplaceCondition(code="rolstoel", state=ConditionState.IMPOSSIBLE, reason="Trappen."),
        ],
    } | values
    return Vacancy(employer=employer, **facts)


def test_everything_a_place_says_reaches_matching():
    demand = demand_of(a_place())

    assert (demand.id, demand.positions, demand.pc4, demand.family) == ("P-0001", 3, "7511", "logistiek")
    assert (demand.hours_min, demand.hours_max) == (Decimal(16), Decimal("25.5"))
    assert [(task.name, task.share, task.separable) for task in demand.tasks] == [
        ("Verzamelen", Decimal("0.6"), True),
        ("Inpakken", Decimal("0.4"), False),
    ]
    assert demand.tasks[0].demands == {"lopen": Ask(3, 2)}
    assert demand.times == {WorkTime.EVENING, WorkTime.WEEKEND}
    assert demand.certificates == {"vca"}
    assert demand.conditions == {"jobcoach": Said.PRESENT, "rolstoel": Said.IMPOSSIBLE}
    assert demand.hard == {"veilig": 2}


def test_what_is_not_said_of_a_condition_is_to_be_arranged():
    assert demand_of(a_place()).state("prikkelarm") is Said.TO_ARRANGE


def test_a_place_without_a_kind_of_work_takes_that_of_its_occupation():
    assert demand_of(a_place(family="")).family == "logistiek"
    assert family_of("bestaat_niet") is None


def test_a_place_that_is_not_complete_has_no_demand_yet():
    with pytest.raises(ValueError, match="100 %"):
        demand_of(a_place(tasks=[Task(position=1, title="Vegen", share=90, asks={})]))

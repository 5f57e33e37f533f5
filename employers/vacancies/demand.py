"""A place said in the words of matching."""

from decimal import Decimal

from employers.vacancies.facts import VacancyFacts
from employers.vacancies.models import Task, Vacancy
from employers.vacancies.reading import scaled
from employers.vocabulary.catalogue import occupations
from matching.core import language
from matching.core.catalogue import certificates_from_bits, times_from_bits


def demand_of(vacancy: Vacancy) -> language.Demand:
    """What the work asks and the workplace offers, under the reference of the place.

    Raises ValueError for a place that is not complete yet (its tasks must add up to 100 %); an opened place always is.
    """
    return language.Demand(
        id=vacancy.reference,
        hours_min=vacancy.hours_min,
        hours_max=vacancy.hours_max,
        tasks=tuple(_task(task) for task in vacancy.tasks),
        positions=vacancy.seats,
        pc4=vacancy.establishment.pc4,
        family=vacancy.family or family_of(vacancy.occupation),
        times=frozenset(language.WorkTime(code) for code in times_from_bits(vacancy.times)),
        certificates=frozenset(certificates_from_bits(vacancy.certificates)),
        conditions={one.code: language.ConditionState(one.state.value) for one in vacancy.conditions},
        hard=dict(vacancy.hard),
    )


def demand_told(facts: VacancyFacts, pc4: str | None) -> language.Demand:
    """A place that is still being typed. Shares need not add up yet: they are taken as proportions, and nothing is saved.

    Raises ValueError when too little or something impossible was told.
    """
    told = [task for task in facts.tasks if task.share > 0]
    asked = [
        Task(title=task.title or "taak", share=share, separable=task.separable, asks=task.asks)
        for task, share in zip(told, scaled([task.share for task in told]), strict=True)
        if share
    ]
    return language.Demand(
        id="wordt getypt",
        hours_min=facts.hours_min,
        hours_max=max(facts.hours_min, facts.hours_max),
        tasks=tuple(_task(task) for task in asked),
        pc4=pc4,
        family=facts.family or family_of(facts.occupation),
        times=frozenset(language.WorkTime(code) for code in facts.times),
        certificates=frozenset(facts.certificates),
        conditions={one.code: language.ConditionState(one.state.value) for one in facts.conditions},
        hard=dict(facts.hard),
    )


def family_of(occupation: str) -> str | None:
    """The kind of work an occupation of the vocabulary belongs to; None for a code that is not in it."""
    found = occupations().get(occupation)
    return found.family if found else None


def _task(task: Task) -> language.Task:
    return language.Task(
        name=task.title,
        share=Decimal(task.share) / 100,
        demands={code: language.Ask(level, importance) for code, (level, importance) in task.asks.items()},
        separable=task.separable,
    )

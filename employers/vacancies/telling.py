"""A place as it stands, in the words in which it was told: to compare, to change and to copy."""

from dataclasses import replace

from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.models import Vacancy
from matching.core.catalogue import certificates_from_bits, times_from_bits


def facts_of(vacancy: Vacancy) -> VacancyFacts:
    """The facts as they stand now."""
    return VacancyFacts(
        kind=vacancy.kind,
        title=vacancy.title,
        hours_min=vacancy.hours_min,
        hours_max=vacancy.hours_max,
        tasks=tuple(
            TaskFacts(one.title, one.share, {code: (ask[0], ask[1]) for code, ask in one.asks.items()}, one.separable)
            for one in vacancy.tasks
        ),
        seats=vacancy.seats,
        occupation=vacancy.occupation,
        family=vacancy.family,
        description=vacancy.description,
        conditions=tuple(ConditionFacts(one.code, one.state, one.reason) for one in vacancy.conditions),
        times=tuple(times_from_bits(vacancy.times)),
        certificates=tuple(certificates_from_bits(vacancy.certificates)),
        hard=dict(vacancy.hard),
        hard_reason=vacancy.hard_reason,
        starts_on=vacancy.starts_on,
        closes_on=vacancy.closes_on,
        drafted_from=vacancy.drafted_from,
    )


def without_dates(facts: VacancyFacts) -> VacancyFacts:
    """The same work on days that are still to be said."""
    return replace(facts, starts_on=None, closes_on=None)

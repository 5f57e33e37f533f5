"""From what was told of a place to what is kept, and what still has to be said before it can open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from employers.cleaning import LONGEST_NAME, LONGEST_NOTE, one_line
from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.models import ConditionState, Task
from employers.vocabulary.catalogue import occupations
from matching.core.catalogue import (
    CAPABILITY_CODES,
    CERTIFICATE_CODES,
    CONDITION_CODES,
    FAMILY_CODES,
    HARD_CODES,
    TIME_CODES,
    condition,
)
from werkbedrijf.foundation.errors import InputRefused

MOST_SEATS = 500
MOST_HOURS = Decimal(60)
MOST_TASKS = 12
WHOLE = 100


def clean_vacancy(facts: VacancyFacts) -> VacancyFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field; shares need not add up yet."""
    occupation = occupations().get(facts.occupation)
    family = facts.family or (occupation.family if occupation else "")
    clean = replace(
        facts,
        title=one_line(facts.title),
        occupation=occupation.code if occupation else "",
        family=family,
        description=facts.description.strip(),
        hard_reason=one_line(facts.hard_reason),
        tasks=tuple(replace(task, title=one_line(task.title)) for task in facts.tasks),
        conditions=tuple(replace(one, reason=one_line(one.reason)) for one in facts.conditions),
    )
    problems = {
        **_title_problems(clean),
        **_number_problems(clean),
        **_task_problems(clean.tasks),
        **_condition_problems(clean.conditions),
        **_safety_problems(clean),
    }
    if problems:
        raise InputRefused(problems)
    return clean


def _title_problems(facts: VacancyFacts) -> dict[str, str]:
    problems = {}
    if not facts.title:
        problems["title"] = "Vul in wat voor werk het is."
    elif len(facts.title) > LONGEST_NAME:
        problems["title"] = f"Een titel heeft ten hoogste {LONGEST_NAME} tekens."
    if facts.family and facts.family not in FAMILY_CODES:
        problems["family"] = "Kies het soort werk uit de lijst."
    if len(facts.description) > LONGEST_NOTE:
        problems["description"] = f"Een omschrijving heeft ten hoogste {LONGEST_NOTE} tekens."
    return problems


def _number_problems(facts: VacancyFacts) -> dict[str, str]:
    problems = {}
    if not 1 <= facts.seats <= MOST_SEATS:
        problems["seats"] = f"Vul een aantal plekken in van 1 tot {MOST_SEATS}."
    if not 0 < facts.hours_min <= MOST_HOURS:
        problems["hours_min"] = f"Vul uren per week in, meer dan 0 en ten hoogste {MOST_HOURS}."
    elif not facts.hours_min <= facts.hours_max <= MOST_HOURS:
        problems["hours_max"] = f"Het meeste aantal uren is niet lager dan het minste, en ten hoogste {MOST_HOURS}."
    return problems | _list_problems(facts)


def _list_problems(facts: VacancyFacts) -> dict[str, str]:
    known = (("times", facts.times, TIME_CODES), ("certificates", facts.certificates, CERTIFICATE_CODES))
    return {name: "Kies uit de lijst." for name, codes, allowed in known if not set(codes) <= set(allowed)}


def _task_problems(tasks: tuple[TaskFacts, ...]) -> dict[str, str]:
    if len(tasks) > MOST_TASKS:
        return {"tasks": f"Een plek heeft ten hoogste {MOST_TASKS} taken. Voeg kleine taken samen."}
    problems = {}
    for number, task in enumerate(tasks):
        if not task.title:
            problems[f"tasks-{number}-title"] = "Geef deze taak een naam."
        if not 1 <= task.share <= WHOLE:
            problems[f"tasks-{number}-share"] = "Het deel van een taak is 1 tot 100 procent van de uren."
        if not all(_right_ask(code, ask) for code, ask in task.asks.items()):
            problems[f"tasks-{number}-asks"] = "Kies per onderdeel een niveau van 1 tot 4 en een belang van 1 tot 3."
    return problems


def _right_ask(code: str, ask: tuple[int, int]) -> bool:
    return code in CAPABILITY_CODES and 1 <= ask[0] <= 4 and 1 <= ask[1] <= 3


def _condition_problems(conditions: tuple[ConditionFacts, ...]) -> dict[str, str]:
    problems = {}
    for said in conditions:
        if said.code not in CONDITION_CODES:
            problems["conditions"] = f"‘{said.code}’ is geen bekende voorwaarde."
        elif said.state is ConditionState.IMPOSSIBLE and not said.reason:
            # A refusal to arrange something must have a reason (matching.md 2.3; doeltreffende aanpassing, WGBH/CZ).
            problems[f"conditions-{said.code}-reason"] = f"Schrijf op waarom dit niet kan: {condition(said.code).name}."
    if len({said.code for said in conditions}) < len(conditions):
        problems["conditions"] = "Een voorwaarde staat er twee keer in."
    return problems


def _safety_problems(facts: VacancyFacts) -> dict[str, str]:
    if not all(code in HARD_CODES and 1 <= level <= 4 for code, level in facts.hard.items()):
        return {"hard": "Een harde eis mag alleen voor de veiligheid: veilig werken en werken op hoogte."}
    if facts.hard and not facts.hard_reason:
        return {"hard_reason": "Schrijf op waarom dit voor de veiligheid nodig is."}
    return {}


NOT_GONE_THROUGH = "Taken en eisen komen nog uit onze lijst van beroepen. Loop ze eerst na, en zeg dan dat ze kloppen."


def missing_before_opening(tasks: Sequence[TaskFacts | Task], family: str, drafted_from: str = "") -> Mapping[str, str]:
    """What still has to be said before candidates can be looked for, as a sentence per field; empty when complete.

    What came from an occupation (``drafted_from``) is nobody's word yet: a person goes through it first.
    """
    problems: dict[str, str] = {} if family else {"family": "Kies een beroep of het soort werk."}
    total = sum(task.share for task in tasks)
    if not tasks:
        problems["tasks"] = "Voeg ten minste één taak toe."
    elif total != WHOLE:
        problems["tasks"] = f"De taken zijn samen {total} %. Maak er 100 % van."
    if tasks and not any(task.asks for task in tasks):
        problems["asks"] = "Kies bij ten minste één taak wat het werk vraagt."
    if drafted_from:
        problems["gone_through"] = NOT_GONE_THROUGH
    return problems

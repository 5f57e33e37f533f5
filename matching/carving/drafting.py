"""What becomes of places: the new one made of the chosen tasks, and the old ones without them. Nothing is saved here."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.models import ConditionState, Vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.workflow import VacancyStatus
from matching.carving.errors import SourceChanged
from matching.carving.models import CarvedTask, Carving
from matching.core.catalogue import certificates_from_bits, times_from_bits
from matching.core.fit import divided

WHOLE = 100
CENT = Decimal("0.01")


def new_place(carving: Carving) -> VacancyFacts:
    """The new place as a concept: the chosen tasks made 100 %, at the conditions of the places they come from.

    Kind and kind of work are those of the place that most hours come from.
    """
    sources = list({task.source_id: task.source for task in carving.tasks}.values())
    most = max(sources, key=lambda one: sum(task.effort for task in carving.tasks if task.source_id == one.id))
    shares = whole_shares([task.effort for task in carving.tasks])
    return VacancyFacts(
        kind=most.kind,
        title=carving.title,
        hours_min=carving.hours,
        hours_max=carving.hours,
        tasks=tuple(_task(task, share) for task, share in zip(carving.tasks, shares, strict=True)),
        family=most.family,
        description=_told(carving, sources),
        conditions=_conditions(sources),
        times=_together([times_from_bits(one.times) for one in sources]),
        certificates=_together([certificates_from_bits(one.certificates) for one in sources]),
        hard=_hard(sources),
        hard_reason=" ".join(dict.fromkeys(one.hard_reason for one in sources if one.hard)),
    )


def whole_shares(efforts: Sequence[int]) -> list[int]:
    """Hours as whole percents that add up to 100, none below 1.

    >>> whole_shares([841_500, 500_000, 4_000])
    [62, 37, 1]
    """
    rest = WHOLE - len(efforts)
    return [1 + part for part in divided(rest, [Fraction(effort) for effort in efforts])]


def _task(task: CarvedTask, share: int) -> TaskFacts:
    asks = {code: (level, importance) for code, (level, importance) in task.asks.items()}
    return TaskFacts(task.title, share, asks)


def _told(carving: Carving, sources: Sequence[Vacancy]) -> str:
    named = ", ".join(f"{one.title} ({one.reference})" for one in sources)
    return f"Samengesteld uit taken van {named}. Voorstel {carving.reference}."


def _together(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for codes in lists for code in codes))


def _conditions(sources: Sequence[Vacancy]) -> tuple[ConditionFacts, ...]:
    """Impossible at one place is impossible here, with every reason; present only where it is present everywhere."""
    said = [{one.code: one for one in source.conditions} for source in sources]
    found = []
    for code in sorted({code for each in said for code in each}):
        rows = [each[code] for each in said if code in each]
        impossible = [row.reason for row in rows if row.state is ConditionState.IMPOSSIBLE]
        if impossible:
            found.append(ConditionFacts(code, ConditionState.IMPOSSIBLE, " ".join(dict.fromkeys(impossible))))
        elif len(rows) == len(sources) and all(row.state is ConditionState.PRESENT for row in rows):
            found.append(ConditionFacts(code, ConditionState.PRESENT))
    return tuple(found)


def _hard(sources: Sequence[Vacancy]) -> dict[str, int]:
    codes = {code for one in sources for code in one.hard}
    return {code: max(one.hard.get(code, 0) for one in sources) for code in sorted(codes)}


def is_still_there(task: CarvedTask) -> bool:
    """Whether the place still has this task as it was chosen, and is not closed."""
    now = {(one.title, one.share) for one in task.source.tasks}
    return (task.title, task.share) in now and task.source.status is not VacancyStatus.CLOSED


def lowered_place(source: Vacancy, taken: Sequence[CarvedTask]) -> VacancyFacts:
    """The place without the tasks that went, its hours less by as much, its other tasks made 100 % again.

    Raises SourceChanged when a task is not there any more as it was.
    """
    facts = facts_of(source)
    gone = {(task.title, task.share) for task in taken}
    stay = [task for task in facts.tasks if (task.title, task.share) not in gone]
    if len(facts.tasks) - len(stay) != len(taken) or not stay:
        raise SourceChanged.before_lowering(source.title)
    left = WHOLE - sum(task.share for task in taken)
    shares = whole_shares([task.share for task in stay])
    return replace(
        facts,
        tasks=tuple(replace(task, share=share) for task, share in zip(stay, shares, strict=True)),
        hours_min=(facts.hours_min * left / WHOLE).quantize(CENT),
        hours_max=(facts.hours_max * left / WHOLE).quantize(CENT),
    )

"""The card for the employer: what someone can at this place, and how to go on. An invitation, not a file.

A card is made from what was shown when the voordracht was sent. It has no name, birth date, gemeente, organisation,
regeling or reference of the person; after an invitation the agreed contact details stand beside it, not in it. Until then
lines that too few people share are told less exactly, or left out (``keeping_back``).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from matching.core.catalogue import condition
from matching.core.explanation import Arrangement, ExplainedTask, Explanation, Grade
from matching.core.wording import EMPLOYER, PRESENT, TO_ARRANGE
from matching.core.words import inside
from matching.proposals.alike import (
    AVAILABLE,
    CERTIFICATES,
    HOURS,
    MINUTES_WIDE,
    TIMES,
    TRAVEL,
    need_line,
    task_line,
    wide_hours,
)
from matching.proposals.models import Proposal
from matching.proposals.shown import Shown
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.texts import hours_range, in_words, long_day

WHOLE: Mapping[str, int] = {}
"""Every line told exactly, as after an invitation."""
WELL = (Grade.CAN, Grade.MOSTLY)


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of the card, in the order of the page; an empty one is left out. ``can_percent`` is part of the hours."""

    can: tuple[str, ...]
    can_percent: int
    mostly: tuple[str, ...]
    grows: tuple[str, ...]
    ask: tuple[str, ...]
    works_best_with: tuple[str, ...]
    hours: str
    times: str
    travel: str
    available: str
    certificates: tuple[str, ...]
    we_arrange: tuple[str, ...]
    you_arrange: tuple[str, ...]


def card_of(shown: Shown, rungs: Mapping[str, int] = WHOLE) -> Card:
    """The card of one person at one place, as it was shown; ``rungs`` say how far each line is told (``rungs_of``)."""
    told = shown.explanation
    tasks = _by_grade(told.tasks, rungs)
    arrangements = [one for one in told.arrangements if not rungs.get(need_line(one.code), 0)]
    to_arrange = [one for one in arrangements if one.state == TO_ARRANGE]
    later = shown.available_from > shown.on and not rungs.get(AVAILABLE, 0)
    return Card(
        can=tuple(inside(task.name) for task in tasks[Grade.CAN]),
        can_percent=_part(told, tasks[Grade.CAN]),
        mostly=tuple(inside(task.name) for task in tasks[Grade.MOSTLY]),
        grows=tuple(inside(task.name) for task in tasks[Grade.GROWS]),
        ask=tuple(inside(task.name) for task in tasks[Grade.ASK]),
        works_best_with=_words(one for one in arrangements if one.state == PRESENT),
        hours=_hours(shown, rungs.get(HOURS, 0)),
        times="" if rungs.get(TIMES, 0) else in_words(list(shown.times)),
        travel=_travel(shown, rungs.get(TRAVEL, 0)),
        available=long_day(shown.available_from) if later else "",
        certificates=() if rungs.get(CERTIFICATES, 0) else shown.certificates,
        we_arrange=_words(one for one in to_arrange if one.by != EMPLOYER),
        you_arrange=_words(one for one in to_arrange if one.by == EMPLOYER),
    )


def _by_grade(tasks: Iterable[ExplainedTask], rungs: Mapping[str, int]) -> Mapping[Grade, list[ExplainedTask]]:
    """The tasks as far as they are told: on the second rung well or not, and what is not done well is left out."""
    found: dict[Grade, list[ExplainedTask]] = {grade: [] for grade in Grade}
    for number, task in enumerate(tasks):
        rung = rungs.get(task_line(number), 0)
        if rung == 0:
            found[task.grade].append(task)
        elif rung == 1 and task.grade in WELL:
            found[Grade.MOSTLY].append(task)
    return found


def _part(told: Explanation, can: Collection[ExplainedTask]) -> int:
    """The part of the work in the tasks that are told; the sum as it was worked out when all of them are."""
    whole = len(can) == len(told.of_grade(Grade.CAN))
    return told.can_percent if whole else min(100, sum(task.percent for task in can))


def _hours(shown: Shown, rung: int) -> str:
    if rung == 0:
        return hours_range(shown.hours_min, shown.hours_max)
    return f"ongeveer {hours_range(*wide_hours(shown.hours_min, shown.hours_max))}" if rung == 1 else ""


def _travel(shown: Shown, rung: int) -> str:
    minutes = shown.explanation.minutes
    if rung == 0 or (rung == 1 and minutes is None):
        return shown.travel_time
    if rung == 1 and minutes is not None:
        most = -(-minutes // MINUTES_WIDE) * MINUTES_WIDE
        return f"{shown.travel}, {most - MINUTES_WIDE} tot {most} minuten"
    return shown.travel if rung == 2 else ""


def _words(arrangements: Iterable[Arrangement]) -> tuple[str, ...]:
    return tuple(condition(one.code).employer_words for one in arrangements)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person, as far as that was agreed, and the coach."""

    name: str | None
    phone: str | None
    email: str | None
    coach: User

    def without_person(self) -> "Contact":
        """The coach alone, for who has not shown yet who is looking."""
        return replace(self, name=None, phone=None, email=None)


def contact_of(proposal: Proposal) -> Contact:
    """What the employer may know after an invitation. The caller asks ``may_see_contact`` first."""
    candidate, agreed = proposal.candidate, proposal.candidate.visibility
    return Contact(
        name=candidate.name if agreed.shares_name else None,
        phone=candidate.phone or None if agreed.shares_phone else None,
        email=candidate.email or None if agreed.shares_email else None,
        coach=candidate.coach,
    )

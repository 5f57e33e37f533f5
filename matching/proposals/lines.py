"""One row of a list as the page shows it: facts in words first, the number last."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.core.explanation import ExplainedTask, Grade
from matching.core.ranking import Ranked
from matching.core.wording import TO_ARRANGE
from matching.core.words import inside
from matching.proposals import policy
from matching.proposals.marks import Mark
from matching.proposals.shortlist import Row
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.texts import count


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of a row: how much of it someone can now, in percent, and in words."""

    name: str
    share: int
    part: int
    growing: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the page shows it: facts in words first, the number last."""

    row: Row
    title: str
    can: tuple[str, ...]
    grows: tuple[str, ...]
    tasks: tuple[TaskLine, ...]
    arrange: tuple[str, ...]
    ask: int
    interval: str
    travel: str
    propose: Verdict
    sees_proposal: bool
    mark: Mark


# The notice on top of the list says until when.
HELD = no("Alle plekken worden nu vastgehouden.")
GRADES: Mapping[Grade, str] = {
    Grade.CAN: "kan dit",
    Grade.MOSTLY: "kan dit grotendeels",
    Grade.GROWS: "groeit hierin",
    Grade.ASK: "nog vragen",
}


def _interval(ranked: Ranked) -> str:
    """What the open questions can still make of it, at this one place."""
    if ranked.low_score == ranked.high_score:
        return ""
    asked = count(len(ranked.unknown), "vraag", "vragen")
    return f"Nog {asked} open: kan dit werk voor {ranked.low_score} tot {ranked.high_score} %."


def line_of(actor: Actor, row: Row, title: str, room: Verdict, mark: Mark, *, among_people: bool = False) -> Line:
    """The row as this person sees it."""
    told = row.shown.explanation
    may = policy.may_propose(actor, vacancy=row.vacancy, candidate=row.candidate)
    open_here = row.open_here
    return Line(
        row=row,
        title=title,
        can=tuple(inside(task.name) for task in told.of_grade(Grade.CAN, Grade.MOSTLY)),
        grows=tuple(inside(task.name) for task in told.of_grade(Grade.GROWS)),
        tasks=tuple(task_line(task) for task in told.tasks),
        arrange=tuple(one.name for one in told.arrangements if one.state == TO_ARRANGE),
        ask=len(told.ask),
        interval=_interval(row.ranked) if among_people and actor.is_a(Role.COACH) else "",
        travel="reistijd onbekend" if told.minutes is None else f"{told.minutes} minuten {row.shown.travel}",
        propose=first_no(may, yes if room else HELD),
        sees_proposal=open_here is not None and bool(policy.may_see_proposal(actor, proposal=open_here)),
        mark=mark,
    )


def task_line(task: ExplainedTask) -> TaskLine:
    """What nobody asked yet is only expected: the bar shows it pale, never as something one can."""
    part = 100 if task.of == 0 else 100 * task.points // task.of
    can, growing = (0, part) if task.grade == Grade.ASK else (part, 100 - part)
    return TaskLine(task.name, task.percent, can, growing, GRADES[task.grade])

"""What is told of a leerwerkplek and of a mentor, in one shape."""

from dataclasses import dataclass, replace

from employers.cleaning import LONGEST_NAME, LONGEST_NOTE, one_line
from employers.training.models import TrainingForm
from werkbedrijf.foundation.errors import InputRefused

MOST_LEARNERS = 200
MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """What a leerwerkplek teaches; goals and processes hold one thing a line."""

    form: TrainingForm
    goals: str = ""
    processes: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """Who guides, and how many learners at once at most."""

    name: str
    most: int | None
    function: str = ""


def clean_training(facts: TrainingFacts) -> TrainingFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    problems = {}
    if not facts.goals.strip():
        problems["goals"] = "Schrijf op wat iemand hier leert, één ding per regel."
    for name in ("goals", "processes"):
        if len(getattr(facts, name)) > LONGEST_NOTE:
            problems[name] = f"Dit heeft ten hoogste {LONGEST_NOTE} tekens."
    if facts.form is TrainingForm.PRACTICE and not facts.processes.strip():
        problems["processes"] = "Een praktijkverklaring noemt werkprocessen. Schrijf er ten minste één op."
    if len(one_line(facts.school)) > LONGEST_NAME:
        problems["school"] = f"Een naam heeft ten hoogste {LONGEST_NAME} tekens."
    _refuse(problems)
    return replace(facts, goals=_lines(facts.goals), processes=_lines(facts.processes), school=one_line(facts.school))


def clean_mentor(facts: MentorFacts) -> MentorFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    problems = {}
    name, function = one_line(facts.name), one_line(facts.function)
    if not name:
        problems["name"] = "Vul de naam van de begeleider in."
    for field, text in (("name", name), ("function", function)):
        if len(text) > LONGEST_NAME:
            problems[field] = f"Dit heeft ten hoogste {LONGEST_NAME} tekens."
    if facts.most is None or not 1 <= facts.most <= MOST_AT_ONCE:
        problems["most"] = f"Vul in hoeveel mensen deze begeleider tegelijk heeft: 1 tot en met {MOST_AT_ONCE}."
    _refuse(problems)
    return replace(facts, name=name, function=function)


def clean_learners(learners: int | None, *, field: str = "learners") -> int:
    """How many learners a week, checked. Raises InputRefused."""
    if learners is None or not 0 <= learners <= MOST_LEARNERS:
        raise InputRefused({field: f"Vul een heel getal in van 0 tot en met {MOST_LEARNERS}."})
    return learners


def _lines(text: str) -> str:
    return "\n".join(line for line in map(one_line, text.splitlines()) if line)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise InputRefused(problems)

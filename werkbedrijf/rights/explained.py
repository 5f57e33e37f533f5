"""A kept explanation of why somebody fits at a place, told to the person with u, as a list of sentences. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from matching.core.catalogue import capability
from matching.core.explanation import Arrangement, ExplainedTask, Grade
from matching.core.wording import IMPOSSIBLE, PRESENT, TO_ARRANGE
from matching.proposals.shown import Shown
from werkbedrijf.foundation.texts import hours_range, long_day

GRADES: Mapping[Grade, str] = {
    Grade.CAN: "dit kunt u al",
    Grade.MOSTLY: "dit kunt u al voor een groot deel",
    Grade.GROWS: "hierin kunt u nog groeien",
    Grade.ASK: "dit vragen wij u nog",
}


def explained(stored: Mapping[str, Any]) -> list[str]:
    """The sentences. Raises KeyError, TypeError or ValueError for what is no explanation."""
    shown = Shown.from_dict(stored)
    told = shown.explanation
    return [
        f"Gemaakt op {long_day(shown.on)}.",
        f"Het past voor {shown.score} %: {told.points} van {told.smax} punten.{_open(told.low, told.high, told.points)}",
        *(_task(task) for task in told.tasks),
        *_sentence("Wij vroegen u nog naar", (capability(code).name for code in told.ask)),
        *_sentence("Op deze plek is er al", _in_state(told.arrangements, PRESENT)),
        *_sentence("Dit wordt voor u geregeld", _in_state(told.arrangements, TO_ARRANGE)),
        *_sentence("Dit kan op deze plek niet", _in_state(told.arrangements, IMPOSSIBLE)),
        f"Reis: {shown.travel}, {_minutes(told.minutes)} (uw langste reis is {told.max_minutes} minuten).",
        f"Uren: {hours_range(shown.hours_min, shown.hours_max)}.",
        *_sentence("U kunt ook werken", shown.times),
        *_sentence("Certificaten die de plek vraagt en die u hebt", shown.certificates),
        f"U bent beschikbaar vanaf {long_day(shown.available_from)}.",
    ]


def _open(low: int, high: int, points: int) -> str:
    return f" Met alle antwoorden wordt dat {low} tot {high} punten." if (low, high) != (points, points) else ""


def _task(task: ExplainedTask) -> str:
    about = f"{task.name} ({task.percent} % van het werk): {GRADES[task.grade]}"
    short = ", ".join(capability(item.code).name for item in task.short)
    return f"{about}, {task.points} van {task.of} punten{f'; nog te leren: {short}' if short else ''}."


def _in_state(arrangements: Iterable[Arrangement], state: str) -> list[str]:
    found = [one for one in arrangements if one.state == state]
    return [f"{one.name} (door {one.by}, {one.lead_time})" if state == TO_ARRANGE else one.name for one in found]


def _minutes(minutes: int | None) -> str:
    return "hoe lang weten wij nog niet" if minutes is None else f"{minutes} minuten"


def _sentence(start: str, words: Iterable[str]) -> list[str]:
    found = list(words)
    return [f"{start}: {', '.join(found)}."] if found else []

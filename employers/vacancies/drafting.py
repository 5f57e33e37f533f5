"""An occupation as a first draft of a place: every line of it to tick, none taken over unless somebody says so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from employers.vacancies.facts import TaskFacts
from employers.vacancies.reading import scaled
from employers.vocabulary.catalogue import Occupation, occupations
from matching.core.catalogue import CERTIFICATES, capability, condition
from werkbedrijf.foundation.texts import in_words

ASKS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to take over or not: its value in the form, and its words."""

    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an occupation would fill in, and what is ticked of it."""

    occupation: Occupation
    tasks: tuple[Line, ...]
    conditions: tuple[Line, ...]
    certificates: tuple[Line, ...]
    ticked: frozenset[str] = frozenset()
    problem: str = ""

    def groups(self) -> list[tuple[str, tuple[Line, ...]]]:
        """The lines under their headings; an empty group is left away."""
        every = (("Taken", self.tasks), ("De werkplek heeft vaak", self.conditions), ("Vaak nodig", self.certificates))
        return [(title, lines) for title, lines in every if lines]


def offer_of(occupation: Occupation, ticked: Iterable[str] = (), problem: str = "") -> Offer:
    """Everything an occupation says, as lines to tick."""
    return Offer(
        occupation=occupation,
        tasks=tuple(
            Line(f"taak-{number}", f"{task.title} ({task.share} %)", _asks_in_words(task.asks))
            for number, task in enumerate(occupation.tasks, start=1)
        ),
        conditions=tuple(
            Line(f"voorwaarde-{code}", condition(code).name.capitalize())
            for code in occupation.conditions_often_present
        ),
        certificates=tuple(Line(f"papier-{code}", CERTIFICATES[code]) for code in occupation.certificates),
        ticked=frozenset(ticked),
        problem=problem,
    )


def _asks_in_words(asks: Iterable[str]) -> str:
    names = [capability(code).name for code in asks]
    more = len(names) - ASKS_SHOWN
    shown = names if more <= 0 else [*names[:ASKS_SHOWN], f"nog {more}"]
    return f"Vraagt: {in_words(shown)}."


def tasks_taken(occupation: Occupation, ticked: Collection[str], *, alone: bool) -> list[TaskFacts]:
    """The ticked tasks of an occupation; as the only tasks of a place their shares add up to 100."""
    chosen = [task for number, task in enumerate(occupation.tasks, start=1) if f"taak-{number}" in ticked]
    shares = scaled([task.share for task in chosen]) if alone else [task.share for task in chosen]
    return [TaskFacts(task.title, share, task.asks, task.separable) for task, share in zip(chosen, shares, strict=True)]


def conditions_taken(occupation: Occupation, ticked: Collection[str]) -> list[str]:
    """The codes of the conditions that were ticked."""
    return [code for code in occupation.conditions_often_present if f"voorwaarde-{code}" in ticked]


def certificates_taken(occupation: Occupation, ticked: Collection[str]) -> list[str]:
    """The codes of the papers that were ticked."""
    return [code for code in occupation.certificates if f"papier-{code}" in ticked]


def every_line(occupation: Occupation) -> frozenset[str]:
    """The values of all lines of an occupation."""
    return frozenset(line.value for _, lines in offer_of(occupation).groups() for line in lines)


def drafted_titles(code: str) -> frozenset[str]:
    """The titles of the tasks of an occupation, to mark what still stands as it came."""
    found = occupations().get(code)
    return frozenset(task.title for task in found.tasks) if found else frozenset()

"""Measures how well the reader of texts finds tasks, each look on its own and all together.

    .venv/bin/python -m tests.employers.vocabulary.measuring

prints the table of employers/vocabulary/README.md. The phrases were written by hand; one half served to choose weights and
threshold, the other half was only measured.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from employers.vocabulary.likeness import BALANCE, Weights, likeness
from employers.vocabulary.sentences import parts
from employers.vocabulary.text import SURE_ENOUGH

PHRASES = Path(__file__).with_name("task_phrases.csv")
TUNING, HELD = "tuning", "held"
WAYS = {
    "TF-IDF, words": Weights(1, 0, 0),
    "TF-IDF, letters": Weights(0, 1, 0),
    "TF-IDF, both": Weights(0.2, 0.8, 0),
    "rapidfuzz alone": Weights(0, 0, 1),
    "all together (in use)": BALANCE,
}


@dataclass(frozen=True)
class Labelled:
    """A phrase with the tasks it names; none for what every vacancy says."""

    part: str
    phrase: str
    tasks: frozenset[str]


@dataclass(frozen=True)
class Measured:
    """Shares of the phrases, 0 to 1."""

    first: float
    among_five: float
    occupation: float
    """The occupation of the first task is right."""
    said: float
    """So many phrases with a task get a suggestion at the threshold that belongs to this way."""
    false: float
    """So many sentences without a task get one."""


def labelled():
    with PHRASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return [Labelled(row["part"], row["phrase"], frozenset(row["tasks"].split())) for row in rows]


def strengths(rows, weights):
    """Per phrase the likeness to each task, of the part of the phrase that resembles it most."""
    cut = [parts(row.phrase) for row in rows]
    found = iter(likeness().of([part for line in cut for part in line], weights))
    return [np.maximum.reduce([next(found) for _ in line]) for line in cut]


def threshold(rows, found):
    """The least strength with which no sentence of the tuning half without a task gets a suggestion."""
    return max(row.max() for one, row in zip(rows, found, strict=True) if one.part == TUNING and not one.tasks) + 1e-9


def measured(part, weights, sure=None):
    rows = labelled()
    found = strengths(rows, weights)
    sure = threshold(rows, found) if sure is None else sure
    ids = [place.id for place in likeness().places]
    here = [
        (one, [ids[at] for at in np.argsort(-row, kind="stable")[:5]], row.max())
        for one, row in zip(rows, found, strict=True)
        if one.part == part
    ]
    named = [(one.tasks, best, top) for one, best, top in here if one.tasks]
    silent = [top for one, _, top in here if not one.tasks]

    def share(answers):
        answers = list(answers)
        return sum(answers) / len(answers)

    return Measured(
        first=share(best[0] in tasks for tasks, best, _ in named),
        among_five=share(bool(tasks & set(best)) for tasks, best, _ in named),
        occupation=share(_of(best[0]) in set(map(_of, tasks)) for tasks, best, _ in named),
        said=share(top >= sure for _, _, top in named),
        false=share(top >= sure for top in silent),
    )


def _of(task):
    return task.partition("/")[0]


def table():
    lines = [
        "| way | half | hit@1 | hit@5 | occupation@1 | gets a suggestion | false suggestion |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, weights in WAYS.items():
        for part in (TUNING, HELD):
            one = measured(part, weights, SURE_ENOUGH if weights is BALANCE else None)
            figures = (one.first, one.among_five, one.occupation, one.said, one.false)
            lines.append(f"| {name} | {part} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())

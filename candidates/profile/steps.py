"""The order of asking: a few steps on a page, or thirty-two screens with one question."""

from dataclasses import dataclass

from matching.core.catalogue import CAPABILITIES, GROUPS, Capability, levels_from_text

PRACTICAL, NEEDS = "uren", "regelen"
STEPS: dict[str, str] = {
    PRACTICAL: "Uren, reis en wensen",
    **GROUPS,
    NEEDS: "Wat moet er geregeld worden",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Where one question stands among all: ``place`` counts from 1; no neighbour is None."""

    capability: Capability
    place: int
    before: str | None
    after: str | None


def step_after(step: str) -> str | None:
    """The step that follows; None after the last.

    >>> step_after("uren"), step_after("regelen")
    ('denken', None)
    """
    order = list(STEPS)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def question(code: str) -> Question | None:
    """The question about this capability; None when there is none."""
    for index, capability in enumerate(CAPABILITIES):
        if capability.code == code:
            before = CAPABILITIES[index - 1].code if index else None
            after = CAPABILITIES[index + 1].code if index + 1 < len(CAPABILITIES) else None
            return Question(capability, index + 1, before, after)
    return None


def first_open(levels: str) -> str:
    """The first question without an answer, or the very first when all have one.

    >>> first_open("33?" + "2" * 29), first_open("2" * 32)
    ('aandacht_verdelen', 'instructies')
    """
    return next((code for code, level in levels_from_text(levels).items() if level is None), CAPABILITIES[0].code)

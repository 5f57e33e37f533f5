"""What a kept list says of itself, in the same words wherever it is read again. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from matching.core.catalogue import HIGHEST
from matching.shown.models import ShownKind
from werkbedrijf.foundation.texts import count, number


def suited(kind: ShownKind, facts: Mapping[str, Any]) -> str:
    """How much of what was looked at suited; empty for what is no list.

    >>> suited(ShownKind.PLACES, {"suitable": 2, "considered": 76})
    '2 van 76 open plekken pasten.'
    """
    if "considered" not in facts:
        return ""
    whom = "mensen konden dit werk" if kind is ShownKind.PEOPLE else "open plekken pasten"
    return f"{number(facts['suitable'])} van {number(facts['considered'])} {whom}."


def nothing(kind: ShownKind) -> str:
    """That the list was empty."""
    return f"Er stond {'niemand' if kind is ShownKind.PEOPLE else 'geen plek'} in deze lijst."


def left_out(facts: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What did not come on the list, by why, and how much of it or what to do.

    >>> left_out({"left_out": [["Te lang onderweg", 50, ""]]})
    [('Te lang onderweg', '50 plekken')]
    """
    return [(why, told or count(many, "plek", "plekken")) for why, many, told in facts.get("left_out") or ()]


def levels(row: str) -> str:
    """The common levels of the region, kept as a figure per question, as how often each was taken.

    >>> levels("2232"), levels("")
    ('2 van 4 bij 3 vragen, 3 van 4 bij 1 vraag', '')
    """
    often = sorted(Counter(row).items(), key=lambda one: -one[1])
    return ", ".join(f"{level} van {HIGHEST} bij {count(times, 'vraag', 'vragen')}" for level, times in often)

"""How much of a card may be shown so that it fits several people: the rarest line is told less exactly, then not at all.

A card is a row of lines. Every line has rungs, from exact to general, and below the last rung it is not shown. With what
is shown, at least ``k`` people of the pool are the same; whoever reads the card cannot tell which of them it is.
Source: security.md section 2, threat 1 (the published tuple).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Yes = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a card: per rung, from exact to general, who in the pool has the same there."""

    name: str
    same: tuple[Yes, ...]

    def at(self, rung: int) -> Yes | None:
        """Who is the same at a rung; None below the last one, where the line is not shown."""
        return self.same[rung] if rung < len(self.same) else None


def kept_back(lines: Sequence[Line], k: int, before: Mapping[str, int] | None = None) -> dict[str, int]:
    """Per line how many rungs down it must stand, so that ``k`` people share all that is still shown; exact ones left out.

    The line that the fewest people share goes down first, of equals the first in the row; in the end lines come back as
    far as they can, the last in the row first, so that nothing is kept back needlessly. None comes above ``before``, where
    lines stand already. When fewer than ``k`` people are there at all, nothing is shown.

    >>> yes = np.array
    >>> hours = Line("hours", (yes([True, False, False]), yes([True, True, False])))
    >>> mode = Line("mode", (yes([True, True, False]),))
    >>> kept_back([hours, mode], 2), kept_back([hours, mode], 3), kept_back([hours, mode], 1)
    ({'hours': 1}, {'hours': 2, 'mode': 1}, {})
    """
    highest = {line.name: min((before or {}).get(line.name, 0), len(line.same)) for line in lines}
    rungs = dict(highest)
    while (many := shared_by(lines, rungs)) is not None and many < k:
        shown = [(line, same) for line in lines if (same := line.at(rungs[line.name])) is not None]
        rarest, _ = min(shown, key=lambda one: np.count_nonzero(one[1]))
        rungs[rarest.name] += 1
    for line in reversed(lines):
        for higher in range(highest[line.name], rungs[line.name]):
            if (shared_by(lines, rungs | {line.name: higher}) or 0) >= k:
                rungs[line.name] = higher
                break
    return {name: rung for name, rung in rungs.items() if rung}


def shared_by(lines: Sequence[Line], rungs: Mapping[str, int]) -> int | None:
    """How many people share what is shown at these rungs; None when nothing is shown."""
    shown = [same for line in lines if (same := line.at(rungs.get(line.name, 0))) is not None]
    return int(np.count_nonzero(np.logical_and.reduce(shown))) if shown else None

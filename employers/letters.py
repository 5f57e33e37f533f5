"""Which texts can be alike at all, told by their letters, so that only those few are compared. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

FEW: Final = 50
"""So few texts are compared sooner than counted."""
GROUPS: Final = 64
"""Letters are counted in so many groups, by their number: what shares a group only seems more alike."""
TIMES: Final = 3
"""A letter that a text has more often than this is counted as if every text had it that often."""
LONGEST: Final = 255
"""What can be counted in a byte. A longer text is compared with everything."""


class Lettered:
    """Texts with the letters that are in them.

    ``fuzz.ratio`` is twice the letters that two texts have in the same order, in percent of the letters of both. What two have in
    the same order they have in any order too, so who has too few letters in common is never that much alike: nobody is missed.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        # A row tells of each text whether it has a letter once, a row of that letter twice, and so on.
        self._has: NDArray[np.uint8] = np.zeros((GROUPS * TIMES, 0), np.uint8)
        self._lengths: NDArray[np.int32] = np.zeros(0, np.int32)
        self._counted = 0

    def add(self, text: str) -> None:
        """One more text; its letters are counted when somebody asks."""
        self.texts.append(text)

    def maybe_like(self, wanted: str, cutoff: int) -> Sequence[int]:
        """The places, in order, of all texts whose ``fuzz.ratio`` with ``wanted`` may be ``cutoff`` (1 to 100) or more."""
        many, length = len(self.texts), len(wanted)
        if many < FEW or length > LONGEST:
            return range(many)
        self._count_new()
        rows = _rows(wanted)
        shared = np.full(many, length - len(rows), np.uint8)
        for row in rows:
            shared += self._has[row, :many]
        # The other is no shorter than what both have, so this holds of whoever passes the second look as well.
        least = -(-cutoff * length // (200 - cutoff))
        near = np.flatnonzero(shared >= least)
        enough = 200 * shared[near].astype(np.int32) >= cutoff * (self._lengths[near] + length)
        return [int(place) for place in near[enough]]

    def _count_new(self) -> None:
        many, room = len(self.texts), len(self._lengths)
        if many > room:
            more = max(many, 2 * room) - room
            self._has = np.pad(self._has, ((0, 0), (0, more)))
            self._lengths = np.pad(self._lengths, (0, more))
        for place in range(self._counted, many):
            text = self.texts[place]
            self._has[_rows(text), place] = 1
            self._lengths[place] = len(text)
        self._counted = many


def _rows(text: str) -> list[int]:
    """The rows in which a text stands: one for each letter, as often as it is there up to ``TIMES``."""
    seen: dict[int, int] = {}
    rows = []
    for letter in text:
        group = ord(letter) % GROUPS
        times = seen.get(group, 0)
        seen[group] = times + 1
        if times < TIMES:
            rows.append(group * TIMES + times)
    return rows

"""A place made ready to be asked of everybody: its numbers in the form the kernel reads. Source: matching.md 2.4, 2.5."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import (
    CAPABILITY_CODES,
    certificates_to_bits,
    conditions_to_bits,
    families_to_bits,
    times_to_bits,
)
from matching.core.fit import SUITABLE, Requirements, requirements, suitable_points
from matching.core.language import Demand
from matching.core.packing import asked_word, quarters_asked


@dataclass(frozen=True, eq=False)
class Question:
    """One place in numbers. Make it once with `prepare` and ask it as often as you like."""

    id: str
    pc4: str | None
    items: NDArray[np.uint8]
    """Positions of the capabilities asked, with `asked` levels and `value` points per level beside them."""
    asked: NDArray[np.uint8]
    value: NDArray[np.uint16]
    smax: int
    word: int
    """Times, certificates and kind of work, as in `packing`."""
    impossible: int
    hours: int
    """Least hours per week, in quarters."""
    wish: int
    hard_items: NDArray[np.uint8]
    hard_levels: NDArray[np.uint8]

    @cached_property
    def to_compare(self) -> tuple[Any, ...]:
        """As the compiled comparison takes it."""
        return (
            self.items,
            self.asked,
            self.value,
            np.uint8(self.hours),
            np.uint32(self.word),
            np.uint32(self.impossible),
            self.hard_items,
            self.hard_levels,
        )

    @cached_property
    def to_select(self) -> tuple[Any, ...]:
        """As the compiled selection takes it."""
        return self.items, self.asked, self.value, np.uint16(self.wish)

    def suitable_from(self, tau: Fraction = SUITABLE) -> int:
        """The least S that counts as suitable."""
        return suitable_points(self.smax, tau)


def prepare(demand: Demand, required: Requirements | None = None) -> Question:
    """Turn a place into a question."""
    numbers = required or requirements(demand)
    used = [index for index, level in enumerate(numbers.asked) if level]
    family = families_to_bits([demand.family] if demand.family else [])
    return Question(
        id=demand.id,
        pc4=demand.pc4,
        items=np.array(used, np.uint8),
        asked=np.array([numbers.asked[index] for index in used], np.uint8),
        value=np.array([numbers.value[index] for index in used], np.uint16),
        smax=numbers.smax,
        word=asked_word(times_to_bits(demand.times), certificates_to_bits(demand.certificates), family),
        impossible=conditions_to_bits(demand.impossible),
        hours=quarters_asked(demand.hours_min),
        wish=family,
        hard_items=_bytes(CAPABILITY_CODES.index(code) for code in demand.hard),
        hard_levels=_bytes(demand.hard.values()),
    )


def _bytes(values: Iterable[int]) -> NDArray[np.uint8]:
    return np.fromiter(values, np.uint8)

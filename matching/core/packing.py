"""How people and places are written in a few bytes, so that a whole region is compared at memory speed.

One byte per level (bit 7 on = unknown, the low bits then hold the neutral level), quarter hours in a byte, and one word
of 32 bits with everything that can stand in the way: times and certificates somebody lacks, kinds of work refused.
Source: matching.md 2.5, 6.1.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CERTIFICATES, CONDITIONS, FAMILIES, TIMES

Words = NDArray[np.uint32]

UNKNOWN_LEVEL: Final = 255
"""An unknown level in columns handed in."""
UNKNOWN_FLAG: Final = 0x80
LEVEL_MASK: Final = 0x07

TIME_SLOTS: Final = 4
CERTIFICATE_SLOTS: Final = 12
FAMILY_SLOTS: Final = 16
CERTIFICATE_SHIFT: Final = TIME_SLOTS
FAMILY_SHIFT: Final = TIME_SLOTS + CERTIFICATE_SLOTS
TIME_MASK: Final = (1 << TIME_SLOTS) - 1
CERTIFICATE_MASK: Final = ((1 << CERTIFICATE_SLOTS) - 1) << CERTIFICATE_SHIFT
FAMILY_MASK: Final = ((1 << FAMILY_SLOTS) - 1) << FAMILY_SHIFT
MOST_EXPOSURE: Final = 255

if len(TIMES) > TIME_SLOTS or len(CERTIFICATES) > CERTIFICATE_SLOTS or len(FAMILIES) > FAMILY_SLOTS:
    raise AssertionError("a list outgrew its slots in the 32-bit word")
if len(CONDITIONS) > 32:
    raise AssertionError("conditions outgrew their 32-bit word")


def obstacles(times: NDArray[np.uint8], certificates: NDArray[np.uint16], veto: NDArray[np.uint16]) -> Words:
    """The word of everything in the way, from what people have (times, certificates) and refuse."""
    lacking_times = ~times.astype(np.uint32) & np.uint32(TIME_MASK)
    lacking = (~certificates.astype(np.uint32) << np.uint32(CERTIFICATE_SHIFT)) & np.uint32(CERTIFICATE_MASK)
    refused = veto.astype(np.uint32) << np.uint32(FAMILY_SHIFT)
    found: Words = lacking_times | lacking | refused
    return found


def asked_word(times: int, certificates: int, family: int) -> int:
    """The matching word of a place: `obstacle & asked` shows what stands in the way."""
    return times | certificates << CERTIFICATE_SHIFT | family << FAMILY_SHIFT


def quarters_offered(hours: Decimal) -> int:
    """Hours a person can work in quarters, rounded down.

    >>> quarters_offered(Decimal("24.3"))
    97
    """
    return int((hours * 4).to_integral_value(ROUND_FLOOR))


def quarters_asked(hours: Decimal) -> int:
    """Hours a place needs in quarters, rounded up."""
    return int((hours * 4).to_integral_value(ROUND_CEILING))


def marked_levels(levels: NDArray[np.uint8], neutral: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Levels with 255 for unknown (first axis = capability) in stored form, unknown ones carrying the neutral level."""
    stand_in = (neutral | UNKNOWN_FLAG).astype(np.uint8)[:, np.newaxis]
    return np.ascontiguousarray(np.where(levels == UNKNOWN_LEVEL, stand_in, levels), dtype=np.uint8)


def medians(levels: NDArray[np.uint8], when_nobody: int = 2) -> NDArray[np.uint8]:
    """The (lower) median of the known levels per capability, over everybody: the neutral level (matching.md 2.7)."""
    found = np.full(levels.shape[0], when_nobody, np.uint8)
    for index, column in enumerate(levels):
        counts = np.bincount(column, minlength=UNKNOWN_LEVEL + 1)[:5]
        known = int(counts.sum())
        if known:
            found[index] = np.searchsorted(np.cumsum(counts), (known + 1) // 2)
    return found

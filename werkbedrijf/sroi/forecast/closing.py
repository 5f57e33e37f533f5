"""Ways to close a gap by the table of the contract, rounded up to whole people, places and euro.

What the table does not have is not offered. A block that says something of a person is never used.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from math import ceil

from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.sroi import words
from werkbedrijf.sroi.blocks import OF_REGISTER, Kind, blocks_for
from werkbedrijf.sroi.tables import Block, ValueTable
from werkbedrijf.sroi.worth import Effort, worth


@dataclass(frozen=True, slots=True)
class Way:
    """One more of something until the contract ends: what one is worth in euro with its sum, and how many close the gap."""

    block: Block
    hours: Decimal
    value: Decimal
    sum: str
    needed: int


def seat(table: ValueTable, gap: Decimal, hours: Decimal, first: date, until: date) -> Way | None:
    """Somebody of the doelgroepregister at work for these hours a week; None where the table has no worth for it."""
    block = table.blocks.get(OF_REGISTER)
    return _way(table, block, gap, hours, first, until) if block else None


def learning(table: ValueTable, gap: Decimal, hours: Decimal, first: date, until: date) -> list[Way]:
    """Learn-work places, by every block of them that tells nothing of a person."""
    found = (_way(table, one, gap, hours, first, until) for one in blocks_for(table, Kind.LEARNING, telling=False))
    return [way for way in found if way]


def purchases(table: ValueTable, gap: Decimal) -> list[tuple[Block, Decimal]]:
    """Buying that counts for what was paid: each block, and the whole euro that closes the gap."""
    return [
        (block, gap.quantize(Decimal(1), ROUND_CEILING))
        for block in blocks_for(table, Kind.PURCHASE, telling=False)
        if block.unit.of_amount
    ]


def _way(table: ValueTable, block: Block, gap: Decimal, hours: Decimal, first: date, until: date) -> Way | None:
    if not block.unit.over_time or first >= until:
        return None
    effort = Effort(block.code, hours=hours, start=first, end=until - timedelta(days=1))
    try:
        told = worth(table, effort)
    except InputRefused:
        return None  # such as fewer hours than the block asks
    if not told.value:
        return None
    return Way(block, hours, told.value, words.written_out(table, effort, told.lines[0]), ceil(gap / told.value))

"""How much work an obligation is, by a value table. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from werkbedrijf.sroi.blocks import OF_REGISTER
from werkbedrijf.sroi.tables import ValueTable
from werkbedrijf.sroi.worth import Effort, cents, worth

# Any year does: months count by the calendar, and a whole year is twelve of them.
_FIRST, _LAST = date(2026, 1, 1), date(2026, 12, 31)


@dataclass(frozen=True, slots=True)
class Needed:
    """Months of full-time work of one person, in tenths, rounded up; ``year`` is what twelve of them are worth in euro.

    ``longest``: for so many months one person counts at most, None when the table sets no such bound.
    """

    months: Decimal
    year: Decimal
    longest: int | None

    @property
    def people(self) -> int:
        """How many people it takes at least, as far as the table bounds how long one counts."""
        return ceil(self.months / self.longest) if self.longest else 1


def work_for(table: ValueTable, amount: Decimal) -> Needed | None:
    """The work of somebody in the doelgroepregister that an amount takes; None where the table has no such worth per year."""
    block = table.blocks.get(OF_REGISTER)
    if block is None or not block.unit.over_time or not block.pro_rata or amount <= 0:
        return None
    told = worth(table, Effort(OF_REGISTER, hours=table.full_time_hours, start=_FIRST, end=_LAST))
    if not told.months or not told.value:
        return None
    months = Fraction(amount) * told.months / Fraction(told.value)
    tenths = -(-months.numerator * 10 // months.denominator)
    return Needed(Decimal(tenths) / 10, cents(Fraction(told.value) * 12 / told.months), block.months)

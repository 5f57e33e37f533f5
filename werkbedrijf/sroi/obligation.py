"""What a contractor owes by the clause in a contract, in euro. Pure and exact: no float; ``words.obligation`` writes the sum out.

Obligation = base x percentage, less the rebate for a rung of the PSO ladder. The base is the contract sum or the wage sum. A
contract below the threshold of its own date owes nothing, unless social return was agreed all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from werkbedrijf.sroi.worth import cents

NOTHING = Decimal("0.00")


class Basis(StrEnum):
    """Over which amount the percentage goes."""

    SUM = "opdrachtsom"
    WAGES = "loonsom"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {Basis.SUM: "De opdrachtsom", Basis.WAGES: "De loonsom in de opdracht"}[self]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed at one moment: amounts in euro, percentages of 100. ``threshold`` None: there is none.

    ``rebate`` is the share of the obligation that a rung of the PSO ladder takes off.
    """

    total: Decimal
    percentage: Decimal
    basis: Basis = Basis.SUM
    wages: Decimal | None = None
    rebate: Decimal = Decimal(0)
    threshold: Decimal | None = None
    below_threshold_too: bool = False


@dataclass(frozen=True, slots=True)
class Obligation:
    """What is owed in euro. ``base`` is what the percentage went over, ``before`` what it was before the rebate.

    ``below``: the contract is below the threshold, so nothing is owed.
    """

    amount: Decimal
    base: Decimal
    before: Decimal
    below: bool = False


def problems_of(agreed: Agreed) -> Iterator[tuple[str, str]]:
    """What cannot be agreed, by field."""
    if agreed.total <= 0:
        yield "total", "De opdrachtsom is meer dan 0 euro."
    if not 0 < agreed.percentage <= 100:
        yield "percentage", "Een percentage is meer dan 0 en ten hoogste 100."
    if agreed.basis is Basis.WAGES and agreed.wages is None:
        yield "wages", "Vul de loonsom in: het percentage gaat daarover."
    if agreed.wages is not None and not 0 < agreed.wages <= agreed.total:
        yield "wages", "De loonsom is meer dan 0 euro en niet meer dan de opdrachtsom."
    if not 0 <= agreed.rebate <= 100:
        yield "rebate", "Een korting ligt tussen 0 en 100 procent."


def obligation_of(agreed: Agreed) -> Obligation:
    """What is owed.

    >>> obligation_of(Agreed(Decimal(400000), Decimal(5))).amount
    Decimal('20000.00')
    >>> obligation_of(Agreed(Decimal(400000), Decimal(5), Basis.WAGES, Decimal(90000), rebate=Decimal(50))).amount
    Decimal('2250.00')
    """
    base = agreed.wages if agreed.basis is Basis.WAGES and agreed.wages is not None else agreed.total
    if agreed.threshold is not None and agreed.total < agreed.threshold and not agreed.below_threshold_too:
        return Obligation(NOTHING, base, NOTHING, below=True)
    exact = Fraction(base) * Fraction(agreed.percentage) / 100
    return Obligation(cents(exact * (100 - Fraction(agreed.rebate)) / 100), base, cents(exact))


def changes_of(agreements: Iterable[Agreed]) -> list[Decimal]:
    """What each agreement adds to the one before it. They add up to what the last one owes, so nothing is ever overwritten.

    >>> changes_of([Agreed(Decimal(200000), Decimal(5)), Agreed(Decimal(150000), Decimal(5))])
    [Decimal('10000.00'), Decimal('-2500.00')]
    """
    owed = [NOTHING, *(obligation_of(one).amount for one in agreements)]
    return [after - before for before, after in pairwise(owed)]

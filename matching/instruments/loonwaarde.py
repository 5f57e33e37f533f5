"""The legal loonwaarde out of tasks. Pure.

Per task tempo x kwaliteit x inzetbaarheid x share of the work; the sum is rounded to whole percent, half up (Regeling
loonkostensubsidie Participatiewet art. 3 and 4, Stcrt. 2014 29290; the method is in the Besluit loonkostensubsidie
Participatiewet 2021 since). What somebody can do in the words of this service is something else: that is never a loonwaarde.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ARTICLE = "Regeling loonkostensubsidie Participatiewet art. 4; Besluit loonkostensubsidie Participatiewet 2021"
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class TaskValue:
    """One task: how fast, how well and how steadily, each in percent of an average worker, and its share of the work."""

    name: str
    tempo: Decimal
    quality: Decimal
    deployability: Decimal
    share: Decimal

    @property
    def loonwaarde(self) -> Decimal:
        """What this task adds, in percent, exact. Art. 4 lid 2: L = T x K x I x BT.

        >>> TaskValue("orders pakken", Decimal(80), Decimal(90), Decimal(100), Decimal(50)).loonwaarde
        Decimal('36.000000')
        """
        product = self.tempo * self.quality * self.deployability * self.share
        return product.scaleb(-6)


@dataclass(frozen=True, slots=True)
class Loonwaarde:
    """The loonwaarde in whole percent, and as it was before rounding."""

    percent: int
    exact: Decimal
    tasks: tuple[TaskValue, ...]


def loonwaarde_of(tasks: Sequence[TaskValue]) -> Loonwaarde:
    """The loonwaarde of work. Raises ValueError when the tasks are not together the whole work (art. 3 lid 2).

    >>> loonwaarde_of([TaskValue("vegen", Decimal(75), Decimal(90), Decimal(100), Decimal(100))]).percent
    68
    """
    shares = sum((task.share for task in tasks), Decimal(0))
    if shares != WHOLE:
        raise ValueError("The shares of the tasks do not add up to 100 percent.")
    exact = sum((task.loonwaarde for task in tasks), Decimal(0))
    return Loonwaarde(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)), exact, tuple(tasks))

"""What makes a place hard to fill: of everything it asks, what the fewest people can or want."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from matching.core.catalogue import CAPABILITIES, CERTIFICATES, TIMES
from matching.core.eligibility import LABELS, REASONS, Reason, minutes_of, reasons_of
from matching.core.language import Demand
from matching.core.packing import LEVEL_MASK
from matching.core.question import prepare
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.words import in_hours, listed


@dataclass(frozen=True, slots=True)
class Scarce:
    """One ask in words, and how many of every hundred people meet it (rounded down)."""

    words: str
    of_hundred: int

    @property
    def sentence(self) -> str:
        """In a cell of a table."""
        if self.of_hundred == 0:
            return f"{self.words}: minder dan 1 op de 100 mensen"
        return f"{self.words}: {self.of_hundred} op de 100 mensen"


_MET: dict[Reason, Callable[[Demand], str]] = {
    Reason.HOURS: lambda demand: f"Werkt {in_hours(demand.hours_min)} of meer",
    Reason.TRAVEL: lambda _demand: "Is er binnen de eigen reistijd",
    Reason.TIMES: lambda demand: f"Werkt ook {listed(TIMES[time] for time in TIMES if time in demand.times)}",
    Reason.SAFETY: lambda _demand: "Kan wat voor de veiligheid nodig is",
    Reason.CERTIFICATE: lambda demand: (
        f"Heeft {listed(CERTIFICATES[c] for c in CERTIFICATES if c in demand.certificates)}"
    ),
    Reason.CONDITION: lambda _demand: "Kan zonder wat hier niet mogelijk is",
    Reason.OWN_CHOICE: lambda _demand: "Kiest voor dit soort werk",
}


def scarcest_ask(demand: Demand, people: People, travel: TravelTimes) -> Scarce | None:
    """The ask that the fewest of these people meet; None without people or when everybody meets everything."""
    found = min(_asks(demand, people, travel), key=lambda one: one.of_hundred, default=None)
    return found if found is not None and found.of_hundred < 100 else None


def _asks(demand: Demand, people: People, travel: TravelTimes) -> Iterator[Scarce]:
    if not len(people):
        return
    question = prepare(demand)
    levels = people.levels[question.items] & LEVEL_MASK
    for row, (item, asked) in enumerate(zip(question.items.tolist(), question.asked.tolist(), strict=True)):
        met = int(np.count_nonzero(levels[row] >= asked))
        yield Scarce(f"{CAPABILITIES[item].name.capitalize()} (niveau {asked})", 100 * met // len(people))
    bits = reasons_of(people, question, minutes_of(people, travel.row(demand.pc4)))
    for reason in REASONS:
        met = int(np.count_nonzero((bits & np.uint8(reason)) == 0))
        yield Scarce(_MET[reason](demand), 100 * met // len(people))


if set(_MET) != set(LABELS):
    raise AssertionError("every reason has words for who meets it")

"""What is shown of one person at one place, on one day: the fit as explained, and the hours, days and travel beside it.

This, and nothing else, is stored with a voordracht and laid before the employer. It holds no name, reference, age, gemeente,
organisation or regeling: the functions here cannot reach them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from candidates.profile.models import Mode, Profile
from candidates.profile.offer import offer_of
from matching.core.catalogue import CERTIFICATES, TIMES, certificates_from_bits, times_from_bits
from matching.core.explanation import Explanation, explain
from matching.core.language import Demand

MODES: Mapping[Mode, str] = {
    Mode.WALK: "lopend",
    Mode.BICYCLE: "met de fiets",
    Mode.TRANSIT: "met het openbaar vervoer",
    Mode.CAR: "met de auto",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One person at one place as it was shown on a day. Hours per week; ``minutes`` of travel are in the explanation."""

    explanation: Explanation
    hours_min: Decimal
    hours_max: Decimal
    times: tuple[str, ...]
    certificates: tuple[str, ...]
    travel: str
    available_from: date
    on: date
    part: int | None = None
    """Percent of the work from which the region counted someone as able, that day; None in what was stored without."""

    @property
    def is_below(self) -> bool:
        """Whether the coach chose someone who can do less of the work than that: allowed, and written down."""
        told = self.explanation
        return self.part is not None and told.points * 100 < self.part * told.smax

    @property
    def score(self) -> int:
        """0 to 100, for this place only."""
        return self.explanation.score

    @property
    def travel_time(self) -> str:
        """``met de fiets, ongeveer 25 minuten``: rounded up to five minutes, so that it does not point at an address."""
        minutes = self.explanation.minutes
        return self.travel if minutes is None else f"{self.travel}, ongeveer {-(-minutes // 5) * 5} minuten"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for storing with the voordracht."""
        return {
            "explanation": self.explanation.to_dict(),
            "hours": [str(self.hours_min), str(self.hours_max)],
            "times": list(self.times),
            "certificates": list(self.certificates),
            "travel": self.travel,
            "available_from": self.available_from.isoformat(),
            "on": self.on.isoformat(),
            "part": self.part,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round: ``from_dict(shown.to_dict()) == shown``."""
        low, high = stored["hours"]
        return cls(
            explanation=Explanation.from_dict(stored["explanation"]),
            hours_min=Decimal(low),
            hours_max=Decimal(high),
            times=tuple(stored["times"]),
            certificates=tuple(stored["certificates"]),
            travel=stored["travel"],
            available_from=date.fromisoformat(stored["available_from"]),
            on=date.fromisoformat(stored["on"]),
            part=stored.get("part"),
        )


def shown_of(
    profile: Profile, demand: Demand, *, minutes: int | None, neutral: Sequence[int], tau: Fraction, on: date
) -> Shown:
    """This person at this place as it is shown on a day. ``neutral`` are the region's levels for what is unknown."""
    return Shown(
        explanation=explain(demand, offer_of(profile), minutes=minutes, neutral=neutral, tau=tau),
        hours_min=profile.hours_min,
        hours_max=profile.hours_max,
        times=tuple(TIMES[code] for code in times_from_bits(profile.times)),
        certificates=tuple(CERTIFICATES[code] for code in _asked(profile, demand)),
        travel=MODES[profile.mode],
        available_from=profile.available_from,
        on=on,
        part=int(tau * 100),
    )


def _asked(profile: Profile, demand: Demand) -> list[str]:
    """Certificates that the place asks and the person has; others are nobody's business here."""
    return [code for code in certificates_from_bits(profile.certificates) if code in demand.certificates]

"""What somebody asked of a what-if, as it is stored and as it is told. Source: matching.md 3.1; features.md M21."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from employers.vocabulary.catalogue import occupations
from employers.vocabulary.draft import draft_demand
from matching.core.scenarios import Change, NewPlaces
from werkbedrijf.foundation.texts import count, hours, in_words, number


@dataclass(frozen=True, slots=True)
class AskedPlaces:
    """Places of one occupation that come in. ``spots`` are the gemeenten as (name, pc4), dealt out in turn."""

    occupation: str
    many: int
    hours: Decimal
    seats: int
    spots: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """The occupation in words; its code when the vocabulary has lost it."""
        known = occupations().get(self.occupation)
        return known.title if known else self.occupation

    @property
    def new(self) -> NewPlaces:
        """As the core puts them on a region."""
        draft = draft_demand(occupations()[self.occupation], hours=self.hours, seats=self.seats)
        return NewPlaces(draft, self.many, tuple(pc4 for _, pc4 in self.spots))


@dataclass(frozen=True, slots=True)
class Asked:
    """A whole question. None keeps what the run had; ``quarter`` (such as 2026-4) asks it of every night of that quarter."""

    places: AskedPlaces | None = None
    left_out: tuple[str, ...] = ()
    k: int | None = None
    m: int | None = None
    bonus: tuple[Decimal, ...] | None = None
    tau: Fraction | None = None
    quarter: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would be different."""
        return self == Asked(quarter=self.quarter)

    @property
    def change(self) -> Change:
        """As the core puts it on a region."""
        return Change(
            added=(self.places.new,) if self.places else (),
            left_out=frozenset(self.left_out),
            k=self.k,
            m=self.m,
            bonus=self.bonus,
            tau=self.tau,
        )

    def words(self) -> list[str]:
        """What is different, one line each."""
        said = [self._places_in_words()] if self.places else []
        if self.left_out:
            said.append(f"Zonder {'plek' if len(self.left_out) == 1 else 'de plekken'} {in_words(list(self.left_out))}")
        if self.k is not None:
            said.append(f"Lijsten van {count(self.k, 'mens', 'mensen')} per plek")
        if self.m is not None:
            said.append(f"Ten hoogste {count(self.m, 'plek', 'plekken')} per persoon")
        if self.tau is not None:
            said.append(
                f"Geschikt vanaf {number(Decimal(self.tau.numerator * 100) / self.tau.denominator)} % van het werk"
            )
        if self.bonus is not None:
            said.append(
                f"Voorrang voor wie weinig voordrachten had: {' · '.join(number(b * 100) for b in self.bonus)} %"
            )
        return said

    def _places_in_words(self) -> str:
        assert self.places is not None  # noqa: S101  # the caller looked
        places = self.places
        seats = f", {count(places.seats, 'stoel', 'stoelen')} per plek" if places.seats > 1 else ""
        where = in_words([name for name, _ in places.spots]) if len(places.spots) <= 4 else "verdeeld over de regio"
        return (
            f"{count(places.many, 'plek', 'plekken')} erbij: {places.title}, vanaf {hours(places.hours)}{seats}, "
            f"{'in ' if len(places.spots) <= 4 else ''}{where}"
        )

    def to_dict(self) -> dict[str, Any]:
        """As a run stores it."""
        places = self.places
        return {
            "places": None
            if places is None
            else {
                "occupation": places.occupation,
                "many": places.many,
                "hours": str(places.hours),
                "seats": places.seats,
                "spots": [list(spot) for spot in places.spots],
            },
            "left_out": list(self.left_out),
            "k": self.k,
            "m": self.m,
            "B": None if self.bonus is None else [str(part) for part in self.bonus],
            "tau": None if self.tau is None else str(self.tau),
            "quarter": self.quarter,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round."""
        places, bonus, tau = stored["places"], stored["B"], stored["tau"]
        return cls(
            places=None
            if places is None
            else AskedPlaces(
                occupation=places["occupation"],
                many=places["many"],
                hours=Decimal(places["hours"]),
                seats=places["seats"],
                spots=tuple((name, pc4) for name, pc4 in places["spots"]),
            ),
            left_out=tuple(stored["left_out"]),
            k=stored["k"],
            m=stored["m"],
            bonus=None if bonus is None else tuple(Decimal(part) for part in bonus),
            tau=None if tau is None else Fraction(tau),
            quarter=stored["quarter"],
        )

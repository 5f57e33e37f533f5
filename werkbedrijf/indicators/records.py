"""The plain records the indicators are worked out from: no name, no regeling beyond a ground to count by. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from werkbedrijf.garantiebanen.counting import Work
from werkbedrijf.indicators.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Spell:
    """Work that began: one placement, running or ended. ``ended_on`` is the first day no longer worked.

    ``person`` only serves to find what followed, and to count a person once. ``ground`` is that of the first day; empty
    when the person stood in no register then.
    """

    reference: str
    person: int
    gemeente: str
    kind: str
    ground: str
    starts_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody began on a seat; ``proposed`` when this came of a voordracht."""

    on: date
    ended_on: date | None = None
    proposed: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its seats, and what became of it. ``first_proposed_on`` is the day of the first voordracht."""

    reference: str
    gemeente: str
    seats: int
    logged_on: date
    closed_on: date | None = None
    first_proposed_on: date | None = None
    starts: tuple[Start, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who is helped, on the day of measuring. ``active`` is neither on a pause nor gone."""

    person: int
    gemeente: str
    active: bool
    complete: bool
    available_from: date | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class SocialReturn:
    """Contracts with social return that run or are over, in euro. ``people`` is how many different people's work counts in it."""

    contracts: int
    promised: Decimal
    approved: Decimal
    people: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one quarter is worked out from. ``on`` is the last day that is known: the end, or today before it.

    ``works`` are the placements of that day as the count of garantiebanen sees them. ``people`` is None where the state of
    profiles on that day is not known any more.
    """

    quarter: Quarter
    on: date
    works: Sequence[Work] = ()
    hours_per_job: Decimal = Decimal("25.5")
    hours_full_time: Decimal = Decimal(36)
    spells: Sequence[Spell] = ()
    places: Sequence[Place] = ()
    people: Sequence[Standing] | None = None
    people_on: date | None = None
    social: SocialReturn | None = None

    def of_gemeente(self, code: str) -> "Facts":
        """The part of one gemeente.

        What followed on work in one gemeente may lie in another, so spells are not split here: measures do that.
        """
        return replace(
            self,
            works=[one for one in self.works if one.gemeente == code],
            places=[one for one in self.places if one.gemeente == code],
            people=None if self.people is None else [one for one in self.people if one.gemeente == code],
        )

    @property
    def gemeenten(self) -> frozenset[str]:
        """Every gemeente that occurs."""
        found = {one.gemeente for one in self.works} | {one.gemeente for one in self.spells}
        found |= {one.gemeente for one in self.places} | {one.gemeente for one in self.people or ()}
        return frozenset(found)

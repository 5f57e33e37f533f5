"""What if: other places or other rules put on the people and places of a run, and two outcomes laid side by side.

A change never touches what it is put on; the changed region is solved exactly, by the same solver and with the same lots,
so every difference comes from the change. Where places only come in, nobody has fewer proposals after it (T5).
Nothing here knows a group or a regeling. Source: matching.md 3.1, 3.2 (T5); features.md M21.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from matching.core.allocation import Rules
from matching.core.files import Settings
from matching.core.language import Demand

NEW_PLACE: Final = "nieuw-{number}-{one}"
"""The id of a place that came in: stable, so that the same change draws the same lots."""


@dataclass(frozen=True, slots=True)
class NewPlaces:
    """Places that come in: `many` of one draft, dealt out over the postcodes in turn.

    The draft's own id and postcode are not used; its positions are the seats of each place.
    """

    draft: Demand
    many: int
    postcodes: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.many < 1:
            raise ValueError(f"Er komt ten minste 1 plek bij, niet {self.many}.")
        if not self.postcodes:
            raise ValueError("Geef ten minste één postcode waar de plekken komen.")

    def places(self, number: int) -> Iterator[Demand]:
        """The places themselves; `number` tells apart what comes in together."""
        for one in range(self.many):
            pc4 = self.postcodes[one % len(self.postcodes)]
            yield replace(self.draft, id=NEW_PLACE.format(number=number, one=one + 1), pc4=pc4)


@dataclass(frozen=True, slots=True)
class Change:
    """What is different: places that come in or stay out, and other rules. None keeps what the run had."""

    added: tuple[NewPlaces, ...] = ()
    left_out: frozenset[str] = frozenset()
    k: int | None = None
    m: int | None = None
    bonus: tuple[Decimal, ...] | None = None
    tau: Fraction | None = None

    def __post_init__(self) -> None:
        if self.tau is not None and not 0 <= self.tau <= 1:
            raise ValueError("De kleinste passing (tau) ligt tussen 0 en 1.")

    @property
    def only_adds(self) -> bool:
        """Whether places come in and nothing else changes: then nobody has fewer proposals after it (T5)."""
        return bool(self.added) and self == Change(added=self.added)

    def settings(self, given: Settings) -> Settings:
        """The settings of the changed region; the key of the lots stays. Raises ValueError for rules that cannot be.

        Where m rises and no other bonus is given, the table is made longer by its last value.
        """
        rules = given.rules
        k, m = self.k or rules.k, self.m or rules.m
        bonus = rules.bonus if self.bonus is None else self.bonus
        if self.bonus is None and len(bonus) < m:
            bonus += bonus[-1:] * (m - len(bonus))
        tau = given.tau if self.tau is None else self.tau
        return replace(given, rules=Rules(k, m, bonus), tau=tau)

    def demands(self, given: Iterable[Demand]) -> list[Demand]:
        """The places of the changed region: those that stay, then those that come in."""
        stays = [demand for demand in given if demand.id not in self.left_out]
        return stays + [place for number, new in enumerate(self.added, 1) for place in new.places(number)]


@dataclass(frozen=True, slots=True)
class PlaceList:
    """One place of an outcome: how many people it can get, how many are suitable, and the fit of whom it got."""

    slots: int
    suitable: int
    fits: Mapping[str, Fraction]

    @property
    def is_full(self) -> bool:
        """Whether it got as many people as it can get."""
        return len(self.fits) >= self.slots


@dataclass(frozen=True, eq=False)
class Stand:
    """One outcome of a region, or several of one period taken together: whom it reached and how its lists are.

    `places` by id; over a period an id stands for one place on one day.
    """

    pool: frozenset[str]
    """Everybody who looks for work, by pseudonym, also who is suitable nowhere."""
    places: Mapping[str, PlaceList]
    suitable: frozenset[str] = frozenset()
    """Who is suitable for at least one place."""

    @cached_property
    def proposals(self) -> Mapping[str, int]:
        """Proposals by person; who has none is absent."""
        found: dict[str, int] = {}
        for place in self.places.values():
            for person in place.fits:
                found[person] = found.get(person, 0) + 1
        return found

    @property
    def reached(self) -> frozenset[str]:
        """Who has a proposal."""
        return frozenset(self.proposals)

    @property
    def full(self) -> int:
        """Places with a full list."""
        return sum(place.is_full for place in self.places.values())

    @property
    def unanswered(self) -> int:
        """Places without anybody on their list."""
        return sum(not place.fits for place in self.places.values())

    @cached_property
    def mean_fit(self) -> Fraction | None:
        """The mean fit over all proposals, 0 to 1; None where there are none."""
        by_whole: dict[int, list[int]] = {}
        for place in self.places.values():
            for fit in place.fits.values():
                by_whole.setdefault(fit.denominator, []).append(fit.numerator)
        # Per whole first: with a thousand different wholes one sum of fractions would outgrow any machine word.
        total = sum((Fraction(sum(parts), whole) for whole, parts in by_whole.items()), Fraction())
        many = sum(map(len, by_whole.values()))
        return total / many if many else None

    def scarcest(self, most: int) -> list[tuple[str, PlaceList]]:
        """Places with the fewest suitable people per proposal they ask for, scarcest first."""
        order = sorted(self.places.items(), key=lambda one: (Fraction(one[1].suitable, one[1].slots), one[0]))
        return order[:most]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two outcomes side by side, in people by pseudonym."""

    before: Stand
    after: Stand

    @property
    def gained(self) -> frozenset[str]:
        """Who has a proposal only after the change."""
        return self.after.reached - self.before.reached

    @property
    def lost(self) -> frozenset[str]:
        """Who has a proposal only before it."""
        return self.before.reached - self.after.reached

    @cached_property
    def fewer(self) -> Mapping[str, int]:
        """By person how many proposals fewer; who has as many or more is absent. Empty where places only come in (T5)."""
        then, now = self.before.proposals, self.after.proposals
        return {person: many - now.get(person, 0) for person, many in then.items() if now.get(person, 0) < many}


@dataclass(slots=True)
class Together:
    """Outcomes of one period put together, day by day: people count once over the whole period."""

    pool: set[str] = field(default_factory=set)
    suitable: set[str] = field(default_factory=set)
    places: dict[str, PlaceList] = field(default_factory=dict)

    def add(self, day: str, stand: Stand) -> None:
        """One more outcome, under the name of its day."""
        self.pool |= stand.pool
        self.suitable |= stand.suitable
        self.places |= {f"{day} {id_}": place for id_, place in stand.places.items()}

    @property
    def stand(self) -> Stand:
        """All of them as one."""
        return Stand(frozenset(self.pool), self.places, frozenset(self.suitable))


def stand_of(
    pool: Collection[str],
    lists: Mapping[str, Sequence[tuple[str, int, int]]],
    slots: Mapping[str, int],
    suitable: Mapping[str, int],
    suitable_people: Collection[str] = (),
) -> Stand:
    """A stand from an outcome: per place its list as (person, S, Smax), its slots and its number of suitable people."""
    places = {
        place: PlaceList(many, suitable.get(place, 0), {who: _part(s, of) for who, s, of in lists.get(place, ())})
        for place, many in slots.items()
    }
    return Stand(frozenset(pool), places, frozenset(suitable_people))


def _part(points: int, smax: int) -> Fraction:
    """A place that asks nothing is fully met."""
    return Fraction(points, smax) if smax else Fraction(1)

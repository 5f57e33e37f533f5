"""How many jobs there will be at the end of the coming months, and how sure that is. Pure; months are counted ahead, from 1.

Three things make the figure. Running work stays with a chance: in a month somebody leaves with one chance, and a contract
that ends is extended with another. Work that is in sight (planned, or somebody is put forward) starts with the chance of
its stage. And work that nobody can see yet comes as it came in the past, when that was. All chances come from the own past,
mixed with a starting value for a region without one: a starting value of weight w counts as w cases seen elsewhere.

The band holds the truth in the asked share of cases, as far as people decide apart: the spread of each person's yes or no,
of how many come unseen (Poisson), and of not knowing the chances themselves are added as variances (normal approximation).
No random numbers are drawn, so the same facts give the same forecast. Jobs are jobs of the hours that the caller counts by.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist
from typing import Final

MONTHS: Final = 12
SHARE: Final = 0.8
"""The part of all cases in which the truth should lie in the band."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance learned from ``hits`` of ``tries``, mixed with a starting value that weighs as ``weight`` tries."""

    hits: float
    tries: float
    start: float
    weight: float

    @property
    def mean(self) -> float:
        """The chance to reckon with.

        >>> Chance(0, 0, 0.5, 20).mean, Chance(80, 100, 0.5, 20).mean
        (0.5, 0.75)
        """
        total = self.tries + self.weight
        return (self.hits + self.start * self.weight) / total if total else self.start

    @property
    def sd(self) -> float:
        """How unsure the chance itself is; less with every case seen."""
        return sqrt(self.mean * (1 - self.mean) / (self.tries + self.weight + 1))


@dataclass(frozen=True, slots=True)
class Running:
    """Work that runs: how many jobs it is, and the month in which its contract ends (1 is the coming one), None without."""

    jobs: float
    ends_in: int | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Work in sight: how many jobs, the month in which it would start, and at which stage it stands."""

    jobs: float
    starts_in: int
    stage: str


@dataclass(frozen=True, slots=True)
class Chances:
    """What the past says: leaving in a month, being extended, starting per stage, and jobs that come unseen per month ahead."""

    leaving: Chance
    extended: Chance
    starting: Mapping[str, Chance]
    unseen: Sequence[float] = ()
    unseen_size: float = 1.0


@dataclass(frozen=True, slots=True)
class Ahead:
    """The jobs at the end of a month ahead: what to expect, and the band around it."""

    months: int
    expected: float
    low: float
    high: float


@dataclass(slots=True)
class _Sum:
    """Expected jobs and their variance."""

    mean: float = 0.0
    variance: float = 0.0

    def add(self, size: "_Size", chance: float) -> None:
        self.mean += size.jobs * chance
        self.variance += size.squares * chance * (1 - chance)


def forecast(
    running: Sequence[Running],
    coming: Sequence[Coming],
    chances: Chances,
    *,
    months: int = MONTHS,
    share: float = SHARE,
) -> list[Ahead]:
    """The jobs at the end of each coming month.

    >>> certain = Chances(Chance(0, 0, 0.0, 1), Chance(0, 0, 1.0, 1), {})
    >>> [(a.expected, a.low, a.high) for a in forecast([Running(1.0)] * 40, [], certain, months=2)]
    [(40.0, 40.0, 40.0), (40.0, 40.0, 40.0)]
    """
    wide = NormalDist().inv_cdf(0.5 + share / 2)
    groups = _grouped(running, coming)
    return [_ahead(groups, chances, month, wide) for month in range(1, months + 1)]


def _ahead(groups: "_Groups", chances: Chances, month: int, wide: float) -> Ahead:
    found = _sum(groups, chances, month)
    variance = found.variance + sum(
        ((_sum(groups, high, month).mean - _sum(groups, low, month).mean) / 2) ** 2 for low, high in _around(chances)
    )
    margin = wide * sqrt(variance)
    return Ahead(month, found.mean, max(0.0, found.mean - margin), found.mean + margin)


@dataclass(slots=True)
class _Size:
    """Work of one kind taken together: the sum of its jobs and of their squares, which is all that a spread asks."""

    jobs: float = 0.0
    squares: float = 0.0

    def take(self, jobs: float) -> None:
        self.jobs += jobs
        self.squares += jobs * jobs


@dataclass(frozen=True, slots=True)
class _Groups:
    """Running work by the month of its end, work in sight by its month and stage."""

    running: Mapping[int | None, _Size]
    coming: Mapping[tuple[int, str], _Size]


def _grouped(running: Sequence[Running], coming: Sequence[Coming]) -> _Groups:
    by_end: defaultdict[int | None, _Size] = defaultdict(_Size)
    by_start: defaultdict[tuple[int, str], _Size] = defaultdict(_Size)
    for work in running:
        by_end[work.ends_in].take(work.jobs)
    for hoped in coming:
        by_start[hoped.starts_in, hoped.stage].take(hoped.jobs)
    return _Groups(by_end, by_start)


def _sum(groups: _Groups, chances: Chances, month: int) -> _Sum:
    stays, extended = 1 - chances.leaving.mean, chances.extended.mean
    found = _Sum()
    for ends_in, size in groups.running.items():
        ended = ends_in is not None and ends_in <= month
        found.add(size, stays**month * (extended if ended else 1.0))
    for (starts_in, stage), size in groups.coming.items():
        if starts_in <= month:
            found.add(size, chances.starting[stage].mean * stays ** (month - starts_in))
    for at, jobs in enumerate(chances.unseen[:month], start=1):
        still = jobs * stays ** (month - at)
        found.mean += still
        found.variance += still * chances.unseen_size
    return found


def _around(chances: Chances) -> list[tuple[Chances, Chances]]:
    """Every chance a spread lower and higher, one at a time."""
    pairs = [
        (replace(chances, leaving=_moved(chances.leaving, -1)), replace(chances, leaving=_moved(chances.leaving, 1))),
        (
            replace(chances, extended=_moved(chances.extended, -1)),
            replace(chances, extended=_moved(chances.extended, 1)),
        ),
    ]
    for stage, chance in chances.starting.items():
        low, high = ({**chances.starting, stage: _moved(chance, way)} for way in (-1, 1))
        pairs.append((replace(chances, starting=low), replace(chances, starting=high)))
    return pairs


def _moved(chance: Chance, way: int) -> Chance:
    """The same chance, that much lower or higher, and taken as sure."""
    return Chance(0, 0, min(1.0, max(0.0, chance.mean + way * chance.sd)), 0)


@dataclass(frozen=True, slots=True)
class Tried:
    """A forecast beside what came of it."""

    low: float
    high: float
    truth: float

    @property
    def held(self) -> bool:
        """Whether the truth lay in the band."""
        return self.low <= self.truth <= self.high


@dataclass(frozen=True, slots=True)
class Kept:
    """How often the band held: in ``held`` of ``tries`` forecasts. ``below`` and ``above`` say where the truth lay otherwise."""

    tries: int
    held: int
    below: int = 0
    above: int = 0


def kept(tried: Sequence[Tried]) -> Kept:
    """Count how often the truth lay in the band.

    >>> kept([Tried(10, 20, 15), Tried(10, 20, 25), Tried(10, 20, 5), Tried(10, 20, 20)])
    Kept(tries=4, held=2, below=1, above=1)
    """
    return Kept(
        tries=len(tried),
        held=sum(each.held for each in tried),
        below=sum(each.truth < each.low for each in tried),
        above=sum(each.truth > each.high for each in tried),
    )

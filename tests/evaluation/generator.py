"""Invented regions to judge the matching by. NumPy alone: nothing of the product is imported here, nor the other way round.

People have real levels and levels as somebody wrote them down, a perseverance that nobody sees, conditions they need, and a
group that only the measuring knows. Places have tasks, seats and conditions that happen to be present. All of it is made up
and seeded; only the shares of the groups are those of published counts.
"""

from dataclasses import dataclass, field

import numpy as np

GROUPS = ("Participatiewet", "Wajong", "Wsw")
ITEMS, CONDITIONS, UNKNOWN = 32, 24, 255
# Which items rise and fall together: thinking, school, people, doing, body.
FACTORS = np.repeat(np.arange(5), (6, 4, 5, 7, 10))
LEVEL_EDGES = (-1.28, -0.47, 0.52, 1.41)
# (Participatiewet, Wajong, Wsw): who is in which group; what they need; how their factors lie. Own estimates.
SHARES = (0.62, 0.24, 0.14)
NEED_RATE = (0.04, 0.14, 0.12)
HEIGHT = np.array([[0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.1, -0.2, -0.1, 0.25], [-0.15, -0.2, 0.1, 0.15, 0.0]])


@dataclass(frozen=True)
class Variant:
    """How a region differs from the base; every figure is explained in the report."""

    key: str
    words: str
    people_per_place: float = 14
    interaction: float = 0.0
    rater_bias: float = 0.0
    prejudice: float = 0.0


VARIANTS = {
    variant.key: variant
    for variant in (
        Variant("base", "as it is"),
        Variant("interaction", "two things that fall short together weigh double", interaction=6.0),
        Variant("rater", "35 % of the levels of Wajong written one step too low", rater_bias=0.35),
        Variant("prejudice", "outcomes of Wajong 1.2 lower in log-odds than their work", prejudice=1.2),
        Variant("scarce", "few people: 5 per place", people_per_place=5),
        Variant("abundant", "many people: 30 per place", people_per_place=30),
    )
}


@dataclass(frozen=True)
class Place:
    """One place: tasks as (part of the hours, {item: (level, importance)})."""

    id: str
    employer: int
    spot: int
    hours: int
    seats: int
    tasks: tuple
    present: np.ndarray
    impossible: np.ndarray


@dataclass(frozen=True)
class World:
    """A region. Rows of the arrays are people; `spots` are the (lat, lon) of its postcodes."""

    variant: Variant
    seed: int
    group: np.ndarray
    organisation: np.ndarray
    real: np.ndarray
    written: np.ndarray
    need: np.ndarray
    essential: np.ndarray
    hours: np.ndarray
    mode: np.ndarray
    most_minutes: np.ndarray
    home: np.ndarray
    perseverance: np.ndarray
    spots: np.ndarray
    places: tuple = field(default=())

    def __len__(self):
        return len(self.group)


def world(seed, variant="base", places=60):
    """A region of so many places, with the people that belong to it by the variant."""
    kind = VARIANTS[variant]
    rng = np.random.default_rng([seed, 71, list(VARIANTS).index(variant)])
    many = round(places * kind.people_per_place)
    group = rng.choice(3, many, p=SHARES)
    spots = _spots(rng)
    real = _levels(rng, group)
    need = rng.random((many, CONDITIONS)) < np.array(NEED_RATE)[group][:, np.newaxis]
    return World(
        variant=kind,
        seed=seed,
        group=group,
        # One filing organisation per group mostly: what makes the order of rows a leak.
        organisation=np.where(rng.random(many) < 0.85, group, rng.integers(0, 3, many)),
        real=real,
        written=_written(rng, real, group, kind),
        need=need,
        essential=need & (rng.random(need.shape) < 0.25),
        hours=rng.choice([12, 16, 20, 24, 28, 32, 36], many, p=(0.08, 0.14, 0.18, 0.2, 0.14, 0.14, 0.12)),
        mode=rng.choice(4, many, p=(0.06, 0.44, 0.3, 0.2)),
        most_minutes=rng.choice([20, 30, 45, 60], many, p=(0.15, 0.35, 0.3, 0.2)),
        home=_near_the_middle(rng, many, len(spots)),
        perseverance=rng.normal(0, 1, many),
        spots=spots,
        places=tuple(_place(rng, number, len(spots)) for number in range(places)),
    )


def _spots(rng, many=60, side_km=22):
    """Postcodes in a square, the first ones nearest to its middle."""
    away = (rng.random((many, 2)) - 0.5) * side_km
    away = away[np.argsort((away**2).sum(axis=1))]
    return np.stack([52.22 + away[:, 0] / 111.2, 6.89 + away[:, 1] / 68.1], axis=1)


def _near_the_middle(rng, people, spots):
    return np.minimum((rng.beta(1, 2, people) * spots).astype(int), spots - 1)


def _levels(rng, group):
    """Levels 0 to 4: something general, something per factor, something of each item's own."""
    many = len(group)
    general, factor = rng.normal(0, 1, (many, 1)), rng.normal(0, 1, (many, 5)) + HEIGHT[group]
    own = rng.normal(0, 1, (many, ITEMS))
    return np.searchsorted(LEVEL_EDGES, 0.45 * general + 0.6 * factor[:, FACTORS] + 0.66 * own).astype(np.uint8)


def _written(rng, real, group, kind):
    """What a coach wrote down: one step beside the truth now and then, sometimes nothing."""
    off = rng.choice([-1, 0, 1], real.shape, p=(0.04, 0.92, 0.04))
    found = np.clip(real.astype(int) + off, 0, 4)
    if kind.rater_bias:
        low = (rng.random(real.shape) < kind.rater_bias) & (group == 1)[:, np.newaxis]
        found = np.clip(found - low, 0, 4)
    return np.where(rng.random(real.shape) < 0.05, UNKNOWN, found).astype(np.uint8)


def _place(rng, number, spots):
    tasks = tuple((part, _asks(rng)) for part in ((1.0,), (0.6, 0.4), (0.5, 0.3, 0.2))[rng.integers(3)])
    free = rng.permutation(CONDITIONS)
    present, impossible = np.zeros(CONDITIONS, bool), np.zeros(CONDITIONS, bool)
    present[free[: rng.integers(2, 9)]] = True
    impossible[free[-rng.integers(0, 3) or CONDITIONS :]] = True
    return Place(
        id=f"P-{number:05}",
        employer=number // 2,
        spot=int(_near_the_middle(rng, 1, spots)[0]),
        hours=int(rng.choice([8, 12, 16, 20, 24])),
        seats=int(rng.choice([1, 2, 3], p=(0.6, 0.25, 0.15))),
        tasks=tasks,
        present=present,
        impossible=impossible,
    )


def _asks(rng):
    chosen = rng.choice(ITEMS, rng.integers(3, 6), replace=False)
    levels = rng.choice([1, 2, 3, 4], len(chosen), p=(0.06, 0.3, 0.44, 0.2))
    return {int(item): (int(level), int(rng.integers(1, 4))) for item, level in zip(chosen, levels, strict=True)}

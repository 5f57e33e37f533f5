"""What comes of lists: interviews in the order of each list, one job per person, in rounds; and the best that could be."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

ROUNDS = 3


@dataclass(frozen=True)
class Hired:
    """After each round: seats filled as a part of all seats, and how many hires are expected to last."""

    filled: tuple
    lasting: tuple
    interviews_per_hire: float


def hired(market, maker, seed, rounds=ROUNDS):
    """Hire from the lists of a maker; the luck of an interview is the pair's own, so the same for every maker."""
    rng = np.random.default_rng([seed, 3])
    passes = rng.random(market.chance.shape) < 0.5 + 0.4 * market.chance
    open_, seats = market.qualified.copy(), market.seats.copy()
    history, interviews, hires = np.zeros(len(market.world), int), 0, []
    filled, lasting = [], []
    for _ in range(rounds):
        lists = maker(market, open_, seats, history, rng)
        for j in rng.permutation(len(lists)):
            for i in lists[j]:
                history[i] += 1
                if seats[j] == 0 or not open_[i].any():
                    continue
                interviews += 1
                open_[i, j] = False
                if passes[i, j]:
                    open_[i] = False
                    seats[j] -= 1
                    hires.append(market.chance[i, j])
        open_[:, seats == 0] = False
        filled.append(len(hires) / market.seats.sum())
        lasting.append(float(sum(hires)))
    return Hired(tuple(filled), tuple(lasting), interviews / max(len(hires), 1))


def clairvoyant(market):
    """The most lasting placements that anybody could make who knew every chance: a bound, for nobody does."""
    columns = np.repeat(np.arange(len(market.seats)), market.seats)
    worth = np.where(market.eligible, market.chance, 0)[:, columns]
    people, seats = linear_sum_assignment(worth, maximize=True)
    return float(worth[people, seats].sum())

"""Who would last where, by a rule that the matching does not know and cannot import. NumPy alone.

Of another form than the fit: what falls short multiplies (a geometric bottleneck over tasks, hours as exponents, pulled down
by the worst item), perseverance that nobody sees, the way to work squared, and conditions that happen to be present.
"""

import numpy as np

SPEED_KM_H = np.array([5.0, 14.0, 25.0, 45.0])
AROUND_MINUTES = np.array([0.0, 2.0, 14.0, 7.0])
ARRANGED = 0.7


def minutes(world, place):
    """Minutes one way by everybody's own means, reckoned otherwise than the product does."""
    here, there = world.spots[place.spot], world.spots[world.home]
    north, east = (there[:, 0] - here[0]) * 111.2, (there[:, 1] - here[1]) * 68.1
    km = np.maximum(np.hypot(north, east), 0.5) * 1.3
    return km / SPEED_KM_H[world.mode] * 60 + AROUND_MINUTES[world.mode]


def bottleneck(world, place):
    """What can really be done: (geometric mean over tasks by hours, worst item)."""
    geo, worst = np.ones(len(world)), np.ones(len(world))
    for part, asks in place.tasks:
        covered = np.stack([np.minimum(world.real[:, item], level) / level for item, (level, _) in asks.items()])
        geo *= np.exp(part * np.log(np.maximum(covered, 0.05)).mean(axis=0))
        worst = np.minimum(worst, covered.min(axis=0))
    return geo, worst


def odds(world, place):
    """The log-odds of lasting six months at this place, for everybody."""
    geo, worst = bottleneck(world, place)
    way = np.minimum(minutes(world, place) / world.most_minutes, 1.5)
    needs = world.need.sum(axis=1)
    # What is present helps most; what is arranged after the start helps nearly as much.
    there = np.where(world.need, np.where(place.present, 1.0, ARRANGED), 0).sum(axis=1) / np.maximum(needs, 1)
    there[needs == 0] = 1.0
    found = 1.9 + 3.0 * np.log(geo) + 0.5 * np.log(np.maximum(worst, 0.05))
    found += 0.35 * world.perseverance - 0.8 * way**2 + 0.5 * (there - 0.5)
    return found - world.variant.interaction * (1 - geo) * (1 - worst)


def chances(world):
    """The chance of lasting of everybody at every place: people x places."""
    found = [1 / (1 + np.exp(-odds(world, place))) for place in world.places]
    return np.stack(found, axis=1) if found else np.zeros((len(world), 0))


def labelled(world, people, places, seed):
    """What was written down as the outcome of these pairs, with whatever prejudice the variant has."""
    rng = np.random.default_rng([seed, 12])
    true = chances(world)[people, places]
    log_odds = np.log(true / (1 - true)) - world.variant.prejudice * (world.group[people] == 1)
    return rng.random(len(people)) < 1 / (1 + np.exp(-log_odds))

"""Where the demo's people live and its firms stand: real postcodes of the region, spread over its gemeenten."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from werkbedrijf.foundation.facts.regions import Gemeente, folded, gemeenten_of
from werkbedrijf.foundation.geo.points import all_points, place_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A gemeente with one of its postcodes."""

    gemeente: Gemeente
    pc4: str
    place: str


class Map:
    """Draws places in a region; the city of the plan gets about half."""

    def __init__(self, region_code: str, city: str):
        by_place: dict[str, list[str]] = defaultdict(list)
        for pc4 in all_points():
            by_place[folded(place_of(pc4) or "")].append(pc4)
        known = {g: sorted(by_place[folded(g.name)]) for g in gemeenten_of(region_code) if by_place[folded(g.name)]}
        self.gemeenten = sorted(known, key=lambda g: g.name)
        self.postcodes = known
        self.weights = [2 * len(self.gemeenten) if g.name == city else 1 + len(known[g]) / 6 for g in self.gemeenten]

    def draw(self, random: Random) -> Spot:
        """A spot in the region."""
        gemeente = random.choices(self.gemeenten, self.weights)[0]
        pc4 = random.choice(self.postcodes[gemeente])
        return Spot(gemeente=gemeente, pc4=pc4, place=place_of(pc4) or gemeente.name)

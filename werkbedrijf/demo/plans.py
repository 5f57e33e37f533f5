"""How big a demo region is, in the proportions of the counts published in 2011.

The numbers of people per law are those of the cities' published counts of 2011; everything else is invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """A region to invent: its code, the city it is named after, people per law, places, and a made-up target in jobs."""

    key: str
    region_code: str
    city: str
    participatiewet: int
    wajong: int
    wsw: int
    places: int
    seed: int

    @property
    def people(self) -> int:
        """Everyone together."""
        return self.participatiewet + self.wajong + self.wsw

    @property
    def employers(self) -> int:
        """About two places per employer."""
        return max(12, self.places // 2)

    @property
    def target_jobs(self) -> int:
        """An invented target, somewhat above what the demo reaches."""
        return self.places

    def tenth(self) -> "Plan":
        """A tenth of the region, so that a demo starts in seconds."""
        return Plan(
            key=self.key,
            region_code=self.region_code,
            city=self.city,
            participatiewet=round(self.participatiewet / 10),
            wajong=round(self.wajong / 10),
            wsw=round(self.wsw / 10),
            places=self.places // 10,
            seed=self.seed,
        )


# Bijstand, Wajong and Wsw in 2011, as the Divosa studies print them.
FULL = {
    "groningen": Plan("groningen", "AM01", "Groningen", 8850, 3590, 1427, 1500, 1),
    "enschede": Plan("enschede", "AM05", "Enschede", 5690, 3290, 1776, 1200, 2),
    "eindhoven": Plan("eindhoven", "AM28", "Eindhoven", 5920, 2690, 1510, 1100, 3),
}
DEFAULT = "enschede"


def plan_for(key: str, *, full: bool) -> Plan:
    """The plan of a region by its key, whole or a tenth."""
    plan = FULL[key]
    return plan if full else plan.tenth()

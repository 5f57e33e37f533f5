"""Targets and baselines of the country as they were set, each with its version and source. Pure.

A baseline was restated when groups were added, so a figure of it always says which version it is. The version that is proven
holds; what only one source tells is shown beside it and not reckoned with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from werkbedrijf.foundation.facts.tables import Table, rows

TARGET_SOURCE = "Regeling Wfsv art. 3.29 (BWBR0019150, tekst van 2015)"
PROVEN = "ja"


@dataclass(frozen=True, slots=True)
class Target:
    """Extra jobs to be there at the end of a year, with the paid hours of that December."""

    year: int
    sector: str
    jobs: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Baseline:
    """The jobs there were at the end of 2012, as one version tells them. `holds` when it is the one reckoned with."""

    version: str
    known_since: date
    sector: str
    jobs: int
    hours: Decimal | None
    source: str
    holds: bool


def targets_on(day: date, *, sectors_apart: bool) -> Sequence[Target]:
    """The targets that hold in the year of a day: those of that year, or of the last year that has any.

    >>> [(one.sector, one.jobs) for one in targets_on(date(2026, 5, 1), sectors_apart=True)]
    [('markt', 100000), ('overheid', 25000), ('totaal', 125000)]
    >>> [one.sector for one in targets_on(date(2026, 5, 1), sectors_apart=False)]
    ['totaal']
    """
    years = [int(row["jaar"]) for row in rows(Table.TARGETS)]
    year = max((one for one in years if one <= day.year), default=min(years))
    found = [
        Target(year, row["sector"], int(row["extra_banen_cumulatief"]), Decimal(row["verloonde_uren_december"]))
        for row in rows(Table.TARGETS)
        if int(row["jaar"]) == year and (sectors_apart or row["sector"] == "totaal")
    ]
    return sorted(found, key=lambda one: one.sector)


def baselines_on(day: date) -> Sequence[Baseline]:
    """Every version of the baseline that was known on a day, oldest first.

    >>> [(one.version, one.sector, one.holds) for one in baselines_on(date(2026, 5, 1))]
    [('2015', 'markt', True), ('2015', 'overheid', True), ('2020', 'totaal', False)]
    >>> len(baselines_on(date(2019, 5, 1)))
    2
    """
    known = [row for row in rows(Table.BASELINE_VERSIONS) if date.fromisoformat(row["bekend_sinds"]) <= day]
    proven = max((row["versie"] for row in known if row["geverifieerd"] == PROVEN), default="")
    return [
        Baseline(
            version=row["versie"],
            known_since=date.fromisoformat(row["bekend_sinds"]),
            sector=row["sector"],
            jobs=int(row["banen"]),
            hours=Decimal(row["verloonde_uren_maand"]) if row["verloonde_uren_maand"] else None,
            source=row["bron"],
            holds=row["versie"] == proven,
        )
        for row in known
    ]

"""The published figures of the country, recomputed from one another: what fits, and what openly does not. Pure.

A published table is believed because its own sums come out. Each relation that can be checked is one `Check`; a difference of
one is rounding. Rows that do not fit stay as they were published, with what we know about why.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from werkbedrijf.foundation.facts.tables import Table, rows

HOURS_PER_MONTH: Final = Decimal("110.92")
ROUNDING: Final = 1


@dataclass(frozen=True, slots=True)
class Check:
    """One relation between published figures: what its parts make, and what was published. `remark` when it cannot fit."""

    about: str
    made: Decimal
    published: Decimal
    remark: str = ""

    @property
    def fits(self) -> bool:
        """Whether it differs by rounding at most."""
        return abs(self.made - self.published) <= ROUNDING


def checks() -> tuple[Check, ...]:
    """Every relation between the shipped figures."""
    return (*_targets(), *_baseline(), *_years(), *_quarters(), *_regions())


def _number(row: Mapping[str, str], name: str) -> Decimal | None:
    return Decimal(row[name]) if row[name] else None


def _targets() -> Iterator[Check]:
    years: defaultdict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for row in rows(Table.TARGETS):
        years[row["jaar"]][row["sector"]] = row
        hours, jobs = Decimal(row["verloonde_uren_december"]), Decimal(row["extra_banen_cumulatief"])
        yield Check(f"doel {row['jaar']} {row['sector']}: uren gedeeld door 110,92", hours / HOURS_PER_MONTH, jobs)
    for year, of in years.items():
        for name in ("extra_banen_cumulatief", "verloonde_uren_december"):
            made = Decimal(of["markt"][name]) + Decimal(of["overheid"][name])
            yield Check(f"doel {year}: markt en overheid, {name.replace('_', ' ')}", made, Decimal(of["totaal"][name]))


def _baseline() -> Iterator[Check]:
    for row in rows(Table.BASELINE):
        jobs = Decimal(row["banen_afgeleid"])
        made = Decimal(row["verloonde_uren_maand"]) / HOURS_PER_MONTH
        yield Check(f"nulmeting {row['sector']}: uren gedeeld door 110,92", made, jobs)
        at_large = Decimal(row["banen_bij_quotumplichtige_werkgevers"])
        if at_large > jobs:
            yield Check(
                f"nulmeting {row['sector']}: banen bij grote werkgevers zijn een deel van alle banen",
                at_large,
                jobs,
                "Bij grote werkgevers stonden meer banen dan uit de uren volgt. De bron zegt niet waarom.",
            )


def _years() -> Iterator[Check]:
    for row in rows(Table.RESULT_YEARS):
        total, market, government = (_number(row, name) for name in ("totaal_extra_banen", "markt", "overheid"))
        if total is not None and market is not None and government is not None:
            yield Check(f"resultaat {row['jaar']}: markt en overheid", market + government, total)
    quarters = {row["kwartaal"]: row for row in rows(Table.RESULT_QUARTERS)}
    for row in rows(Table.RESULT_YEARS):
        quarter = quarters.get(f"{row['jaar']}Q4")
        total = _number(row, "totaal_extra_banen")
        indicative = _number(quarter, "extra_banen_totaal") if quarter else None
        if total is not None and indicative is not None:
            yield Check(
                f"{row['jaar']}: het vierde kwartaal (indicatief) naast het jaar (officieel)",
                indicative,
                total,
                "Het kwartaal is voorlopig; het jaar wordt apart vastgesteld. De twee zijn nooit gelijk.",
            )


def _quarters() -> Iterator[Check]:
    for row in rows(Table.RESULT_QUARTERS):
        parts = [_number(row, f"extra_banen_{part}") for part in ("markt_regulier", "overheid_regulier", "inleen")]
        total = _number(row, "extra_banen_totaal")
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts):
            made = sum(known, Decimal(0))
            yield Check(f"kwartaal {row['kwartaal']}: markt, overheid en inleen", made, total)


def _regions() -> Iterator[Check]:
    found = {(row["regio"], row["kwartaal"], row["maat"]): Decimal(row["waarde"]) for row in rows(Table.RESULT_REGIONS)}

    def of(region: str, period: str, *measures: str) -> Decimal:
        return sum((found[region, period, measure] for measure in measures), Decimal(0))

    grown = of("Zeeland", "2021Q2", "extra_banen_totaal") - of("Zeeland", "2021Q1", "extra_banen_totaal")
    changes = of("Zeeland", "2021Q2", "mutatie_markt", "mutatie_overheid", "mutatie_inleen")
    yield Check("Zeeland 2021Q2: de drie veranderingen", changes, grown)
    flow = of("Amersfoort", "2023Q3", "vond_werk", "instroom_werkzaam") - of(
        "Amersfoort", "2023Q3", "verloor_werk", "uitstroom_werkzaam"
    )
    more = of("Amersfoort", "2023Q3", "personen_werkzaam") - of("Amersfoort", "2023Q2", "personen_werkzaam")
    yield Check(
        "Amersfoort 2023Q3: wie werk vond en verloor, naast wie er werkt",
        flow,
        more,
        "De bron telt 21 mensen meer dan uit vinden en verliezen volgt, en zegt niet waarom.",
    )
    grows = of("Rivierenland", "2024", "indicatieve_taakstelling_banen") - of(
        "Rivierenland", "2023", "indicatieve_taakstelling_banen_afgeleid"
    )
    yield Check("Rivierenland 2024: het doel stijgt met 139", grows, Decimal(139))

"""Where the facts that ship with the product come from, in Dutch, for the page of sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from werkbedrijf.foundation.facts.tables import Table


@dataclass(frozen=True, slots=True)
class Source:
    """One table of facts: what it holds and who says so."""

    holds: str
    comes_from: str


CHECKED_ON: Final = "21 november 2026"

SOURCES: Final[Mapping[Table, Source]] = MappingProxyType(
    {
        Table.REGIONS: Source(
            "De 35 arbeidsmarktregio's met hun namen",
            "CBS en Kadaster, regiokaart 2025; CBS-tabel 84929NED; Subsidieregeling ESF 2014-2020, bijlage 3",
        ),
        Table.GEMEENTEN: Source(
            "Welke gemeente in 2025 bij welke regio hoort",
            "Besluit werkgebieden UWV 2015, bijlage 3, met de herindelingen daarna; vergeleken met de regiokaart van CBS",
        ),
        Table.MERGERS: Source(
            "Herindelingen van gemeenten in 2022 en 2023", "CBS, via persberichten van december 2021"
        ),
        Table.TARGETS: Source(
            "Extra banen per jaar in de banenafspraak", "Regeling Wfsv artikel 3.29; brieven aan de Tweede Kamer"
        ),
        Table.BASELINE: Source(
            "De nulmeting van december 2012", "Regeling Wfsv artikel 3.29 en 3.31; banen = uren gedeeld door 110,92"
        ),
        Table.BASELINE_VERSIONS: Source("De nulmeting per versie", "De bron staat per regel in de tabel"),
        Table.RESULT_YEARS: Source("Officiële extra banen per jaar, voor zover gevonden", "Een adres per regel"),
        Table.RESULT_QUARTERS: Source(
            "Voorlopige cijfers van UWV per kwartaal, voor zover gevonden", "Een adres per regel"
        ),
        Table.RESULT_REGIONS: Source("De cijfers van regio’s die we vonden, 3 van de 35", "Een adres per regel"),
        Table.REGISTER_GROUNDS: Source(
            "De gronden om in het doelgroepregister te staan",
            "Wfsv artikel 38b, Besluit Wfsv artikel 2.24 en 2.25, Wet banenafspraak artikel 2",
        ),
        Table.INSTRUMENTS: Source(
            "Bedragen en termijnen van ondersteuning", "De wet of regeling staat per regel in de tabel"
        ),
        Table.SBI_SECTIONS: Source(
            "De branches (secties van de SBI) van werkgevers",
            "CBS, Standaard Bedrijfsindeling 2008; de korte namen zijn van ons",
        ),
        Table.SROI_BLOCKS: Source(
            "Waardetabellen voor social return van zes regio’s", "De pagina van elke regio staat bij de tabel"
        ),
        Table.INDICATORS: Source(
            "De negentien basisindicatoren",
            "De bron staat op de pagina van elke indicator; waar die er niet is, is de definitie van ons",
        ),
        Table.MINIMUM_WAGE: Source("Minimumloon per uur", "De bron staat per regel in de tabel"),
        Table.MINIMUM_WAGE_SCALE: Source(
            "Minimumjeugdloon in procenten", "Gepubliceerde percentages van 2026, vergeleken met de bedragen"
        ),
    }
)

"""The papers of the region: the quarter report and the marktbewerkingsplan, from what was published. Pure.

Everything comes from cells that were published once, and from figures and plans with their day, so a day gives the same
paper whenever it is printed. People are told by what they can, never by a limitation or a law.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from employers.record.sections import sections
from matching.core.catalogue import CAPABILITIES
from werkbedrijf.foundation.texts import long_day, number, short_day
from werkbedrijf.indicators.overview import Overview
from werkbedrijf.indicators.publishing import GEMEENTE, REGION, Cell
from werkbedrijf.indicators.standing import ABILITY, ABLE, AT_WORK, BRANCH, FIRMS, IN_REGISTER, SEATS
from werkbedrijf.indicators.telling import part_words, told
from werkbedrijf.papers import results
from werkbedrijf.papers.documents import Document, Section, Table

QUARTER: Final = "kwartaalbericht"
MARKET_PLAN: Final = "marktbewerkingsplan"
NAMES: Final[Mapping[str, str]] = {QUARTER: "Kwartaalbericht", MARKET_PLAN: "Marktbewerkingsplan"}


@dataclass(frozen=True, slots=True)
class Firm:
    """An employer of the region: with open places on the day, or with places before."""

    name: str
    branch: str
    gemeente: str
    has_places: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What a paper is made of. ``firms`` is None for who may not read which employers there are."""

    region: str
    overview: Overview
    firms: Sequence[Firm] | None = None


def quarter_report(material: Material) -> Document:
    """What happened in a quarter, beside what the region planned."""
    overview = material.overview
    return Document(
        QUARTER,
        f"Kwartaalbericht, {overview.quarter.words}",
        " ".join(_in_short(overview)),
        _made(material),
        [
            _register(overview),
            _able(overview),
            _branches(overview),
            results.against_plan(overview),
            results.lasting(overview),
            results.of_others(overview),
            *results.back(overview),
        ],
    )


def market_plan(material: Material) -> Document:
    """How the region gets work for its people (Besluit SUWI art. 2.3 lid 3)."""
    overview = material.overview
    return Document(
        MARKET_PLAN,
        f"Marktbewerkingsplan van {short_day(overview.quarter.last)}",
        "Wie staan er in het doelgroepregister in deze regio, wat kunnen zij, en welke branches en werkgevers hebben plekken of kunnen die maken?",
        _made(material),
        [
            _register(overview),
            _able(overview),
            _branches(overview),
            _firms(material.firms),
            _supply(),
            results.against_plan(overview),
            *results.back(overview),
        ],
    )


PAPERS: Final[Mapping[str, Callable[[Material], Document]]] = {QUARTER: quarter_report, MARKET_PLAN: market_plan}


def _made(material: Material) -> str:
    overview = material.overview
    return (
        f"{material.region}. Uit de cijfers zoals vastgezet over het {overview.quarter.words}, met de stand van "
        f"{long_day(overview.quarter.last)}. Aantallen zijn op tientallen afgerond. Een groep van minder dan {overview.row.smallest} wordt niet getoond."
    )


def _in_short(overview: Overview) -> Iterator[str]:
    lines = overview.lines
    persons, jobs, starts = lines["I03"], lines["I02"], lines["I07"]
    if persons.has_figure and jobs.has_figure:
        yield (
            f"Op {long_day(overview.quarter.last)} werkten {persons.told} mensen op een garantiebaan. "
            f"Samen waren dat {jobs.told} banen van {number(overview.row.hours_per_job)} uur per week."
        )
    if starts.has_figure:
        yield f"In dit kwartaal begonnen mensen {starts.told} keer met werk."
    if not (persons.has_figure or starts.has_figure):
        yield "Er waren dit kwartaal zo weinig plaatsingen dat er geen aantal wordt getoond."


def _total(overview: Overview, code: str) -> Cell | None:
    return next(iter(overview.parts(code, REGION)), None)


def _register(overview: Overview) -> Section:
    total = _total(overview, IN_REGISTER)
    rows = [[part_words(GEMEENTE, cell.code), told(cell)] for cell in overview.parts(IN_REGISTER, GEMEENTE)]
    return Section(
        "Wie staan er in het register?",
        [
            (
                f"Van de mensen die wij helpen, staan er {told(total)} in het doelgroepregister. "
                "Het hele register houdt UWV bij; daarin staan ook mensen die wij niet kennen."
            )
        ],
        table=Table(
            "Mensen in het register, naar waar zij wonen",
            ["Gemeente", "Mensen"],
            [*sorted(rows), ["Regio", told(total)]],
        ),
    )


def _able(overview: Overview) -> Section:
    names = {one.code: (one.index, one.name) for one in CAPABILITIES}
    cells = [cell for cell in overview.parts(ABLE, ABILITY) if cell.value is not None]
    cells.sort(key=lambda cell: (-(cell.value or Decimal(0)), names[cell.code]))
    return Section(
        "Wat kunnen zij?",
        [
            "Van deze mensen telt hieronder wie iets goed kan: ook als het nieuw is, of een dagdeel lang. Wat er op het werk geregeld moet worden, is dan geregeld.",
            *([] if cells else ["Er zijn nog te weinig antwoorden om aantallen te tonen."]),
        ],
        table=Table(
            "Wat mensen goed kunnen", ["Wat", "Mensen"], [[_upper(names[cell.code][1]), told(cell)] for cell in cells]
        )
        if cells
        else None,
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def branch_words(code: str) -> str:
    """The branch of a letter."""
    return sections().get(code, "Branche niet bekend")


def _branches(overview: Overview) -> Section:
    working = {cell.code: told(cell) for cell in overview.parts(AT_WORK, BRANCH)}
    seats = {cell.code: number(cell.value) for cell in overview.parts(SEATS, BRANCH)}
    firms = {cell.code: number(cell.value) for cell in overview.parts(FIRMS, BRANCH)}
    codes = sorted({*working, *seats}, key=lambda code: (code == "", branch_words(code)))
    rows = [[branch_words(code), working.get(code, "0"), seats.get(code, "0"), firms.get(code, "0")] for code in codes]
    return Section(
        "In welke branches is werk?",
        ["Mensen aan het werk zijn alle lopende plaatsingen, ook die niet als garantiebaan tellen."]
        if rows
        else ["Er zijn nog geen plekken of plaatsingen."],
        table=Table(
            "Werk en open plekken per branche",
            ["Branche", "Mensen aan het werk", "Open plekken", "Werkgevers met een open plek"],
            rows,
        )
        if rows
        else None,
    )


def _firms(firms: Sequence[Firm] | None) -> Section:
    title = "Welke werkgevers hebben plekken, of kunnen die maken?"
    if firms is None:
        return Section(title, ["De namen van werkgevers staan in het exemplaar van de accountmanagers."])
    ordered = sorted(firms, key=lambda firm: (not firm.has_places, branch_words(firm.branch), firm.name))
    rows = [
        [
            firm.name,
            branch_words(firm.branch),
            firm.gemeente,
            "Heeft open plekken" if firm.has_places else "Had eerder plekken",
        ]
        for firm in ordered
    ]
    return Section(
        title,
        ["Wie eerder plekken had en nu niet, is de eerste om te vragen of er weer werk is."]
        if rows
        else ["Er is nog geen werkgever met een plek."],
        table=Table("Werkgevers", ["Werkgever", "Branche", "Gemeente", "Nu"], rows) if rows else None,
    )


def _supply() -> Section:
    return Section(
        "Hoe stellen wij kandidaten voor?",
        points=(
            "Elke werkgever heeft één aanspreekpunt voor de hele regio.",
            "Een plek wordt beschreven in taken. Per taak staat erbij wat die vraagt.",
            "De lijst vergelijkt taken met wat mensen kunnen. De regeling doet daarbij niet mee.",
            "Een jobcoach kiest samen met de kandidaat wie wordt voorgesteld. De werkgever ziet wat iemand kan, zonder naam.",
            "Na een ja spreken we af wat er geregeld wordt, en kijken we op vaste momenten hoe het gaat.",
        ),
    )

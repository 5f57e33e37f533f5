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
from werkbedrijf.indicators.definitions import Shape
from werkbedrijf.indicators.overview import Line, Overview
from werkbedrijf.indicators.publishing import GEMEENTE, REGION, Cell
from werkbedrijf.indicators.quarters import quarter_named
from werkbedrijf.indicators.standing import ABILITY, ABLE, AT_WORK, BRANCH, FIRMS, IN_REGISTER, SEATS
from werkbedrijf.indicators.telling import part_words, told
from werkbedrijf.papers.documents import Document, Section, Table

QUARTER: Final = "kwartaalbericht"
MARKET_PLAN: Final = "marktbewerkingsplan"
NAMES: Final[Mapping[str, str]] = {QUARTER: "Kwartaalbericht", MARKET_PLAN: "Marktbewerkingsplan"}
# These add up over a year; the others are a standing or a share.
ADD_UP: Final = frozenset({"I07"})


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
            _against_plan(overview),
            _lasting(overview),
            _of_others(overview),
            *_back(overview),
        ],
    )


def market_plan(material: Material) -> Document:
    """How the region gets work for its people (Besluit SUWI art. 2.3 lid 3)."""
    overview = material.overview
    return Document(
        MARKET_PLAN,
        f"Marktbewerkingsplan, stand {short_day(overview.quarter.last)}",
        "Wie staan er in het doelgroepregister in deze regio, wat kunnen zij, en welke branches en werkgevers hebben plekken of kunnen die maken?",
        _made(material),
        [
            _register(overview),
            _able(overview),
            _branches(overview),
            _firms(material.firms),
            _supply(),
            _against_plan(overview),
            *_back(overview),
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


def _against_plan(overview: Overview) -> Section:
    rows = [_plan_row(overview, line) for line in overview.lines.values() if line.plan is not None]
    return Section(
        "Wat is er gelukt naast het plan?",
        []
        if rows
        else [
            "De regio heeft voor dit jaar nog geen plan ingevuld. De regiocoördinator kan dat doen bij Basisindicatoren."
        ],
        table=Table(
            f"Uitkomst naast het plan voor {overview.quarter.year}",
            ["Indicator", "Plan", "Uitkomst", "Bron van het plan"],
            rows,
        )
        if rows
        else None,
    )


def _plan_row(overview: Overview, line: Line) -> list[str]:
    plan = line.plan
    if plan is None:
        return []
    outcome = f"{line.told} {line.unit}" if line.has_figure else line.told
    if line.indicator.code in ADD_UP:
        outcome = _this_year(overview, line.indicator.code)
    return [line.indicator.name, f"{number(plan.value)} ({plan.period})", outcome, plan.source]


def _this_year(overview: Overview, code: str) -> str:
    """What was published of the quarters of this year, added up; said when one of them is not shown."""
    of_year = [
        next((cell.value for cell in cells if cell.indicator == code and cell.split == REGION), None)
        for name, cells in overview.cells.items()
        if (quarter := quarter_named(name)) and quarter.year == overview.quarter.year
    ]
    shown = [value for value in of_year if value is not None]
    words = f"ongeveer {number(sum(shown, Decimal(0)))} tot en met het {overview.quarter.words}"
    return words if len(shown) == overview.quarter.number else f"ten minste {words}"


def _lasting(overview: Overview) -> Section:
    lines = [overview.lines[code] for code in ("I09", "I10", "I12", "I13", "I14", "I15")]
    rows = [[line.indicator.name, f"{line.told} {line.unit}" if line.has_figure else line.told] for line in lines]
    return Section(
        "Hoe gaat het werk door?", table=Table("Wat blijft, en hoe snel het gaat", ["Indicator", "Uitkomst"], rows)
    )


def _of_others(overview: Overview) -> Section:
    outside = [line for line in overview.lines.values() if line.indicator.shape in {Shape.OUTSIDE, Shape.NOT_YET}]
    known = [line for line in outside if line.entered is not None]
    missing = [line for line in outside if line.entered is None]
    rows = [
        [
            line.indicator.name,
            f"{line.told} {line.unit}",
            f"{line.period}, stand {short_day(line.as_of)}",
            _source(line),
        ]
        for line in known
    ]
    return Section(
        "Cijfers van andere organisaties",
        ["Deze cijfers staan naast de eigen telling en worden daar nooit bij opgeteld."],
        points=[f"Nog geen cijfer: {line.indicator.name}. {line.missing}" for line in missing],
        table=Table("Cijfers van anderen", ["Indicator", "Uitkomst", "Wanneer", "Bron"], rows) if rows else None,
    )


def _source(line: Line) -> str:
    row = line.entered
    return "" if row is None else f"{row.label}: {row.source}" if row.label else row.source


def _back(overview: Overview) -> list[Section]:
    rows = [
        [
            f"{code} {line.indicator.name}",
            line.indicator.numerator,
            line.indicator.denominator or "–",
            line.indicator.status.words,
            line.indicator.source,
        ]
        for code, line in overview.lines.items()
    ]
    return [
        Section(
            "Zo zijn de cijfers te lezen",
            points=(
                "‘Niet getoond’ is geen nul: het is een groep van te weinig mensen, of een groep die zo’n kleine groep zou verraden.",
                "Door het afronden tellen delen niet altijd op tot het geheel.",
                "Een kwartaal staat vast. Een verbetering achteraf verandert dit stuk niet.",
            ),
        ),
        Section(
            "Wat de cijfers betekenen",
            table=Table("Definities", ["Indicator", "Teller", "Noemer", "Soort cijfer", "Bron"], rows),
        ),
    ]

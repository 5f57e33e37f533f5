"""Pieces of the papers of the region: results beside the plan, figures of others, and what every figure means. Pure."""

from decimal import Decimal
from typing import Final

from werkbedrijf.foundation.texts import number, short_day
from werkbedrijf.indicators.definitions import Shape
from werkbedrijf.indicators.overview import Line, Overview
from werkbedrijf.indicators.publishing import REGION
from werkbedrijf.indicators.quarters import quarter_named
from werkbedrijf.indicators.telling import unit_words
from werkbedrijf.papers.documents import Section, Table

# These add up over a year; the others are a standing or a share.
ADD_UP: Final = frozenset({"I07"})


def against_plan(overview: Overview) -> Section:
    """What came of each plan."""
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
    return [
        line.indicator.name,
        f"{number(plan.value)} {unit_words(line.indicator.unit, plan.value)} ({plan.period})",
        outcome,
        plan.source,
    ]


def _this_year(overview: Overview, code: str) -> str:
    """What was published of the quarters of this year, added up; said when one of them is not shown."""
    of_year = [
        next((cell.value for cell in cells if cell.indicator == code and cell.split == REGION), None)
        for name, cells in overview.cells.items()
        if (quarter := quarter_named(name)) and quarter.year == overview.quarter.year
    ]
    shown = [value for value in of_year if value is not None]
    about = f"ongeveer {number(sum(shown, Decimal(0)))}"
    more = "" if len(shown) == overview.quarter.number else " of meer"
    return f"{about}{more} tot en met het {overview.quarter.words}"


def lasting(overview: Overview) -> Section:
    """What stays, and how quickly things go."""
    lines = [overview.lines[code] for code in ("I09", "I10", "I12", "I13", "I14", "I15")]
    rows = [[line.indicator.name, f"{line.told} {line.unit}" if line.has_figure else line.told] for line in lines]
    return Section(
        "Hoe gaat het werk door?", table=Table("Wat blijft, en hoe snel het gaat", ["Indicator", "Uitkomst"], rows)
    )


def of_others(overview: Overview) -> Section:
    """Figures of other organisations, and which are missing."""
    outside = [line for line in overview.lines.values() if line.indicator.shape is Shape.OUTSIDE]
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


def back(overview: Overview) -> list[Section]:
    """How to read the figures, and every definition."""
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

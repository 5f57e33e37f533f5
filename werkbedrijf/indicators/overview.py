"""Everything that is told of the indicators at a quarter: one line per indicator, for pages, files and papers alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from werkbedrijf.foundation.texts import number
from werkbedrijf.indicators.definitions import Indicator, indicators
from werkbedrijf.indicators.freezing import cells_in
from werkbedrijf.indicators.models import Entered, IndicatorQuarter, IndicatorValue
from werkbedrijf.indicators.publishing import REGION, Cell
from werkbedrijf.indicators.quarters import Quarter, period_in_words, quarter_named
from werkbedrijf.indicators.queries import newest_values, plans_for, published, values_between
from werkbedrijf.indicators.telling import NO_FIGURE, Trend, told, trend_of, unit_words

OWN = "Eigen registratie"


NOT_YET_THEN: Final = "Toen dit kwartaal werd vastgezet, was dit cijfer er nog niet."


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the region: its figure in words with unit, period and day; why it has none; how it went before."""

    indicator: Indicator
    told: str
    unit: str
    period: str
    as_of: date | None
    label: str
    missing: str
    trend: Trend | None
    plan: IndicatorValue | None
    cell: Cell | None = None
    entered: IndicatorValue | None = None

    @property
    def has_figure(self) -> bool:
        """Whether there is one that may be shown."""
        return self.entered is not None or (self.cell is not None and self.cell.value is not None)


@dataclass(frozen=True, slots=True)
class Overview:
    """The indicators as published at a quarter. ``cells`` are of each quarter, oldest first; the last is the chosen one."""

    quarter: Quarter
    row: IndicatorQuarter
    cells: Mapping[str, Sequence[Cell]]
    lines: Mapping[str, Line]
    entered: Mapping[tuple[str, str], IndicatorValue]

    @property
    def own(self) -> Sequence[Cell]:
        """The cells of the chosen quarter."""
        return self.cells[str(self.quarter)]

    def parts(self, code: str, split: str) -> Sequence[Cell]:
        """The parts of a figure in the chosen quarter, in the order they were published."""
        return [cell for cell in self.own if cell.indicator == code and cell.split == split]


def overview_on(session: Session, day: date, *, many: int = 8, known_on: date | None = None) -> Overview | None:
    """The newest quarter published that ended on or before a day; None before the first.

    ``known_on`` leaves away figures of others and plans that were entered later, so that an older paper stays as it was.
    """
    rows = published(session, until=day, many=many)
    if not rows:
        return None
    chosen = rows[-1]
    quarter = quarter_named(chosen.name)
    if quarter is None:
        raise LookupError(chosen.name)
    cells = {row.name: list(cells_in(row)) for row in rows}
    entered = newest_values(session, Entered.FIGURE, until=quarter.last, known_on=known_on)
    earlier = values_between(session, Entered.FIGURE, until=quarter.last, known_on=known_on)
    plans = plans_for(session, quarter.year, known_on=known_on)
    lines = {
        code: _entered_line(one, entered.get((code, "")), earlier.get(code, ()), plans.get(code))
        if one.is_outside
        else _own_line(one, quarter, cells, plans.get(code))
        for code, one in indicators().items()
    }
    return Overview(quarter, chosen, cells, lines, entered)


def _own_line(
    one: Indicator, quarter: Quarter, cells: Mapping[str, Sequence[Cell]], plan: IndicatorValue | None
) -> Line:
    found = {name: _total(of_quarter, one.code) for name, of_quarter in cells.items()}
    cell = found[str(quarter)]
    values = [(name, each.value if each else None) for name, each in found.items()]
    return Line(
        indicator=one,
        told=told(cell),
        unit=unit_words(one.unit, cell.value if cell else None),
        period=quarter.words,
        as_of=cell.as_of if cell else None,
        label=OWN,
        missing=NOT_YET_THEN if cell is None else cell.missing,
        trend=trend_of(values, one.unit),
        plan=plan,
        cell=cell,
    )


def _total(cells: Sequence[Cell], code: str) -> Cell | None:
    return next((cell for cell in cells if cell.indicator == code and cell.split == REGION), None)


def _entered_line(
    one: Indicator, row: IndicatorValue | None, earlier: Sequence[IndicatorValue], plan: IndicatorValue | None
) -> Line:
    points: list[tuple[str, Decimal | None]] = [(each.period, each.value) for each in earlier]
    return Line(
        indicator=one,
        told=NO_FIGURE if row is None else number(row.value),
        unit=unit_words(one.unit, row.value if row else None),
        period=period_in_words(row.period) if row else "",
        as_of=row.as_of if row else None,
        label=(row.label or row.source) if row else "",
        missing="" if row else one.get,
        trend=trend_of(points, one.unit),
        plan=plan,
        entered=row,
    )

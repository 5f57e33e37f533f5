"""The figures of UWV that the region took in, as the indicators tell them: I01, I05 and I06. They are kept in one place."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sqlalchemy.orm import Session

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.garantiebanen.outside.beside import COUNTRY, Measure, month_of_period
from werkbedrijf.garantiebanen.outside.models import OutsideFigure
from werkbedrijf.garantiebanen.outside.queries import figures_here
from werkbedrijf.garantiebanen.stretches import month_span
from werkbedrijf.indicators.models import Entered, IndicatorValue

_SHARES: Final = {"I05": (Measure.WORKING, Measure.REGISTERED), "I06": (Measure.ALL, Measure.TARGET)}


def values_of_uwv(session: Session) -> list[IndicatorValue]:
    """What UWV published of the region, oldest period first; of one period the newest publication last. Nothing is stored.

    A share is only told where both of its numbers come from the same publication.
    """
    rows = [row for row in figures_here(session) if row.area != COUNTRY]
    rows.sort(key=lambda row: (month_of_period(row.period), row.as_of, row.id))
    told = [_value("I01", row, Decimal(row.value)) for row in rows if row.measure is Measure.EXTRA]
    for code, (above, below) in _SHARES.items():
        wholes = {(row.label, row.period, row.as_of): row for row in rows if row.measure is below and row.value}
        told += [
            _value(code, row, _share(row.value, whole.value), row.value, whole.value)
            for row in rows
            if row.measure is above and (whole := wholes.get((row.label, row.period, row.as_of)))
        ]
    return told


def known_by(rows: Iterable[IndicatorValue], *, until: date, known_on: date | None) -> list[IndicatorValue]:
    """Those that hold for a day on or before ``until``, and were taken in by ``known_on``."""
    return [row for row in rows if row.as_of <= until and (known_on is None or row.entered_on <= known_on)]


def _share(above: int, below: int) -> Decimal:
    return (Decimal(100 * above) / below).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _value(
    code: str, row: OutsideFigure, value: Decimal, above: int | None = None, below: int | None = None
) -> IndicatorValue:
    return IndicatorValue(
        indicator=code,
        kind=Entered.FIGURE,
        gemeente_code="",
        period=row.period,
        as_of=month_span(month_of_period(row.period)).until - timedelta(days=1),
        value=value,
        numerator=None if above is None else Decimal(above),
        denominator=None if below is None else Decimal(below),
        label=row.label.words,
        source=row.source,
        entered_on=day_of(row.imported_at),
    )

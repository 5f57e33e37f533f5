"""Values that belong together: the extra weight of a first, second, … voordracht never rises, on any day."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.parameters import BONUSES, DEFINITIONS, Parameter, ParameterValue
from werkbedrijf.foundation.texts import short_day


def rising(session: Session, parameter: Parameter, value: Decimal, valid_from: date) -> str | None:
    """Why this value would let the series rise on some day it holds, or None. Only for values of the series."""
    if parameter not in BONUSES:
        return None
    rows = session.scalars(select(ParameterValue).where(ParameterValue.name.in_(BONUSES)))
    known = {(row.name, row.valid_from): row.value for row in rows} | {(parameter, valid_from): value}
    for day in sorted({begins for _, begins in known if begins >= valid_from}):
        holding = {name: _on(known, name, day) for name in BONUSES}
        for earlier, later in pairwise(BONUSES):
            high, low = holding[earlier], holding[later]
            if parameter in {earlier, later} and high is not None and low is not None and low > high:
                return _sentence(parameter, earlier, later, (high, low), day)
    return None


def _on(known: dict[tuple[Parameter, date], Decimal], name: Parameter, day: date) -> Decimal | None:
    held = [begins for one, begins in known if one is name and begins <= day]
    return known[name, max(held)] if held else None


def _sentence(
    parameter: Parameter, earlier: Parameter, later: Parameter, values: tuple[Decimal, Decimal], day: date
) -> str:
    high, low = (f"{value}".replace(".", ",") for value in values)
    if parameter is later:
        return (
            f"‘{DEFINITIONS[earlier].title}’ is {high} op {short_day(day)}. Een latere voordracht mag niet zwaarder wegen: "
            f"kies ten hoogste {high}, of verhoog eerst die waarde."
        )
    return (
        f"‘{DEFINITIONS[later].title}’ is {low} op {short_day(day)}. Een latere voordracht mag niet zwaarder wegen: "
        f"kies ten minste {low}, of verlaag eerst die waarde."
    )

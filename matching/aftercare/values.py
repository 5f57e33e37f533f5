"""What the region set for staying at work: the days of a plan by the start of the placement, the rules by the day of looking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matching.aftercare.plan import Offsets
from matching.aftercare.warning import Thresholds
from werkbedrijf.foundation.parameters import MissingParameter, Parameter, ParameterValue

_PLAN = (
    Parameter.CARE_FIRST_DAYS,
    Parameter.CARE_SETTLED_MONTHS,
    Parameter.CARE_BEFORE_END_DAYS,
    Parameter.CARE_OPEN_DAYS,
)
_RULES = (
    Parameter.CARE_LATE_DAYS,
    Parameter.CARE_HOURS_LOW,
    Parameter.CARE_WITHIN_DAYS,
    Parameter.CARE_NO_SHOWS,
    Parameter.CARE_MISSED,
)

ASKED = (*_PLAN, *_RULES)
"""Every value this room asks for."""


@dataclass(frozen=True, slots=True)
class CareValues:
    """Every dated value of this room, asked once for however many placements."""

    rows: Sequence[Any]

    def on(self, parameter: Parameter, day: date) -> Decimal:
        """The value that holds on a day. Raises MissingParameter, which names itself."""
        holding = [row for row in self.rows if row.name is parameter and row.valid_from <= day]
        if not holding:
            raise MissingParameter(parameter, day)
        value: Decimal = holding[-1].value
        return value

    def offsets(self, starts_on: date) -> Offsets:
        """The days of the plan of a placement that begins on this day."""
        first, settled, before_end, stays_open = (int(self.on(name, starts_on)) for name in _PLAN)
        return Offsets(first, settled, before_end, stays_open)

    def thresholds(self, day: date) -> Thresholds:
        """From when a rule says something, on this day."""
        return Thresholds(
            no_shows=int(self.on(Parameter.CARE_NO_SHOWS, day)),
            missed_percent=self.on(Parameter.CARE_MISSED, day),
            within_days=int(self.on(Parameter.CARE_WITHIN_DAYS, day)),
            late_after=int(self.on(Parameter.CARE_LATE_DAYS, day)),
        )

    def low_percent(self, day: date) -> Decimal:
        """From which part that is left the hours of a coach are nearly gone."""
        return self.on(Parameter.CARE_HOURS_LOW, day)


def care_values(session: Session) -> CareValues:
    """The values as they are now, in one question."""
    return CareValues(session.execute(_kept()).all())


@cache
def _kept() -> Select[*tuple[Any, ...]]:
    rows = select(ParameterValue.name, ParameterValue.value, ParameterValue.valid_from)
    return rows.where(ParameterValue.name.in_(ASKED)).order_by(ParameterValue.valid_from, ParameterValue.id)

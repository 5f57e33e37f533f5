"""The figures that hold on a day, each with its source. Pure; a figure that is not known is an error, never a guess."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from matching.instruments.ages import PART
from werkbedrijf.foundation.definitions import DEFINITIONS, Parameter
from werkbedrijf.foundation.errors import DomainError

JULY = 7
"""The minimum wage is set anew every 1 January and 1 July (WML art. 14)."""

PER_HALF_YEAR: Collection[Parameter] = frozenset({Parameter.WML_HOUR, Parameter.WML_MONTH})
"""Of these a value of an earlier half year says nothing about a later one."""

NOTICE_DAYS = 31
"""So long before a half year begins its minimum wage is asked for."""

FIGURES: tuple[Parameter, ...] = (
    Parameter.WML_HOUR,
    Parameter.WML_MONTH,
    *PART.values(),
    Parameter.HOLIDAY_PAY,
    Parameter.FULL_WEEK,
    Parameter.LKS_HOURS,
    Parameter.LKS_MOST,
    Parameter.LKS_FORFAIT,
    Parameter.LKS_FORFAIT_MONTHS,
    Parameter.LKS_CHARGES,
    Parameter.LKS_LATE_MONTHS,
    Parameter.LKS_DECISION_WEEKS,
    Parameter.LKV_BA_HOUR,
    Parameter.LKV_BA_MOST,
    Parameter.LKV_AG_HOUR,
    Parameter.LKV_AG_MOST,
    Parameter.LKV_AG_YEARS,
    Parameter.LKV_AG_APPLY_MONTHS,
    Parameter.LKV_HP_HOUR,
    Parameter.LKV_HP_MOST,
    Parameter.LKV_HP_YEARS,
    Parameter.TRIAL_MONTHS,
    Parameter.TRIAL_MONTHS_LONGEST,
    Parameter.TRIAL_CONTRACT_MONTHS,
    Parameter.COACH_FIRST_YEAR,
    Parameter.COACH_SECOND_YEAR,
    Parameter.COACH_LATER_YEAR,
)
"""Everything the arithmetic of this room may ask for."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value, the first day it holds, and who says so."""

    value: Decimal
    valid_from: date
    source: str


class MissingFigure(DomainError):
    """Nobody set this figure for that day; the sentence names it and what to do."""

    def __init__(self, parameter: Parameter, day: date):
        super().__init__(
            f"‘{DEFINITIONS[parameter].title}’ is niet bekend op {day.day}-{day.month}-{day.year}. Kies een dag waarop het "
            "bekend is, of laat de beheerder het met de bron invullen bij Instellingen."
        )
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure that is known on one day."""

    day: date
    known: Mapping[Parameter, Known]

    def __getitem__(self, parameter: Parameter) -> Decimal:
        """The value of a figure. Raises MissingFigure."""
        return self.row(parameter).value

    def row(self, parameter: Parameter) -> Known:
        """A figure with its source. Raises MissingFigure."""
        if parameter not in self.known:
            raise MissingFigure(parameter, self.day)
        return self.known[parameter]


def half_year_of(day: date) -> date:
    """The first day of the half year for which the minimum wage of a day was set.

    >>> half_year_of(date(2026, 6, 30)), half_year_of(date(2026, 11, 27))
    (datetime.date(2026, 1, 1), datetime.date(2026, 7, 1))
    """
    return date(day.year, JULY if day.month >= JULY else 1, 1)


def figures_on(day: date, rows: Mapping[Parameter, Collection[Known]]) -> Figures:
    """The figures of a day out of every value that was ever set.

    The newest value that has begun holds, until there is a newer one. A minimum wage holds for its own half year alone.
    """
    known: dict[Parameter, Known] = {}
    for parameter, values in rows.items():
        begun = [one for one in values if one.valid_from <= day]
        newest = max(begun, key=lambda one: one.valid_from, default=None)
        if newest and not (parameter in PER_HALF_YEAR and newest.valid_from < half_year_of(day)):
            known[parameter] = newest
    return Figures(day, known)


def running_out(day: date, rows: Mapping[Parameter, Collection[Known]]) -> list[tuple[Parameter, date]]:
    """What has to be entered, and from which day it must hold: a half year that has begun, or begins within a month, without a figure."""
    ahead = sorted({half_year_of(day), half_year_of(day + timedelta(days=NOTICE_DAYS))})
    return [
        (parameter, begins)
        for begins in ahead
        for parameter in FIGURES
        if parameter in PER_HALF_YEAR and parameter not in figures_on(begins, rows).known
    ]


def shipped(parameters: Collection[Parameter] = FIGURES) -> dict[Parameter, list[Known]]:
    """The values the product ships with, for whoever has no database at hand."""
    return {
        parameter: [Known(Decimal(value), begins, source) for begins, value, source in DEFINITIONS[parameter].shipped]
        for parameter in parameters
    }

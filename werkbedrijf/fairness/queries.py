"""What can be asked about measures."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from sqlalchemy import Select, String, bindparam, cast, select
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.fairness.board import Board, board_of
from werkbedrijf.fairness.measures import Limits
from werkbedrijf.fairness.models import FairnessReport
from werkbedrijf.fairness.result import Measures
from werkbedrijf.foundation.parameters import MissingParameter, Parameter, ParameterValue, rows_on
from werkbedrijf.foundation.periods import month_of


def _newest_first() -> Select[FairnessReport]:
    return (
        select(FairnessReport)
        .options(joinedload(FairnessReport.run))
        .order_by(FairnessReport.day.desc(), FairnessReport.id.desc())
    )


def latest_report(session: Session, day: date) -> FairnessReport | None:
    """The newest measures up to a day."""
    return session.scalars(_newest_first().where(FairnessReport.day <= day).limit(1)).first()


def standing_report(session: Session, day: date) -> FairnessReport | None:
    """The measures that stand for a whole month: the first of the month of this day, or else the newest before it.

    Figures per group stay the same for a month. Two days beside each other would tell of the one person in between.
    """
    first = select(FairnessReport).where(FairnessReport.day >= month_of(day), FairnessReport.day <= day)
    first = first.options(joinedload(FairnessReport.run)).order_by(FairnessReport.day, FairnessReport.id).limit(1)
    return session.scalars(first).first() or latest_report(session, day)


def monthly_reports(session: Session, day: date, months: int = 12) -> Sequence[FairnessReport]:
    """The report that stood for each month, oldest first, up to and with the month of this day."""
    found: dict[date, FairnessReport] = {}
    reports = select(FairnessReport).where(FairnessReport.day <= day).order_by(FairnessReport.day, FairnessReport.id)
    for report in session.scalars(reports):
        found.setdefault(month_of(report.day), report)
    return list(found.values())[-months:]


def recent_reports(session: Session, day: date, most: int = 30) -> Sequence[FairnessReport]:
    """The newest reports up to a day, oldest first."""
    return list(session.scalars(_newest_first().where(FairnessReport.day <= day).limit(most)))[::-1]


def report_of(session: Session, run_id: int) -> FairnessReport | None:
    """The measures of a run, when they were made."""
    return session.scalars(select(FairnessReport).where(FairnessReport.run_id == run_id)).first()


def limits_on(session: Session, day: date) -> Limits:
    """The values that hold on a day."""
    return _limits(rows_on(session, _ASKED, day), day)


def board_on(session: Session, day: date) -> Board | None:
    """The report that stands on a day, as it may be seen; None before the first."""
    measures = _standing_measures(session, day)
    if measures is None:
        return None
    rows = rows_on(session, _ASKED, day)
    return _board(measures, _limits(rows, day), int(_value(rows, Parameter.SMALL_CELL, day)))


_ASKED: Final = (
    Parameter.FAIR_REPORT,
    Parameter.FAIR_ALARM,
    Parameter.FAIR_SHIFT,
    Parameter.FAIR_FEWEST,
    Parameter.FAIR_DEPARTURES,
    Parameter.SMALL_CELL,
)


def _limits(rows: Mapping[Parameter, ParameterValue], day: date) -> Limits:
    def part(name: Parameter) -> float:
        return float(_value(rows, name, day)) / 100

    return Limits(
        report=part(Parameter.FAIR_REPORT),
        alarm=part(Parameter.FAIR_ALARM),
        fewest=int(_value(rows, Parameter.FAIR_FEWEST, day)),
        shift=part(Parameter.FAIR_SHIFT),
        fewest_departures=part(Parameter.FAIR_DEPARTURES),
    )


def _value(rows: Mapping[Parameter, ParameterValue], name: Parameter, day: date) -> Decimal:
    if name not in rows:
        raise MissingParameter(name, day)
    return rows[name].value


def _standing_measures(session: Session, day: date) -> str | None:
    """The measures of ``standing_report`` as they were written down."""
    asked = {"first": month_of(day), "day": day}
    return session.scalar(_first_of_month(), asked) or session.scalar(_newest(), asked)


@cache
def _first_of_month() -> Select[str]:
    within = FairnessReport.day.between(bindparam("first"), bindparam("day"))
    found = select(cast(FairnessReport.measures, String)).where(within)
    return found.order_by(FairnessReport.day, FairnessReport.id).limit(1)


@cache
def _newest() -> Select[str]:
    found = select(cast(FairnessReport.measures, String)).where(FairnessReport.day <= bindparam("day"))
    return found.order_by(FairnessReport.day.desc(), FairnessReport.id.desc()).limit(1)


@lru_cache(maxsize=8)
def _board(measures: str, limits: Limits, smallest: int) -> Board:
    # Worked out once: for the same report and values it is the same, and it stands on the first page of some.
    return board_of(Measures.from_dict(json.loads(measures)), limits, smallest)

"""What can be asked about measures."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.fairness.board import Board, board_of
from werkbedrijf.fairness.measures import Limits
from werkbedrijf.fairness.models import FairnessReport
from werkbedrijf.fairness.result import Measures
from werkbedrijf.foundation.parameters import Parameter, value_on, whole_number_on
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
    part = {
        name: float(value_on(session, name, day)) / 100
        for name in (Parameter.FAIR_REPORT, Parameter.FAIR_ALARM, Parameter.FAIR_SHIFT)
    }
    return Limits(
        report=part[Parameter.FAIR_REPORT],
        alarm=part[Parameter.FAIR_ALARM],
        fewest=whole_number_on(session, Parameter.FAIR_FEWEST, day),
        shift=part[Parameter.FAIR_SHIFT],
        fewest_departures=float(value_on(session, Parameter.FAIR_DEPARTURES, day)) / 100,
    )


def board_on(session: Session, day: date) -> Board | None:
    """The report that stands on a day, as it may be seen; None before the first."""
    report = standing_report(session, day)
    if report is None:
        return None
    smallest = whole_number_on(session, Parameter.SMALL_CELL, day)
    return board_of(Measures.from_dict(report.measures), limits_on(session, day), smallest)

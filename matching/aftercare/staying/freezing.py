"""Publishing how long work lasts: once a month, so that two looks on two days cannot be subtracted."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.staying.models import StayingMonth, StayingPoint
from matching.aftercare.staying.queries import as_of, curves_of
from matching.aftercare.survival import Curve
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, whole_number_on


def freeze_staying(session: Session, *, on: date) -> int:
    """Publish the month that ended last, when it was not and there is work to tell of; returns how many. Safe to run twice."""
    end = as_of(on)
    if session.scalar(select(StayingMonth.id).where(StayingMonth.on == end)):
        return 0
    smallest = whole_number_on(session, Parameter.SMALL_CELL, end)
    curves = curves_of(session, end, smallest)
    if not curves:
        return 0
    points = [point for kind, curve in curves.items() for point in _points(kind, curve)]
    month = StayingMonth(on=end, smallest=smallest, frozen_at=session.info["at"], points=points)
    session.add(month)
    record(session, TIMETABLE, "staying.frozen", month)
    return 1


def _points(kind: VacancyKind, curve: Curve | None) -> Iterator[StayingPoint]:
    if curve is None:
        yield StayingPoint(kind=kind, months=0, about=None, percent=100, low=100, high=100)
        return
    for one in curve.points:
        yield StayingPoint(
            kind=kind,
            months=one.months,
            about=curve.about,
            percent=one.percent,
            low=one.low,
            high=one.high,
            edge=one.edge,
        )

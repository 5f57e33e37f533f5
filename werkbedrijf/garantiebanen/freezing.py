"""Freezing a month: its figures are worked out once, after it ended, and stay as they were published."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.facts.regions import gemeenten_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import month_ends
from werkbedrijf.foundation.region import current_region
from werkbedrijf.garantiebanen.cube import Cube, cube_of
from werkbedrijf.garantiebanen.models import BoardCell, BoardMonth
from werkbedrijf.garantiebanen.queries import count_of, first_placement_on

MONTHS_BACK = 24


def freeze_due(session: Session, *, on: date) -> int:
    """Freeze every month that ended before this day and was not frozen yet; returns how many. Safe to run twice."""
    due = list(_due(session, on))
    for end in due:
        freeze(session, TIMETABLE, end)
    return len(due)


def freeze(session: Session, actor: Actor, end: date) -> BoardMonth:
    """Publish the figures of the last day of a month."""
    counted = count_of(session, end)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, end)
    region = current_region(session)
    gemeenten = frozenset(g.code for g in gemeenten_of(region.code)) if region else frozenset[str]()
    month = BoardMonth(
        on=end,
        hours_per_job=counted.hours_per_job,
        hours_full_time=counted.hours_full_time,
        smallest=smallest,
        frozen_at=session.info["at"],
        cells=list(_cells(cube_of(counted, gemeenten, smallest=smallest))),
    )
    session.add(month)
    record(session, actor, "board.frozen", month)
    return month


def _due(session: Session, on: date) -> Iterator[date]:
    first = first_placement_on(session)
    if first is None:
        return
    frozen = set(session.scalars(select(BoardMonth.on)))
    yield from (end for end in month_ends(on, MONTHS_BACK) if end >= first and end not in frozen)


def _cells(cube: Cube) -> Iterator[BoardCell]:
    total = cube.total
    yield BoardCell(kind="regio", persons=total.persons, jobs=total.jobs, fte=total.fte)
    for code, part in cube.by_gemeente.items():
        yield BoardCell(kind="gemeente", code=code, persons=part.persons, jobs=part.jobs, fte=part.fte)
    for reason, number in cube.left_out.items():
        yield BoardCell(kind="buiten", code=reason.value, persons=number)

"""Figures of others and plans, read back as they held on a day; and quarters as they were published."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from werkbedrijf.indicators.models import Entered, IndicatorCell, IndicatorQuarter, IndicatorValue
from werkbedrijf.indicators.uwv import known_by, values_of_uwv

Key = tuple[str, str]
"""An indicator and a gemeente; the gemeente is empty for the region."""


def newest_values(
    session: Session, kind: Entered, *, until: date, known_on: date | None = None
) -> Mapping[Key, IndicatorValue]:
    """The newest figure per indicator and gemeente that holds for a day on or before ``until``.

    Of two for the same day the one entered last. ``known_on`` leaves away what was entered after that day.
    """
    rows = select(IndicatorValue).where(IndicatorValue.kind == kind, IndicatorValue.as_of <= until)
    if known_on is not None:
        rows = rows.where(IndicatorValue.entered_on <= known_on)
    ordered = session.scalars(rows.order_by(IndicatorValue.as_of, IndicatorValue.id)).all()
    return {(row.indicator, row.gemeente_code): row for row in _with_uwv(session, kind, ordered, until, known_on)}


def _with_uwv(
    session: Session, kind: Entered, entered: Sequence[IndicatorValue], until: date, known_on: date | None
) -> list[IndicatorValue]:
    """What was entered with what UWV published beside it, oldest first. For one day the figure of UWV goes before one typed over."""
    if kind is not Entered.FIGURE:
        return list(entered)
    both = [*entered, *known_by(values_of_uwv(session), until=until, known_on=known_on)]
    return sorted(both, key=lambda row: row.as_of)


def values_between(
    session: Session, kind: Entered, *, until: date, known_on: date | None = None
) -> Mapping[str, Sequence[IndicatorValue]]:
    """Per indicator the figures of the region over time, oldest first, one per day."""
    rows = select(IndicatorValue).where(
        IndicatorValue.kind == kind, IndicatorValue.gemeente_code == "", IndicatorValue.as_of <= until
    )
    if known_on is not None:
        rows = rows.where(IndicatorValue.entered_on <= known_on)
    found: dict[str, dict[date, IndicatorValue]] = {}
    entered = session.scalars(rows.order_by(IndicatorValue.as_of, IndicatorValue.id)).all()
    for row in _with_uwv(session, kind, entered, until, known_on):
        found.setdefault(row.indicator, {})[row.as_of] = row
    return {indicator: list(by_day.values()) for indicator, by_day in found.items()}


def plans_for(session: Session, year: int, *, known_on: date | None = None) -> Mapping[str, IndicatorValue]:
    """What the region plans for a year, per indicator."""
    rows = select(IndicatorValue).where(
        IndicatorValue.kind == Entered.PLAN,
        IndicatorValue.gemeente_code == "",
        IndicatorValue.as_of >= date(year, 1, 1),
        IndicatorValue.as_of <= date(year, 12, 31),
    )
    if known_on is not None:
        rows = rows.where(IndicatorValue.entered_on <= known_on)
    return {row.indicator: row for row in session.scalars(rows.order_by(IndicatorValue.as_of, IndicatorValue.id))}


def values_of(indicator: str) -> Select[IndicatorValue]:
    """Everything entered for an indicator, newest first."""
    rows = select(IndicatorValue).where(IndicatorValue.indicator == indicator).options(joinedload(IndicatorValue.by))
    return rows.order_by(IndicatorValue.as_of.desc(), IndicatorValue.id.desc())


def published(session: Session, *, until: date, many: int = 8) -> Sequence[IndicatorQuarter]:
    """The quarters published that ended on or before a day, oldest first."""
    rows = select(IndicatorQuarter).where(IndicatorQuarter.ends_on <= until)
    newest = rows.order_by(IndicatorQuarter.ends_on.desc()).limit(many).options(selectinload(IndicatorQuarter.cells))
    return list(session.scalars(newest))[::-1]


def published_names(session: Session) -> Sequence[str]:
    """Every published quarter by its name, newest first."""
    return list(session.scalars(select(IndicatorQuarter.name).order_by(IndicatorQuarter.ends_on.desc())))


def find_published(session: Session, name: str) -> IndicatorQuarter | None:
    """A published quarter by its name, as 2026Q3."""
    found = select(IndicatorQuarter).where(IndicatorQuarter.name == name)
    return session.scalars(found.options(selectinload(IndicatorQuarter.cells))).first()


def region_cell(session: Session, indicator: str, *, until: date) -> IndicatorCell | None:
    """What the newest published quarter that ended on or before a day says of the region, or None before the first."""
    asked = select(IndicatorCell).join(IndicatorQuarter, IndicatorCell.quarter_id == IndicatorQuarter.id)
    of_region = asked.where(
        IndicatorCell.indicator == indicator, IndicatorCell.split == "regio", IndicatorQuarter.ends_on <= until
    )
    return session.scalars(of_region.order_by(IndicatorQuarter.ends_on.desc()).limit(1)).first()

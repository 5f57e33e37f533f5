"""What can be asked about wage and loonwaarde. Only for who passed ``may_see_wages``."""

from typing import TypeVar

from sqlalchemy import Select, select

from matching.placements.models import Placement
from werkbedrijf.wages.models import LoonwaardePeriod, WagePeriod

Row = TypeVar("Row", WagePeriod, LoonwaardePeriod)


def holding(kind: type[Row], placement: Placement) -> Select[Row]:
    """What holds, oldest first; no two on one day."""
    return _of(kind, placement).where(kind.replaced_on.is_(None)).order_by(kind.starts_on)


def replaced(kind: type[Row], placement: Placement) -> Select[Row]:
    """What was registered and holds no more, newest first."""
    return _of(kind, placement).where(kind.replaced_on.is_not(None)).order_by(kind.replaced_on.desc(), kind.id.desc())


def _of(kind: type[Row], placement: Placement) -> Select[Row]:
    return select(kind).where(kind.placement_id == placement.id)

"""What can be asked about the allocation beside its runs."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from matching.runs.models import UNDER_WAY, AllocationRun, RunKind, RunStatus

GIVEN_UP: Final = timedelta(minutes=30)
"""A run that takes longer was interrupted: a region takes seconds."""


def interrupted(at: datetime) -> Select[AllocationRun]:
    """Runs of any kind that began and never came to an end."""
    began = AllocationRun.asked_at < at - GIVEN_UP
    return select(AllocationRun).where(AllocationRun.status.in_(UNDER_WAY), began)


def something_waits(session: Session, at: datetime) -> bool:
    """Whether a run waits to be made, or was interrupted and must be noted so."""
    waits = (AllocationRun.kind == RunKind.ON_REQUEST) & (AllocationRun.status == RunStatus.WAITING)
    stale = AllocationRun.status.in_(UNDER_WAY) & (AllocationRun.asked_at < at - GIVEN_UP)
    return bool(session.scalar(select(exists().where(or_(waits, stale)))))

"""The work of somebody, as a line behind a month that was closed."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from matching.placements.models import Placement
from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.garantiebanen.closing.models import ClosedLine, ClosedMonth


def behind_a_closed_month(make, candidate):
    """The work stands behind a month that was closed."""
    make.session.flush()
    placement = make.session.scalars(select(Placement).where(Placement.candidate_id == candidate.id)).first()
    month = make.session.scalars(select(ClosedMonth)).first()
    if month is None:
        hours = {"hours_per_job": Decimal("25.5"), "hours_per_job_month": Decimal("110.92")}
        month = ClosedMonth(first=date(2026, 10, 1), hours_full_time=Decimal(36), sectors_apart=True, **hours)
        make.session.add(month)
        record(make.session, MAKER, "month.made", month)
    plain = {"gemeente_code": "GM0153", "sector": "markt", "branch": "N", "kind": "garantiebaan"}
    period = {"first": date(2026, 10, 1), "until": date(2026, 11, 1), "hours_per_week": Decimal(24)}
    work = {"placement": placement, "person": 1, "contract_form": "regulier", "left_out": ""}
    month.lines.append(ClosedLine(**plain, **period, **work))

"""A closed month in the demo with one correction, and invented figures of UWV beside it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.registration.actions import register_entry
from candidates.registration.models import Ground
from matching.placements.models import Placement
from werkbedrijf.demo.told_figures import UNKNOWN_TO_US
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.garantiebanen.closing.actions import close_or_ask
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.outside.actions import take
from werkbedrijf.garantiebanen.outside.beside import Beside, Label, Measure
from werkbedrijf.garantiebanen.outside.reading import Reading
from werkbedrijf.garantiebanen.queries import ledger_in

INVENTED = "Verzonnen voor de demo."


def count_months(session: Session, managers: Sequence[Actor], *, region: str, today: date) -> None:
    """The last month of the past quarter is closed; afterwards somebody's ground is written down, and UWV publishes."""
    quarter_end = months_back(month_of(today), (today.month - 1) % 3 + 1)
    before = ledger_in(session, quarter_end)
    if not before.counted:
        return
    close_or_ask(session, managers[0], quarter_end, reason="Starts en uren nagelopen.", on=today)
    late = next((line for line in before.lines if line.reason is LeftOut.NOT_REGISTERED), None)
    if late is not None:
        session.flush()
        found = select(Placement).where(Placement.reference == late.stretch.work.reference)
        candidate = session.scalars(found).one().candidate
        register_entry(session, managers[0], candidate, Ground.PRO, starts_on=late.stretch.span.first)
    _beside(session, region, quarter_end, before.total.jobs, today)


def _beside(session: Session, region: str, month: date, jobs: Decimal, today: date) -> None:
    baseline = Decimal(int(jobs / 3))
    row = ParameterValue(name=Parameter.BASELINE_JOBS, valid_from=date(2015, 1, 1), value=baseline, source=INVENTED)
    session.add(row)
    record(session, TIMETABLE, "parameter.added", row)
    period = f"{month.year}Q{month.month // 3}"
    extra = int(jobs - baseline) + UNKNOWN_TO_US
    figures = [
        Beside(Label.INDICATIVE, period, region, measure, value, today, INVENTED)
        for measure, value in ((Measure.EXTRA, extra), (Measure.WORKING, extra * 2))
    ]
    take(session, TIMETABLE, Reading(tuple(figures), ()))

"""Doors: how garantiebanen are counted, and the records behind the figure."""

from datetime import date

from flask import Blueprint, render_template, request

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, rows_on
from werkbedrijf.foundation.web import current_actor, current_session, guard
from werkbedrijf.garantiebanen import policy
from werkbedrijf.garantiebanen.counting import SENTENCES
from werkbedrijf.garantiebanen.national import checks
from werkbedrijf.garantiebanen.pages import records_page
from werkbedrijf.garantiebanen.versions import TARGET_SOURCE, baselines_on, targets_on

bp = Blueprint("garantiebanen", __name__, url_prefix="/garantiebanen")

SHOWN = (
    *(Parameter.HOURS_PER_JOB, Parameter.HOURS_PER_JOB_MONTH, Parameter.HOURS_FULL_TIME, Parameter.SECTORS_APART),
    *(Parameter.TARGET_JOBS, Parameter.BASELINE_JOBS, Parameter.SMALL_CELL),
)


def asked_day() -> date:
    """The day in the address (``op``), or today when it is missing or no day."""
    try:
        return date.fromisoformat(request.args.get("op", ""))
    except ValueError:
        return clock.today()


@bp.get("/uitleg")
@guard(policy.may_see_explanation)
def explain() -> str:
    """How a garantiebaan is counted, with the values in force and their sources."""
    day = asked_day()
    found = rows_on(current_session(), SHOWN, day)
    apart = found.get(Parameter.SECTORS_APART)
    sectors_apart = apart is None or apart.value != 0
    return render_template(
        "garantiebanen/explain.html",
        day=day,
        values=[(DEFINITIONS[one], found.get(one)) for one in SHOWN],
        targets=targets_on(day, sectors_apart=sectors_apart),
        target_source=TARGET_SOURCE,
        baselines=baselines_on(day),
        checks=checks(),
        sentences=SENTENCES,
        may_see_records=policy.may_see_records(current_actor()),
    )


@bp.get("/plaatsingen")
@guard(policy.may_see_records)
def records() -> str:
    """The placements behind the count of a day or a month: what counts, what does not, and why."""
    return records_page(current_session(), current_actor(), asked_day())

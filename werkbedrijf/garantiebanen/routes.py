"""Doors: how garantiebanen are counted, and the records behind the figure."""

from datetime import date

from flask import Blueprint, render_template, request

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.listing import Filter, Listing, page_of_sequence
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, find_row
from werkbedrijf.foundation.web import current_actor, current_session, guard
from werkbedrijf.garantiebanen import policy, queries
from werkbedrijf.garantiebanen.counting import SENTENCES, LeftOut
from werkbedrijf.garantiebanen.headings import gemeente_name

bp = Blueprint("garantiebanen", __name__, url_prefix="/garantiebanen")

COUNTS = "telt_mee"


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
    shown = (Parameter.HOURS_PER_JOB, Parameter.HOURS_FULL_TIME, Parameter.TARGET_JOBS, Parameter.SMALL_CELL)
    values = [(DEFINITIONS[p], find_row(current_session(), p, day)) for p in shown]
    return render_template(
        "garantiebanen/explain.html",
        day=day,
        values=values,
        sentences=SENTENCES,
        may_see_records=policy.may_see_records(current_actor()),
    )


@bp.get("/plaatsingen")
@guard(policy.may_see_records)
def records() -> str:
    """The placements behind the count of a day: what counts, what does not, and why."""
    session, actor, day = current_session(), current_actor(), asked_day()
    rows = queries.records_of(session, day, actor.organisation_id)
    reasons = [(reason.value, reason.value.replace("_", " ")) for reason in LeftOut]
    filters = (
        Filter("telling", "Telling", [(COUNTS, "telt mee"), *reasons]),
        Filter("gemeente", "Gemeente", sorted({(r.work.gemeente, gemeente_name(r.work.gemeente)) for r in rows})),
    )
    listing = Listing.read(request.args, sorts=("plaatsing", "uren", "start"), default="plaatsing", filters=filters)
    picked = [row for row in rows if _fits(row, listing)]
    keys = {
        "plaatsing": lambda r: r.work.reference,
        "uren": lambda r: r.work.hours or 0,
        "start": lambda r: r.starts_on,
    }
    picked.sort(key=keys[listing.sort], reverse=listing.descending)
    return render_template(
        "garantiebanen/records.html",
        day=day,
        count_of_day=queries.count_of(session, day),
        erased=queries.erased_on(session, day),
        page=page_of_sequence(picked, listing),
        listing=listing,
        filters=filters,
        gemeente_name=gemeente_name,
        sentences=SENTENCES,
    )


def _fits(row: queries.Record, listing: Listing) -> bool:
    telling, gemeente = listing.filters.get("telling"), listing.filters.get("gemeente")
    counted = COUNTS if row.left_out is None else row.left_out.value
    return telling in {None, counted} and gemeente in {None, row.work.gemeente}

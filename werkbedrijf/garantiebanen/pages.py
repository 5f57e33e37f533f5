"""The records behind a figure, of a day or a month, by whatever the figure was divided by."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.listing import Filter, Listing, page_of_sequence
from werkbedrijf.garantiebanen import queries
from werkbedrijf.garantiebanen.closing.held import kept_ledger
from werkbedrijf.garantiebanen.closing.queries import AskedMonth, find_month
from werkbedrijf.garantiebanen.counting import SENTENCES, TO_MEND, LeftOut
from werkbedrijf.garantiebanen.headings import TITLES, gemeente_name, heading
from werkbedrijf.garantiebanen.ledger import By, Ledger, key_of

COUNTS = "telt_mee"
DIVIDED = (By.GEMEENTE, By.SECTOR, By.KIND, By.FORM, By.BRANCH)
"""By what the records can be narrowed down. Never by ground: that would tell of one person what only the own coach may know."""
SORTS: dict[str, Callable[[queries.Record], Any]] = {
    "plaatsing": lambda record: (record.work.reference, record.line.stretch.span.first),
    "uren": lambda record: record.work.hours or 0,
    "start": lambda record: record.starts_on,
}


def records_page(session: Session, actor: Actor, day: date) -> str:
    """The page. With ``maand`` in the address it is about that month: as it was closed, or as it is counted now."""
    month = find_month(session, actor, request.args.get("maand", ""))
    ledger = _ledger(session, month, day)
    rows = queries.records_behind(session, ledger, actor.organisation_id)
    filters = _filters(ledger, rows)
    listing = Listing.read(request.args, sorts=tuple(SORTS), default="plaatsing", filters=filters)
    picked = sorted(
        (row for row in rows if _fits(row, listing, ledger)), key=SORTS[listing.sort], reverse=listing.descending
    )
    return render_template(
        "garantiebanen/records.html",
        day=day,
        month=month,
        ledger=ledger,
        erased=sum(1 for line in ledger.counted if not line.stretch.work.reference),
        placements=len({row.work.reference for row in picked}),
        page=page_of_sequence(picked, listing),
        listing=listing,
        filters=filters,
        gemeente_name=gemeente_name,
        sentences=SENTENCES,
        to_mend=TO_MEND,
    )


def _ledger(session: Session, month: AskedMonth | None, day: date) -> Ledger:
    if month is None:
        return queries.ledger_on(session, day)
    return kept_ledger(session, month.first) or queries.ledger_in(session, month.first)


def _filters(ledger: Ledger, rows: Sequence[queries.Record]) -> tuple[Filter, ...]:
    reasons = [(reason.value, reason.value.replace("_", " ")) for reason in LeftOut]
    divided = (
        Filter(by.value, TITLES[by], [(key, heading(by, key)) for key in _keys(ledger, rows, by)]) for by in DIVIDED
    )
    return (Filter("telling", "Telling", [(COUNTS, "telt mee"), *reasons]), *divided)


def _keys(ledger: Ledger, rows: Sequence[queries.Record], by: By) -> list[str]:
    return sorted({key_of(row.line.stretch, by, ledger.rules) for row in rows})


def _fits(row: queries.Record, listing: Listing, ledger: Ledger) -> bool:
    counted = COUNTS if row.left_out is None else row.left_out.value
    if listing.filters.get("telling") not in {None, counted}:
        return False
    return all(listing.filters.get(by.value) in {None, key_of(row.line.stretch, by, ledger.rules)} for by in DIVIDED)

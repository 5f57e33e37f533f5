"""Door for the audit trail."""

from datetime import date

from flask import render_template, request

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.policy import may_administer
from werkbedrijf.administration.trail.queries import (
    OPEN_KINDS,
    Asked,
    acts_present,
    entries_for,
    names_of_actors,
    sorts,
)
from werkbedrijf.administration.trail.words import act_in_words, fields_in_words
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.web import current_session, guard

RESULTS = {Result.DONE: "Gedaan", Result.REFUSED: "Geweigerd"}


@bp.get("/logboek")
@guard(may_administer)
def audit() -> str:
    """Who did what to what. Of candidates only the reference stands here."""
    session = current_session()
    acts = sorted(((act, act_in_words(act)) for act in acts_present(session)), key=lambda one: one[1])
    filters = (
        Filter("handeling", "Handeling", acts),
        Filter("uitkomst", "Uitkomst", [(result.value, words) for result, words in RESULTS.items()]),
    )
    listing = Listing.read(request.args, sorts=list(sorts()), default="-wanneer", filters=filters)
    asked = Asked(
        person=request.args.get("persoon", "").strip()[:100],
        subject=request.args.get("onderwerp", "").strip()[:60],
        since=_day("van"),
        until=_day("tot"),
    )
    page = page_of(session, entries_for(listing, asked), listing)
    return render_template(
        "administration/audit.html",
        page=page,
        listing=listing,
        asked=asked,
        filters=filters,
        names=names_of_actors(session, page.rows),
        act_in_words=act_in_words,
        fields_in_words=fields_in_words,
        who=_who,
        results=RESULTS,
        open_kinds=OPEN_KINDS,
    )


def _day(name: str) -> date | None:
    """A day from the address; what is no day is as if nothing was asked."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    # The years just before and after the calendar's end cannot be turned into a moment.
    return day if 1900 < day.year < 9000 else None


def _who(entry: AuditEntry, names: dict[int, str]) -> str:
    if entry.actor_id is not None:
        return names.get(entry.actor_id, f"gebruiker-{entry.actor_id}")
    return "Niet ingelogd" if entry.act == "user.sign_in_failed" else "Dienstregeling"

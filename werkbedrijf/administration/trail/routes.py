"""Doors for the logs: the trail, the own acts, what stands out, and whether the trail is whole."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import ColumnElement

from werkbedrijf.administration.trail.policy import may_check_chain, may_read_trail
from werkbedrijf.administration.trail.queries import (
    OPEN_KINDS,
    Asked,
    about_person,
    acts_present,
    entries_for,
    midnight,
    names_of_actors,
    own_of,
    readable_by,
    sorts,
)
from werkbedrijf.administration.trail.words import act_in_words, fields_in_words
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.purposes import activity
from werkbedrijf.foundation.reasons import reasons_of
from werkbedrijf.foundation.sealing import head_of, unsealed_count, unsealed_late
from werkbedrijf.foundation.web import anyone_signed_in, current_actor, current_session, database, guard
from werkbedrijf.logbook.anchors import last_anchor
from werkbedrijf.logbook.segments import segments
from werkbedrijf.logbook.unusual import TITLES, WEEK, unusual

bp = Blueprint("trail", __name__, url_prefix="/logboek")

RESULTS = {Result.DONE: "Gedaan", Result.REFUSED: "Geweigerd"}


@bp.get("")
@guard(may_read_trail)
def index() -> str:
    """Who did what to what. Of candidates only the reference stands here."""
    actor = current_actor()
    return _listed("trail/index.html", actor, readable_by(actor), all_staff=actor.is_a(Role.AUDITOR))


@bp.get("/mijn-handelingen")
@guard(anyone_signed_in)
def mine() -> str:
    """What I did and looked at."""
    actor = current_actor()
    return _listed("trail/mine.html", actor, own_of(actor))


def _listed(template: str, actor: Actor, whose: ColumnElement[bool], **more: Any) -> str:
    session = current_session()
    acts = _told_alike(acts_present(session, whose))
    filters = (
        Filter("handeling", "Handeling", [(alike[0], words) for words, alike in sorted(acts.items())]),
        Filter("uitkomst", "Uitkomst", [(result.value, words) for result, words in RESULTS.items()]),
    )
    listing = Listing.read(request.args, sorts=list(sorts()), default="-wanneer", filters=filters)
    asked = Asked(
        person=request.args.get("persoon", "").strip()[:100],
        subject=request.args.get("onderwerp", "").strip()[:60],
        since=day_asked("van"),
        until=day_asked("tot"),
    )
    about = about_person(session, database().logs, asked.subject)
    chosen = listing.filters.get("handeling")
    alike = acts[act_in_words(chosen)] if chosen else ()
    page = page_of(session, entries_for(whose, listing, asked, alike, about), listing)
    return render_template(
        template,
        page=page,
        listing=listing,
        asked=asked,
        filters=filters,
        names=names_of_actors(session, page.rows),
        reasons=reasons_of(session, page.rows),
        act_in_words=act_in_words,
        fields_in_words=fields_in_words,
        who=_who,
        results=RESULTS,
        open_kinds=OPEN_KINDS,
        purpose_in_words=_purpose,
        roles={role.value: role.words for role in Role},
        **more,
    )


def _told_alike(acts: list[str]) -> dict[str, list[str]]:
    """The acts by what a person reads for them: who chooses words gets every line that says them."""
    told = defaultdict(list)
    for act in acts:
        told[act_in_words(act)].append(act)
    return told


@bp.get("/opvallend")
@guard(may_read_trail)
def striking() -> str:
    """What stood out in a week, of all or of the own staff."""
    actor, session = current_actor(), current_session()
    until = _week_end(session.info["at"])
    own = None if actor.is_a(Role.AUDITOR) else actor.organisation_id
    found = unusual(session, until=until, organisation_id=own)
    kinds = [(title, [one for one in found if one.kind == kind]) for kind, title in TITLES.items()]
    return render_template(
        "trail/striking.html", kinds=kinds, found=found, since=until - WEEK, until=until, all_staff=own is None
    )


@bp.get("/controle")
@guard(may_check_chain)
def chain() -> str:
    """Where the chain is, what still waits, and the last anchor that went out."""
    session = current_session()
    return render_template(
        "trail/chain.html",
        head=head_of(session),
        waiting=unsealed_count(session),
        late=unsealed_late(session, session.info["at"]),
        anchor=last_anchor(session),
        months=segments(session),
    )


def _week_end(now: datetime) -> datetime:
    """The end of the week that the address asks for; the last seven days without one."""
    day = day_asked("van")
    if day is None:
        return now
    return midnight(day) + WEEK


def day_asked(name: str) -> date | None:
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


def _purpose(entry: AuditEntry) -> str:
    return activity(entry.purpose).name if entry.purpose else ""

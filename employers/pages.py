"""What the pages of this room need to know, gathered for their templates."""

import re
from collections.abc import Mapping

from flask import render_template, url_for
from sqlalchemy.orm import Session

from employers import policy
from employers.contacts.forms import MomentForm, moment_form
from employers.contacts.policy import may_log_contact
from employers.contacts.queries import contacts_of, promises_of, words_of
from employers.contacts.seen import all_seen_by
from employers.faces.pages import face_block
from employers.lookalikes import resembling
from employers.merging.people import doubles_among
from employers.merging.queries import joins_of, merges_of, number_of_pairs, pairs_of
from employers.models import Employer, Sector
from employers.queries import (
    beside,
    by_strength,
    employers_for_list,
    list_sorts,
    numbers_per_filter,
)
from employers.record.pages import duties_of, record_of
from employers.running import at_work
from employers.vacancies.policy import may_log_vacancy
from employers.vacancies.queries import places_of, vacancies_visible_to
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.listing import Filter, Listing, page_of

# Older contacts stand on a page of their own.
MOST_CONTACTS = 10

FILTERS = (
    Filter("sector", "Sector", [(one.value, one.value.capitalize()) for one in Sector]),
    Filter("aanspreekpunt", "Aanspreekpunt", [("mijn", "Mijn werkgevers"), ("zonder", "Zonder aanspreekpunt")]),
)
_REFERENCE = re.compile(r"(W|P|K|V|PL|A)-?(\d{1,6})", re.IGNORECASE)
_ROOMS = {
    "W": ("employers.show", "employer"),
    "P": ("vacancies.show", "vacancy"),
    "K": ("candidates.show", "candidate"),
    "V": ("proposals.show", "proposal"),
    "PL": ("placements.show", "placement"),
    "A": ("carving.show", "carving"),
}


def wanted_by_reference(text: str) -> str | None:
    """The address of what a reference names: ``k 42`` and ``K-0042`` lead to the same candidate."""
    found = _REFERENCE.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    kind = found[1].upper()
    endpoint, name = _ROOMS[kind]
    return url_for(endpoint, _external=False, **{name: f"{kind}-{int(found[2]):04d}"})


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """The list of employers. What was typed is compared loosely, and the most alike stands first."""
    sorts = list_sorts()
    listing = Listing.read(args, sorts=list(sorts), default="naam", filters=FILTERS)
    query = employers_for_list(
        actor, sector=listing.filters.get("sector"), face=listing.filters.get("aanspreekpunt")
    ).order_by(None)
    if listing.query:
        strengths = resembling(session, listing.query)
        query = query.where(Employer.id.in_(strengths))
        if "sorteer" not in args:
            query = query.order_by(by_strength(strengths))
    page = page_of(session, query.order_by(*listing.ordered(sorts, Employer.id.expression)), listing)
    return render_template(
        "employers/index.html",
        page=page,
        listing=listing,
        beside=beside(session, page.rows),
        numbers=numbers_per_filter(session, actor),
        filters=FILTERS,
        sorted_by=listing.sort if not listing.query or "sorteer" in args else None,
        may_register=policy.may_register_employer(actor),
        number_of_pairs=number_of_pairs(session, actor),
    )


def employer_page(session: Session, actor: Actor, employer: Employer, form: MomentForm | None = None) -> str:
    """The page of one employer, for staff or for the employer itself."""
    places = session.scalars(places_of(vacancies_visible_to(actor), employer)).unique().all()
    if actor.is_a(Role.EMPLOYER):
        return render_template(
            "employers/show_own.html", employer=employer, places=places, sroi=duties_of(session, employer)
        )
    day = day_of(session.info["at"])
    moments = session.scalars(contacts_of(employer).limit(MOST_CONTACTS + 1)).all()
    words = words_of(session)
    contacts = all_seen_by(actor, moments, words)
    if form is None and may_log_contact(actor, employer=employer):
        form = moment_form(session, actor, employer, day, words=words, moments=moments)
    return render_template(
        "employers/show.html",
        employer=employer,
        gemeenten={one.id: gemeente_by_code(one.gemeente_code) for one in employer.establishments},
        places=places,
        at_work=at_work(session, actor, employer, day),
        form=form,
        day=day,
        last=contacts[0] if contacts else None,
        contacts=contacts[:MOST_CONTACTS],
        has_more=len(contacts) > MOST_CONTACTS,
        promises=promises_of(session, actor, employer),
        record=record_of(session, actor, employer),
        merges=merges_of(session, employer),
        pairs=pairs_of(session, actor, employer),
        double_people=doubles_among(employer.contacts),
        joins=joins_of(session, employer),
        may_change=policy.may_change_employer(actor, employer=employer),
        faces=face_block(session, actor, employer),
        may_log_vacancy=may_log_vacancy(actor, employer=employer),
        draft_key=f"{actor.id}:{employer.reference}",
    )

"""What the pages of this room need to know, gathered for their templates."""

import re
from collections.abc import Mapping

from flask import render_template, url_for
from sqlalchemy.orm import Session

from employers import policy
from employers.forms import MomentForm
from employers.lookalikes import resembling
from employers.models import Employer, Sector
from employers.queries import (
    beside,
    by_strength,
    contacts_of,
    employers_for_list,
    last_contact,
    list_sorts,
    numbers_per_filter,
    promises_of,
)
from employers.vacancies.policy import may_log_vacancy
from employers.vacancies.queries import places_of, vacancies_visible_to
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.listing import Filter, Listing, page_of

MOST_CONTACTS = 30

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
    )


def employer_page(session: Session, actor: Actor, employer: Employer, form: MomentForm) -> str:
    """The page of one employer, for staff or for the employer itself."""
    own = actor.is_a(Role.EMPLOYER)
    places = session.scalars(places_of(vacancies_visible_to(actor), employer)).unique().all()
    gemeenten = {one.id: gemeente_by_code(one.gemeente_code) for one in employer.establishments}
    if own:
        return render_template("employers/show_own.html", employer=employer, places=places)
    return render_template(
        "employers/show.html",
        employer=employer,
        gemeenten=gemeenten,
        places=places,
        form=form,
        day=day_of(session.info["at"]),
        last=last_contact(session, employer),
        contacts=session.scalars(contacts_of(employer).limit(MOST_CONTACTS)).all(),
        promises=session.scalars(promises_of(employer)).all(),
        may_change=policy.may_change_employer(actor, employer=employer),
        may_take=policy.may_take_account(actor, employer=employer),
        may_log=policy.may_log_contact(actor, employer=employer),
        may_log_vacancy=may_log_vacancy(actor, employer=employer),
        is_face=employer.account_manager_id == actor.id,
    )

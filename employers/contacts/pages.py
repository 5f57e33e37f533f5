"""What the pages about contacts need to know, gathered for their templates."""

from collections.abc import Mapping

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.contacts.codes import CodeList
from employers.contacts.policy import may_take_contacts
from employers.contacts.queries import contacts_of, words_of
from employers.contacts.seen import all_seen_by
from employers.models import ContactMoment, Employer
from werkbedrijf.foundation.actors import Actor, Organisation
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Filter, Listing, page_of


def timeline_page(session: Session, actor: Actor, employer: Employer, args: Mapping[str, str]) -> str:
    """Every contact with one employer, a page at a time, by partner and by subject."""
    day, words = day_of(session.info["at"]), words_of(session)
    partners = session.execute(
        select(Organisation.id, Organisation.name)
        .where(
            Organisation.id.in_(select(ContactMoment.organisation_id).where(ContactMoment.employer_id == employer.id))
        )
        .order_by(Organisation.name)
    ).all()
    filters = (
        Filter("partner", "Partner", [(str(key), name) for key, name in partners]),
        Filter("onderwerp", "Onderwerp", words.choices(CodeList.SUBJECT, day)),
    )
    listing = Listing.read(args, sorts=("dag",), default="-dag", filters=filters)
    query = contacts_of(employer)
    if partner := listing.filters.get("partner"):
        query = query.where(ContactMoment.organisation_id == int(partner))
    if subject := listing.filters.get("onderwerp"):
        query = query.where(ContactMoment.subject_code == int(subject))
    page = page_of(session, query, listing)
    return render_template(
        "employers/contacts.html",
        employer=employer,
        page=page,
        contacts=all_seen_by(actor, page.rows, words),
        filters=filters,
        listing=listing,
        day=day,
        may_take=may_take_contacts(actor, employer=employer),
    )

"""For somebody who wants to be helped by people alone: open places in the order of the alphabet, nothing compared."""

from collections.abc import Mapping

from flask import render_template
from sqlalchemy import func
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import keeps_file
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.proposals import policy
from matching.proposals.pages import name_for
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.listing import Listing, page_of


def by_hand_page(session: Session, actor: Actor, candidate: Candidate, args: Mapping[str, str], part: str = "") -> str:
    """Open places without any figure. ``part`` names the panel that this stands in for, or nothing for the whole page."""
    if part:
        return render_template("proposals/by_hand_panel.html", candidate=candidate.reference, part=part)
    listing = Listing.read(args, sorts=["titel"], default="titel")
    page = page_of(session, open_vacancies().order_by(None).order_by(func.lower(Vacancy.title), Vacancy.id), listing)
    return render_template(
        "proposals/by_hand.html",
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        page=page,
        may={row.id: policy.may_propose(actor, vacancy=row, candidate=candidate) for row in page.rows},
        file=keeps_file(actor, candidate=candidate),
    )

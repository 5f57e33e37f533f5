"""The agreement about learning at a workplace, to print and sign: what each party may have and nothing more."""

from flask import render_template
from sqlalchemy.orm import Session

from employers.training.queries import training_of
from employers.training.weeks import weeks_in_words
from matching.bookings.models import Booking
from matching.bookings.pages import guides_told
from matching.placements.models import Placement
from matching.placements.pages import person_for
from matching.proposals.pages import name_for
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.region import current_region


def agreement_page(session: Session, actor: Actor, booking: Booking) -> str:
    """The page. The name of the learner stands there only for who may have it; otherwise there is a line to write it on."""
    placement, place = session.get_one(Placement, booking.placement_id), training_of(session, booking.vacancy)
    assert place is not None  # noqa: S101  # what was set up never goes away
    today = day_of(session.info["at"])
    return render_template(
        "placements/agreement.html",
        placement=placement,
        booking=booking,
        place=place,
        learner=_name(actor, placement),
        guides=guides_told(booking),
        weeks=weeks_in_words(week.week for week in booking.weeks),
        hours=placement.hours_on(max(today, placement.starts_on)) or placement.terms[-1].hours_per_week,
        coach=placement.candidate.coach,
        region=current_region(session),
        day=today,
    )


def _name(actor: Actor, placement: Placement) -> str:
    """The name, or nothing for who may not have it."""
    candidate = placement.candidate
    told = person_for(actor, placement) if actor.is_a(Role.EMPLOYER) else name_for(actor, candidate)
    return told if told == candidate.name else ""

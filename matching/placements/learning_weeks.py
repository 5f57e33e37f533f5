"""What the pages of a placement tell of its weeks at a leerwerkplek."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from employers.training.models import Mentor
from employers.training.queries import training_of
from employers.training.weeks import monday_of, week_number, weeks_in_words
from employers.vacancies.models import Vacancy
from matching.bookings.fitting import first_free_week
from matching.bookings.loading import load_one
from matching.bookings.models import Booking
from matching.bookings.pages import guides_told
from matching.bookings.queries import booking_of
from matching.placements.forms import offer_mentors
from matching.placements.models import Placement
from werkbedrijf.foundation.clock import day_of


@dataclass(frozen=True, slots=True)
class Told:
    """The booking of a placement in words; None when nothing was booked yet."""

    booking: Booking | None
    guides: str
    weeks: str


def guides_at(session: Session, vacancy: Vacancy) -> list[tuple[Mentor, str]] | None:
    """Who can guide at a place, each with the first free week; None where no weeks are booked."""
    place = training_of(session, vacancy)
    if place is None:
        return None
    today = day_of(session.info["at"])
    one = load_one(session, place, on=today)
    mentors = {link.mentor_id: link.mentor for link in place.links}
    told = []
    for mentor in one.weeks.mentors:
        if mentor.last_day is not None and mentor.last_day < today:
            continue
        alone = type(one.weeks)(
            one.weeks.steps, (mentor,), one.weeks.recognised, one.weeks.recognised_until, one.weeks.starts
        )
        free = first_free_week(alone, one.taken, monday_of(today))
        words = f"eerste vrije week: {week_number(free)}" if free else "geen vrije week"
        told.append((mentors[mentor.number], words))
    return told


def weeks_told(session: Session, placement: Placement, forms: dict[str, Any]) -> Told | None:
    """The weeks of a placement, with the form to change them ready; None where no weeks are booked."""
    guides = guides_at(session, placement.vacancy)
    form = forms["weeks"]
    if not hasattr(form, "guides"):
        offer_mentors(form, guides)
    if guides is None:
        return None
    booking = booking_of(session, placement.id)
    if booking is None:
        return Told(None, "", "")
    if not form.is_submitted():
        form.mentor.data = booking.mentor.reference
        form.starts_on.data = booking.starts_on
    return Told(booking, guides_told(booking), weeks_in_words(week.week for week in booking.weeks))

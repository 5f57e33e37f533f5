"""Booked weeks that no longer fit: somebody has to move them."""

from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.training.models import TrainingPlace
from employers.training.weeks import monday_of, weeks_in_words
from matching.bookings.clashes import clashes_at
from matching.bookings.queries import places_booked
from werkbedrijf.dashboards.today.asking import SINCE, asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor


def without_room(session: Session, actor: Actor, day: date) -> list[Line]:
    """Bookings at the employers whose face this account manager is, without a place or a mentor in some weeks."""
    since = monday_of(day)
    if not asked(session, _booked, actor, since=since):
        return []
    places = session.scalars(places_booked(Employer.account_manager_id == actor.id, since)).unique().all()
    return [
        Line(
            f"Boeking {one.booking.reference}: geen plaats in {weeks_in_words(one.weeks)}",
            "bookings.place",
            {"training": one.booking.vacancy.reference},
            button="Verplaats",
            who=one.booking.vacancy.employer.name,
            on=one.weeks[0],
        )
        for one in clashes_at(session, places, on=day)[:MOST_LINES]
    ]


def _booked(actor: Actor) -> Select[*tuple[Any, ...]]:
    # Most have nothing booked: then there is nothing to load.
    return places_booked(Employer.account_manager_id == actor.id, SINCE).with_only_columns(TrainingPlace.id).limit(1)

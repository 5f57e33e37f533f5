"""The weeks of a placement at a leerwerkplek, for who was placed before it had weeks, and for who learns in other weeks."""

from datetime import date

from sqlalchemy.orm import Session

from employers.training.models import Mentor
from employers.training.queries import training_of
from employers.training.weeks import monday_of
from matching.bookings.actions import book, move
from matching.bookings.models import Booking
from matching.bookings.queries import booking_of
from matching.placements.agreed import keep, lines_of
from matching.placements.facts import FAR
from matching.placements.models import Placement
from matching.placements.reasons import TermsReason
from matching.placements.workflow import PlacementStatus
from matching.proposals.locking import lock_places
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.lines import begun_at
from werkbedrijf.foundation.workflow import NotNow

NOT_SET_UP = "Op deze plek zijn nog geen weken vastgelegd. Richt de leerwerkplek eerst in."


def set_weeks(
    session: Session,
    actor: Actor,
    placement: Placement,
    mentor: Mentor | None,
    *,
    starts_on: date | None,
    ends_on: date | None,
    on: date,
) -> Booking:
    """Book the weeks of a placement, or move them; the agreed period goes along. A start that was told stays.

    Raises InputRefused per field, DoesNotFit with the reason and the first week that does, NotNow for work that is over.
    """
    lock_places(session, [placement.vacancy_id])
    session.refresh(placement)
    if placement.status not in {PlacementStatus.PLANNED, PlacementStatus.RUNNING}:
        raise NotNow("Deze plaatsing is al voorbij. De weken veranderen niet meer.")
    place, booking = training_of(session, placement.vacancy), booking_of(session, placement.id)
    if place is None:
        raise InputRefused({"mentor": NOT_SET_UP})
    if mentor is None:
        raise InputRefused({"mentor": "Kies wie deze leerling begeleidt."})
    first = _first_day(placement, starts_on, on)
    if booking is None:
        begun = placement.status == PlacementStatus.RUNNING
        # Weeks that are over were never counted.
        booked_from = max(first, monday_of(on)) if begun else first
        facts = {"placement_id": placement.id, "starts_on": booked_from, "ends_on": ends_on, "on": on, "begun": begun}
        booking = book(session, actor, place, placement.candidate, mentor, **facts)  # type: ignore[arg-type]  # as typed
    else:
        begun_on = booking.starts_on if placement.status == PlacementStatus.RUNNING else first
        move(session, actor, booking, mentor=mentor, starts_on=begun_on, ends_on=ends_on, on=on)
    _let_placement_follow(session, placement, first, ends_on, on)
    record(session, actor, "placement.weeks_changed", placement)
    return booking


def _first_day(placement: Placement, starts_on: date | None, on: date) -> date:
    if placement.status == PlacementStatus.RUNNING or starts_on is None:
        return placement.starts_on
    if not on - FAR <= starts_on <= on + FAR:
        raise InputRefused({"starts_on": "Deze dag ligt meer dan twee jaar van vandaag. Kijk het jaar na."})
    return starts_on


def _let_placement_follow(session: Session, placement: Placement, first: date, ends_on: date | None, on: date) -> None:
    placement.ends_on = ends_on
    if first == placement.starts_on:
        return
    placement.starts_on = first
    keep(session, placement, begun_at(lines_of(placement), first), TermsReason.MOVED_START, on=on)

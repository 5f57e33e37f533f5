"""Who sees and changes bookings: as of the placement they belong to. Numbers of the region are for all who work here."""

from candidates.policy import is_in_caseload
from matching.bookings.models import Booking, BookingStatus
from matching.proposals.policy import concerns_organisation
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label


def may_see_calendar(actor: Actor) -> Verdict:
    if actor.is_staff or actor.is_a(Role.EMPLOYER):
        return yes
    return no("De agenda van leerwerkplekken is voor accountmanagers, jobcoaches en werkgevers.")


def may_see_booking(actor: Actor, *, booking: Booking) -> Verdict:
    if actor.is_a(Role.EMPLOYER):
        return yes if booking.vacancy.employer_id in actor.employer_ids else hidden
    if actor.is_a(Role.COACH):
        return yes if is_in_caseload(actor, booking.candidate) else hidden
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes if concerns_organisation(actor, booking.candidate, booking.vacancy) else hidden
    return hidden


def may_change_booking(actor: Actor, *, booking: Booking) -> Verdict:
    manager = booking.vacancy.employer.account_manager
    ask = no("Een accountmanager verplaatst een boeking." + (f" Vraag {manager.name}." if manager else ""))
    not_now = no(f"Dit kan nu niet: de boeking heeft de status ‘{label(booking.status)}’.")
    return first_no(
        may_see_booking(actor, booking=booking),
        yes if actor.is_a(Role.ACCOUNT_MANAGER) else ask,
        yes if booking.status == BookingStatus.BOOKED else not_now,
    )

"""Who sees the weeks of leerwerkplekken. A booking itself is seen as the placement it belongs to."""

from candidates.policy import is_in_caseload
from matching.bookings.models import Booking
from matching.proposals.policy import concerns_organisation
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, hidden, no, yes


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

"""Who sees the weeks of leerwerkplekken. A booking itself is seen by who sees its placement (``bookings_visible_to``)."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see_calendar(actor: Actor) -> Verdict:
    if actor.is_staff or actor.is_a(Role.EMPLOYER):
        return yes
    return no("De agenda van leerwerkplekken is voor accountmanagers, jobcoaches en werkgevers.")

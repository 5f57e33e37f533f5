"""Who may see the measures, and whose waiting people."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see_measures(actor: Actor) -> Verdict:
    """Those who work with people and places, and so can do something about a difference."""
    if actor.is_staff:
        return yes
    return no("Deze pagina is voor jobcoaches en accountmanagers. Voor wethouders is er Eerlijk in de regio.")


def may_see_region(actor: Actor) -> Verdict:
    """The region's figures: aldermen, and the staff they talk with. Printed, they are for the client council too."""
    if actor.is_staff or actor.is_a(Role.ALDERMAN):
        return yes
    return no("Deze cijfers zijn voor wethouders, jobcoaches en accountmanagers.")


def may_see_waiting(actor: Actor) -> Verdict:
    """Names of people who wait: a coach, of the own caseload."""
    if actor.is_a(Role.COACH):
        return yes
    return no("Wie het langst wacht, ziet alleen de eigen jobcoach.")

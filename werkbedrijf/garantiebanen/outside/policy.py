"""Who may see figures of UWV beside ours, and who brings them in."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes
from werkbedrijf.garantiebanen.outside.models import OutsideFigure

READERS = (Role.ALDERMAN, Role.COORDINATOR, Role.ACCOUNT_MANAGER, Role.ADMINISTRATOR)


def may_see_figures(actor: Actor) -> Verdict:
    """What UWV published of the region: public figures, here for who works with them."""
    if actor.is_a(*READERS):
        return yes
    return no("Deze cijfers zijn voor wethouders, accountmanagers, de regiocoördinator en de beheerder.")


def may_walk(actor: Actor, *, figure: OutsideFigure) -> Verdict:
    """The walk from our figure to one of UWV; the administrator brings figures in and counts nothing."""
    if actor.is_a(Role.ALDERMAN, Role.COORDINATOR, Role.ACCOUNT_MANAGER):
        return yes
    return no("Deze uitleg is voor wethouders, accountmanagers en de regiocoördinator.")


def may_take(actor: Actor) -> Verdict:
    """Bring figures in: the administrator or the coordinator."""
    if actor.is_a(Role.ADMINISTRATOR, Role.COORDINATOR):
        return yes
    return no("De beheerder of de regiocoördinator leest cijfers van UWV in.")

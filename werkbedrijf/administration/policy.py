"""Who may administer the region: its administrators, and nobody else."""

from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes


def may_administer(actor: Actor, **_objects: object) -> Verdict:
    """One answer for every page of this room, whatever it is about."""
    return yes if actor.is_a(Role.ADMINISTRATOR) else no("Alleen een beheerder van de regio kan dit.")


def may_reset_factors(actor: Actor, *, user: User) -> Verdict:
    """Taking the second step of someone away; never one's own, for then the password alone would be enough."""
    mine = no("Uw eigen tweede stap wijzigt u op de pagina van uw account.") if user.id == actor.id else yes
    return first_no(may_administer(actor), mine)

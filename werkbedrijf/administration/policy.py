"""Who may administer the region: its administrators, and nobody else."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_administer(actor: Actor, **_objects: object) -> Verdict:
    """One answer for every page of this room, whatever it is about."""
    return yes if actor.is_a(Role.ADMINISTRATOR) else no("Alleen een beheerder van de regio kan dit.")

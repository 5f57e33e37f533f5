"""Who reads the papers and who fills them in."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_read_papers(actor: Actor) -> Verdict:
    return yes if actor.id is not None else no("Log eerst in.")


def may_read_region_papers(actor: Actor, **_objects: object) -> Verdict:
    """The quarter report and the marktbewerkingsplan, made of published figures alone."""
    if actor.is_a(Role.ALDERMAN, Role.COORDINATOR, Role.ACCOUNT_MANAGER):
        return yes
    return no("Deze stukken zijn voor wethouders, accountmanagers en de regiocoördinator.")


def may_read_firms(actor: Actor) -> Verdict:
    """Which employers there are by name: as on their own list."""
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else no("De namen van werkgevers zijn voor accountmanagers.")


def may_fill_in(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ADMINISTRATOR) else no("Dit vult de beheerder van de regio in.")

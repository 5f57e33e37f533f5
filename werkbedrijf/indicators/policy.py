"""Who sees the published indicators, takes them along, and enters what comes from others."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see(actor: Actor, **_objects: object) -> Verdict:
    """Published figures of the region: the alderman, the coordinator, and the account managers who keep them true."""
    if actor.is_a(Role.ALDERMAN, Role.COORDINATOR, Role.ACCOUNT_MANAGER):
        return yes
    return no("De basisindicatoren zijn voor wethouders, accountmanagers en de regiocoördinator.")


def may_see_grounds(actor: Actor) -> Verdict:
    """How many started from which ground: in the counts of who answers for them, not for who joins files of people."""
    if actor.is_a(Role.ALDERMAN, Role.ACCOUNT_MANAGER):
        return yes
    return no("Aantallen per grond zijn voor wethouders en accountmanagers.")


def may_take_along(actor: Actor, **_objects: object) -> Verdict:
    """The same figures as a file: who answers for them outside the region."""
    if actor.is_a(Role.ALDERMAN, Role.ACCOUNT_MANAGER):
        return yes
    return no("Deze cijfers als bestand zijn voor wethouders en accountmanagers.")


def may_enter(actor: Actor, **_objects: object) -> Verdict:
    """Figures of other organisations and plans of the region come from one hand."""
    if actor.is_a(Role.COORDINATOR):
        return yes
    return no("Cijfers van anderen en plannen vult de regiocoördinator in.")

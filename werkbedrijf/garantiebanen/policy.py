"""Who may see how garantiebanen are counted."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see_explanation(actor: Actor) -> Verdict:
    """How the figure is made is open to everyone who works here."""
    return yes if actor.id is not None else no("Log eerst in.")


def may_see_records(actor: Actor) -> Verdict:
    """The records behind the figure are for account managers, who can correct them."""
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    return no("De plaatsingen achter dit getal zijn alleen voor accountmanagers. Vraag een accountmanager om uitleg.")


def may_see_figures(actor: Actor) -> Verdict:
    """Published figures of the region: the alderman, the coordinator, and the account managers who keep them true."""
    if actor.is_a(Role.ALDERMAN, Role.COORDINATOR, Role.ACCOUNT_MANAGER):
        return yes
    return no("Deze cijfers zijn voor wethouders, accountmanagers en de regiocoördinator.")

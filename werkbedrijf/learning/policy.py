"""Who may see what was learned, and who may switch it."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see_learning(actor: Actor) -> Verdict:
    """Those who answer for the lists: account managers, aldermen and the administrator."""
    if actor.is_a(Role.ACCOUNT_MANAGER, Role.ALDERMAN, Role.ADMINISTRATOR):
        return yes
    return no("Leren van uitkomsten is een pagina voor accountmanagers, wethouders en de beheerder.")


def may_switch_learning(actor: Actor) -> Verdict:
    """The administrator, in the name of the region."""
    if actor.is_a(Role.ADMINISTRATOR):
        return yes
    return no("Alleen de beheerder zet leren aan of uit, namens de regio.")

"""Who may see where to recruit: those who speak with employers for the region."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see_advice(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    return no("Waar werven? is een pagina voor accountmanagers: zij spreken de werkgevers.")

"""Who brings a value table in: the regiocoördinator, who keeps the account of social return."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, hidden, yes


def may_bring_in(actor: Actor) -> Verdict:
    """Bring a value table in."""
    return yes if actor.is_a(Role.COORDINATOR) else hidden

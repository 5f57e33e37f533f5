"""Who sees how long work lasts: who sees figures of the region (security.md section 3, dashboard aggregates)."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, hidden, yes


def may_see_staying(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER, Role.ALDERMAN, Role.COORDINATOR) else hidden

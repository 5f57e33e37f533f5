"""Who may look after an account: its owner."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_manage_own_account(actor: Actor, **_own: object) -> Verdict:
    """Loaders of this room only find what is the actor's own."""
    return yes if actor.id is not None else no("Log eerst in.")

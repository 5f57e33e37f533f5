"""Who may look after an account: its owner."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_manage_own_account(actor: Actor) -> Verdict:
    return yes if actor.id is not None else no("Log eerst in.")

"""Who may take a list along: account managers, of what they may see (security.md section 3, the column of exports)."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_take_lists(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER) and actor.organisation_id is not None:
        return yes
    return no(
        "Alleen accountmanagers maken een bestand van een lijst. Vraag het aan een accountmanager van jouw organisatie."
    )

"""Who may see which placements a new amount touches: who keeps the files, of their own people alone."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_see_changes(actor: Actor) -> Verdict:
    if actor.is_a(Role.COACH) or actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    return no(
        "Wat een nieuw bedrag doet met plaatsingen, zien jobcoaches en accountmanagers, ieder voor de eigen mensen."
    )

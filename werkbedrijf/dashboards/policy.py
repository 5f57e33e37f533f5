"""Who may search the region."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_search(actor: Actor) -> Verdict:
    """Those who work with places and people."""
    return yes if actor.is_staff else no("Zoeken in de regio is voor accountmanagers en jobcoaches.")

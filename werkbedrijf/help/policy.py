"""Who may read the manual: everybody who can sign in, each page, also that of another role."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_read_help(actor: Actor) -> Verdict:
    return yes if actor.id is not None else no("Log eerst in.")


def may_see_components(actor: Actor) -> Verdict:
    """The living page of components holds invented data only."""
    return may_read_help(actor)

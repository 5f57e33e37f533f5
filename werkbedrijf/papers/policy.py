"""Who reads the papers and who fills them in."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_read_papers(actor: Actor) -> Verdict:
    return yes if actor.id is not None else no("Log eerst in.")


def may_fill_in(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ADMINISTRATOR) else no("Dit vult de beheerder van de regio in.")

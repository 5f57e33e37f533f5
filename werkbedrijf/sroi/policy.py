"""Who may work out what counts: whoever talks with a contractor, the contractor, and who answers for it."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes
from werkbedrijf.sroi.tables import ValueTable

READERS = (Role.ALDERMAN, Role.COORDINATOR, Role.EMPLOYER)


def may_see_tables(actor: Actor) -> Verdict:
    """The tables are public; here they stand for who has something to do with social return."""
    if actor.is_staff or any(actor.is_a(role) for role in READERS):
        return yes
    return no("Rekenen met social return is voor werkgevers, accountmanagers, jobcoaches, coördinatoren en wethouders.")


def may_see_table(actor: Actor, value_table: ValueTable) -> Verdict:
    """One of them: the same for every table, whose ever it is."""
    return may_see_tables(actor)

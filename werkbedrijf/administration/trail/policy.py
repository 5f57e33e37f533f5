"""Who may read the logs (security.md section 3): the auditor all of it, an organisation's administrator the own staff.

The functional administrator reads nothing of the content; everybody reads the own acts.
"""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_read_trail(actor: Actor) -> Verdict:
    """The trail, and what stands out in it."""
    if actor.is_a(Role.AUDITOR):
        return yes
    if actor.is_a(Role.ORG_ADMIN) and actor.organisation_id is not None:
        return yes
    return no("Het logboek lezen de auditor, en de organisatiebeheerder voor de eigen medewerkers.")


def may_check_chain(actor: Actor) -> Verdict:
    """Whether the trail is whole: somebody independent looks."""
    return yes if actor.is_a(Role.AUDITOR) else no("De controle van het logboek is voor de auditor.")


def may_read_processing(actor: Actor) -> Verdict:
    """The processing log: whose data were used for what."""
    return yes if actor.is_a(Role.AUDITOR) else no("Het verwerkingenlogboek is voor de auditor.")


def may_take_out(actor: Actor) -> Verdict:
    """Lines of the logs as a file."""
    return yes if actor.is_a(Role.AUDITOR) else no("Alleen de auditor neemt regels van het logboek mee.")

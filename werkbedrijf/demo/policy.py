"""Who may read the mails of a demo: everyone who looks around in it."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_read_demo_mail(actor: Actor) -> Verdict:
    return yes if actor.id is not None else no("Log eerst in.")

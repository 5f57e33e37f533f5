"""Who may read a notice: whom it was told to, and nobody else."""

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.policy import Verdict, hidden, yes


def may_read_notices(actor: Actor) -> Verdict:
    """Everybody reads the own ones."""
    return yes if actor.id is not None else hidden


def may_read_notice(actor: Actor, *, notice: Notice) -> Verdict:
    return yes if actor.id is not None and notice.user_id == actor.id else hidden

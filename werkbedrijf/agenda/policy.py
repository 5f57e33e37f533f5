"""Everybody who signs in may have a calendar of the own dated things."""

from employers.contacts.policy import may_finish_promise
from employers.models import ContactMoment
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, hidden, yes


def may_have_calendar(actor: Actor) -> Verdict:
    return yes if actor.id is not None else hidden


def may_take_next_step(actor: Actor, *, moment: ContactMoment) -> Verdict:
    """Who may tick a promise off may also put it in the own calendar."""
    return may_finish_promise(actor, moment=moment)

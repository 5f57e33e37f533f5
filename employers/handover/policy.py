"""Who may hand over whose work: one's own, that of colleagues who are gone, and on behalf of somebody who cannot.

On behalf is for the administrator of the organisation (own people) and the coordinator (everybody). Of an employer they see no
more than this asks: its name, and per promise what it is and by when, unless a partner keeps that to itself.
"""

from employers.models import ContactMoment, Employer
from employers.policy import may_see_employer
from werkbedrijf.foundation.actors import STAFF, Actor, Role, User
from werkbedrijf.foundation.policy import Verdict, hidden, no, yes


def may_hand_over(actor: Actor) -> Verdict:
    if actor.is_staff and actor.organisation_id is not None:
        return yes
    return no("Alleen accountmanagers en jobcoaches dragen werk bij werkgevers over.")


def may_give(actor: Actor, *, user: User, employer: Employer) -> Verdict:
    """The work of ``user`` at an employer. ``find_holder`` finds nobody else than oneself and who is gone."""
    verdict = may_hand_over(actor)
    if not verdict:
        return hidden
    if not may_see_employer(actor, employer=employer):
        return hidden
    if user.id == actor.id or not user.is_active:
        return yes
    return no(f"{user.name} werkt hier nog en draagt zelf over.")


def may_cover(actor: Actor) -> Verdict:
    """Hand over on behalf of others."""
    if actor.is_a(Role.COORDINATOR) or (actor.is_a(Role.ORG_ADMIN) and actor.organisation_id is not None):
        return yes
    return no("Alleen de beheerder van een organisatie en de regiocoördinator dragen werk over namens een ander.")


def may_cover_for(actor: Actor, *, user: User) -> Verdict:
    if not may_cover(actor):
        return hidden
    near = actor.is_a(Role.COORDINATOR) or user.organisation_id == actor.organisation_id
    return yes if near and user.role in STAFF else hidden


def may_give_for(actor: Actor, *, user: User, employer: Employer) -> Verdict:
    """``find_held`` finds no other employer than one where such a colleague holds something."""
    return may_cover_for(actor, user=user)


def may_read_promise(actor: Actor, *, moment: ContactMoment) -> Verdict:
    """What was promised, for who finds it a new owner."""
    if not may_cover(actor):
        return hidden
    return yes if moment.shared or moment.organisation_id == actor.organisation_id else hidden


def may_see_capsule(actor: Actor, *, employer: Employer) -> Verdict:
    if actor.is_staff:
        return yes
    seen = may_see_employer(actor, employer=employer)
    return no("Het overdrachtsblad is voor collega’s in de regio.") if seen else seen

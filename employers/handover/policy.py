"""Who may hand over whose work: one's own, and that of colleagues who are gone."""

from employers.models import Employer
from employers.policy import may_see_employer
from werkbedrijf.foundation.actors import Actor, User
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


def may_see_capsule(actor: Actor, *, employer: Employer) -> Verdict:
    if actor.is_staff:
        return yes
    seen = may_see_employer(actor, employer=employer)
    return no("Het overdrachtsblad is voor collega’s in de regio.") if seen else seen

"""Who may work out what a job costs: whoever talks about a job. A ground is only for who works with the people themselves."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, no, yes


def may_work_out_cost(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER) or actor.is_a(Role.COACH) or actor.is_a(Role.EMPLOYER):
        return yes
    return no("Uitrekenen wat een baan kost is voor werkgevers, accountmanagers en jobcoaches.")


def may_choose_ground(actor: Actor) -> Verdict:
    """Jobcoaches know the law their own candidates come under; nobody else does."""
    return (
        yes
        if actor.is_a(Role.COACH)
        else no("Een grond kiezen is voor jobcoaches: zij kennen de wet waar een kandidaat onder valt.")
    )

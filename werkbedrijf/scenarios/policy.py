"""Who may ask what if, and who may look: account managers ask; the alderman looks on."""

from matching.runs.models import AllocationRun
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes

LOOKS = (Role.ACCOUNT_MANAGER, Role.ALDERMAN)


def may_see_scenarios(actor: Actor) -> Verdict:
    return yes if actor.is_a(*LOOKS) else no("Wat-als-berekeningen zijn voor accountmanagers en de wethouder.")


def may_make_scenario(actor: Actor) -> Verdict:
    asks = yes if actor.is_a(Role.ACCOUNT_MANAGER) else no("Een accountmanager maakt een wat-als-berekening.")
    return first_no(may_see_scenarios(actor), asks)


def may_see_scenario(actor: Actor, *, scenario: AllocationRun) -> Verdict:
    return may_see_scenarios(actor)


def may_see_exact_figures(actor: Actor) -> Verdict:
    """Account managers see the lists behind them; everybody else reads figures rounded, as on the board."""
    exact = yes if actor.is_a(Role.ACCOUNT_MANAGER) else no("U ziet deze cijfers afgerond op tientallen.")
    return first_no(may_see_scenarios(actor), exact)


def may_drop_scenario(actor: Actor, *, scenario: AllocationRun) -> Verdict:
    own = yes if scenario.asked_by_id == actor.id else no("Alleen wie deze wat-als maakte, gooit hem weg.")
    return first_no(may_make_scenario(actor), own)

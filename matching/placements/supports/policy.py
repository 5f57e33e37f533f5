"""Who notes help with a placement: whoever keeps the placement, or the coach of the person (security.md section 3)."""

from matching.placements.models import Placement
from matching.placements.policy import may_see_placement
from matching.placements.supports.models import Support
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.workflow import label

LASTS = (PlacementStatus.PLANNED, PlacementStatus.RUNNING)


def may_note_support(actor: Actor, *, placement: Placement) -> Verdict:
    ask = no("Uw aanspreekpunt en de jobcoach leggen vast welke hulp er is. Klopt er iets niet? Bel een van hen.")
    over = no(f"Deze plaatsing heeft de status ‘{label(placement.status)}’. Hulp vastleggen kan niet meer.")
    return first_no(
        may_see_placement(actor, placement=placement),
        yes if actor.is_a(Role.ACCOUNT_MANAGER, Role.COACH) else ask,
        yes if placement.status in LASTS else over,
    )


def may_stop_support(actor: Actor, *, support: Support) -> Verdict:
    return may_note_support(actor, placement=support.placement)

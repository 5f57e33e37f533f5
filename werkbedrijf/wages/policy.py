"""Who may see wage and loonwaarde: who sees the placement and keeps the file of the person, and nobody else."""

from candidates.policy import keeps_file
from matching.placements.models import Placement
from matching.placements.policy import may_see_placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes


def may_see_wages(actor: Actor, *, placement: Placement) -> Verdict:
    keeps = yes if keeps_file(actor, candidate=placement.candidate) else hidden
    return first_no(may_see_placement(actor, placement=placement), keeps)


def may_say_wages(actor: Actor, *, placement: Placement) -> Verdict:
    over = no("Deze plaatsing is geannuleerd. Er is geen loon meer vast te leggen.")
    return first_no(
        may_see_wages(actor, placement=placement), over if placement.status == PlacementStatus.CANCELLED else yes
    )

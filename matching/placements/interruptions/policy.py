"""Who notes that the work lies still: whoever keeps the placement."""

from matching.placements.interruptions.models import Interruption
from matching.placements.models import Placement
from matching.placements.policy import may_change_hours
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict


def may_note_interruption(actor: Actor, *, placement: Placement) -> Verdict:
    return may_change_hours(actor, placement=placement)


def may_change_interruption(actor: Actor, *, interruption: Interruption) -> Verdict:
    return may_note_interruption(actor, placement=interruption.placement)

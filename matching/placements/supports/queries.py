"""What can be asked about help with placements."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to
from matching.placements.supports.models import Support
from werkbedrijf.foundation.actors import Actor, Role


def find_support(session: Session, actor: Actor, reference: str) -> Support | None:
    """The help with this number, if this person may know of its placement."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    mine = placements_visible_to(actor).order_by(None).with_only_columns(Placement.id)
    asked = select(Support).where(Support.id == int(reference), Support.placement_id.in_(mine))
    return session.scalars(asked.options(joinedload(Support.placement))).first()


def supports_of(session: Session, actor: Actor, placements: Iterable[Placement]) -> dict[int, list[Support]]:
    """The help with placements that passed their gate, per placement, the first first; one question for all.

    An employer that only borrows somebody reads what there is at work, and nothing of what is between the region and the
    employer that signs.
    """
    known = {one.id: one for one in placements}
    asked = select(Support).where(Support.placement_id.in_(known)).order_by(Support.since, Support.id)
    found: dict[int, list[Support]] = {}
    for one in session.scalars(asked.options(joinedload(Support.placement))):
        if may_read(actor, one):
            found.setdefault(one.placement_id, []).append(one)
    return found


def may_read(actor: Actor, support: Support) -> bool:
    """Whether this kind of help concerns who asks."""
    if not actor.is_a(Role.EMPLOYER):
        return True
    return not support.kind.is_of_contract or support.placement.formal_employer_id in actor.employer_ids


def running(supports: Iterable[Support], day: date) -> list[Support]:
    """Those that run on a day."""
    return [one for one in supports if one.runs_on(day)]

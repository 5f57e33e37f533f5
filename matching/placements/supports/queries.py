"""What can be asked about help with placements."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from matching.placements.models import Placement, last_day_of
from matching.placements.queries import placements_visible_to
from matching.placements.supports.models import Support, SupportKind, last_of, runs
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


def help_on(session: Session, actor: Actor, placements: Sequence[int], day: date) -> dict[int, list[SupportKind]]:
    """What help runs on a day with placements that passed their gate, as far as it concerns who asks."""
    found: dict[int, list[SupportKind]] = {}
    if not placements:
        return found
    for row in session.execute(_help(), {"placements": placements}):
        last_day = last_of(row.until, last_day_of(row.ended_on or row.ends_on))
        if may_read_kind(actor, row.kind, row.formal_employer_id) and runs(row.since, last_day, day):
            found.setdefault(row.placement_id, []).append(row.kind)
    return found


@cache
def _help() -> Select[*tuple[Any, ...]]:
    help_ = (Support.placement_id, Support.kind, Support.since, Support.until)
    work = (Placement.formal_employer_id, Placement.ends_on, Placement.ended_on)
    asked = select(*help_, *work).join(Support.placement).order_by(Support.since, Support.id)
    return asked.where(Support.placement_id.in_(bindparam("placements", expanding=True)))


def may_read(actor: Actor, support: Support) -> bool:
    """Whether this kind of help concerns who asks."""
    return may_read_kind(actor, support.kind, support.placement.formal_employer_id)


def may_read_kind(actor: Actor, kind: SupportKind, formal_employer_id: int) -> bool:
    """The same, of help with work for which this employer signs."""
    return not actor.is_a(Role.EMPLOYER) or not kind.is_of_contract or formal_employer_id in actor.employer_ids


def running(supports: Iterable[Support], day: date) -> list[Support]:
    """Those that run on a day."""
    return [one for one in supports if one.runs_on(day)]

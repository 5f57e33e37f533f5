"""What changes the help with a placement."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.placements.models import Placement
from matching.placements.supports.models import Support, SupportKind
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.texts import long_day


def add_support(
    session: Session,
    actor: Actor,
    placement: Placement,
    kind: SupportKind,
    *,
    since: date | None,
    until: date | None,
    on: date,
) -> Support:
    """Note help that runs, or will. ``since`` None is the first working day. Raises InputRefused per field."""
    begins = since or placement.starts_on
    problems = _outside(placement, begins, until)
    for other in session.scalars(select(Support).where(Support.placement_id == placement.id, Support.kind == kind)):
        if begins <= (other.until or date.max) and other.since <= (until or date.max):
            end = f"tot en met {long_day(other.until)}" if other.until else "zonder einde"
            problems.setdefault(
                "kind", f"Dit staat er al, vanaf {long_day(other.since)} {end}. Laat dat eerst stoppen."
            )
    if problems:
        raise InputRefused(problems)
    support = Support(
        placement=placement, candidate_id=placement.candidate_id, kind=kind, since=begins, until=until, noted_on=on
    )
    session.add(support)
    session.flush()
    record(session, actor, "placementsupport.added", support)
    return support


def stop_support(session: Session, actor: Actor, support: Support, *, until: date | None, on: date) -> None:
    """Say the last day of help. Raises InputRefused when that is missing or outside the work."""
    if until is None:
        raise InputRefused({"until": "Vul de laatste dag in, zoals 23-11-2026."})
    if problems := _outside(support.placement, support.since, until):
        raise InputRefused({"until": next(iter(problems.values()))})
    support.until = until
    record(session, actor, "placementsupport.ended", support)


def _outside(placement: Placement, since: date, until: date | None) -> dict[str, str]:
    problems = {}
    if since < placement.starts_on:
        problems["since"] = f"Het werk begon pas op {long_day(placement.starts_on)}."
    elif placement.last_day is not None and since > placement.last_day:
        problems["since"] = f"Het werk duurt tot en met {long_day(placement.last_day)}."
    if until is not None and until < since:
        problems["until"] = "De laatste dag ligt voor de eerste dag."
    elif until is not None and placement.last_day is not None and until > placement.last_day:
        problems["until"] = f"Het werk duurt tot en met {long_day(placement.last_day)}."
    return problems

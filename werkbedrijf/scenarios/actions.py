"""Asking what if, and throwing away what one asked."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matching.runs.models import AllocationRun, RunKind, RunStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.scenarios.asked import Asked
from werkbedrijf.scenarios.models import ScenarioResult

LONGEST_TITLE = 120


class UnderWay(DomainError):
    """What is being made cannot be thrown away."""

    def __init__(self) -> None:
        super().__init__("Deze wat-als wordt nu berekend. Gooi hem weg zodra hij klaar is.")


def ask(session: Session, actor: Actor, base: AllocationRun, asked: Asked, *, title: str) -> AllocationRun:
    """A what-if that waits to be made. ``base`` is the run it is compared with, of a quarter the newest night.

    Raises InputRefused when nothing would be different.
    """
    if asked.is_nothing:
        raise InputRefused({"occupation": "Kies iets dat anders is: plekken erbij, plekken weg, of een andere regel."})
    run = AllocationRun(
        reference=next_reference(session, Kind.RUN),
        kind=RunKind.WHAT_IF,
        status=RunStatus.WAITING,
        day=base.day,
        asked_at=session.info["at"],
        asked_by_id=actor.id,
        title=(title.strip() or _told(asked))[:LONGEST_TITLE],
        parent_id=base.id,
        change=asked.to_dict(),
        step="Wachten tot de berekening begint",
    )
    session.add(run)
    session.flush()
    record(session, actor, "allocationrun.what_if_asked", run)
    return run


def _told(asked: Asked) -> str:
    """What is different as one line."""
    first, *others = asked.words()
    return "; ".join([first, *(line[0].lower() + line[1:] for line in others)])


def drop(session: Session, actor: Actor, scenario: AllocationRun) -> None:
    """Throw a what-if away with all that came out of it; what it was compared with stays. Raises UnderWay."""
    session.refresh(scenario, ["status"], with_for_update=True)
    if scenario.status is RunStatus.BUSY:
        raise UnderWay
    session.execute(delete(ScenarioResult).where(ScenarioResult.run_id == scenario.id))
    record(session, actor, "allocationrun.what_if_dropped", scenario)
    session.delete(scenario)

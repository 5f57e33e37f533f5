"""What can be asked about runs of the allocation."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matching.runs.models import UNDER_WAY, AllocationChoice, AllocationRun, RunKind, RunStatus
from matching.runs.outcome import Outcome, Remembered, unpacked
from werkbedrijf.foundation.actors import Actor

REAL = (RunKind.NIGHT, RunKind.ON_REQUEST)
_REMEMBERED = Remembered()


def runs_newest_first(kinds: Collection[RunKind] = REAL) -> Select[AllocationRun]:
    """Runs of these kinds in any status, newest first."""
    return select(AllocationRun).where(AllocationRun.kind.in_(kinds)).order_by(AllocationRun.id.desc())


def _finished() -> Select[AllocationRun]:
    """Real runs that came to an end, newest first."""
    return (
        select(AllocationRun)
        .where(AllocationRun.kind.in_(REAL), AllocationRun.status == RunStatus.DONE)
        .order_by(AllocationRun.finished_at.desc(), AllocationRun.id.desc())
    )


def latest_run(session: Session) -> AllocationRun | None:
    """The run in force: the newest real one that is done. None before the first."""
    return session.scalars(_finished().limit(1)).first()


def latest_before(session: Session, run: AllocationRun) -> AllocationRun | None:
    """The run that was in force before this one."""
    earlier = _finished().where(AllocationRun.id != run.id, AllocationRun.finished_at <= run.finished_at)
    return session.scalars(earlier.limit(1)).first()


def run_under_way(session: Session) -> AllocationRun | None:
    """The run on request or of the night that waits or is being made."""
    query = runs_newest_first().where(AllocationRun.status.in_(UNDER_WAY))
    return session.scalars(query.limit(1)).first()


def find_run(session: Session, actor: Actor, reference: str) -> AllocationRun | None:
    """The run with this reference, of any kind; the policy says who may see it."""
    return session.scalars(select(AllocationRun).where(AllocationRun.reference == reference)).first()


def outcome_of(run: AllocationRun) -> Outcome:
    """What came out of a run that is done; read once per process. Raises ValueError for one that is not done."""
    if run.status is not RunStatus.DONE:
        raise ValueError(f"{run} is niet klaar.")
    return _REMEMBERED.get(run.outcome_digest, lambda: run.outcome or b"")


def input_of(run: AllocationRun) -> dict[str, Any] | None:
    """What went into a run; None when it was thrown away, or never read.

    ``people`` and ``places`` stand in the shapes of ``matching/core/FILES.md``.
    """
    return None if run.input is None else unpacked(run.input)


def choices_in_force() -> Select[AllocationChoice]:
    """What coaches decided and did not take back, oldest first."""
    return select(AllocationChoice).where(AllocationChoice.ended_on.is_(None)).order_by(AllocationChoice.id)


def choice_for(session: Session, vacancy_id: int, candidate_id: int) -> AllocationChoice | None:
    """What a coach decided about this person here, when it is in force."""
    here = choices_in_force().where(
        AllocationChoice.vacancy_id == vacancy_id, AllocationChoice.candidate_id == candidate_id
    )
    return session.scalars(here).first()

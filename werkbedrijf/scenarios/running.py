"""Making a what-if: read what was stored, solve again with what is different, count, and keep the counts.

Solved outside any transaction, by the solver of the allocation itself and with the key of the day: without a change every
stored outcome comes back to the last byte.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matching.allocation.actions import fail
from matching.allocation.inputs import Inputs
from matching.allocation.running import finish, key_id
from matching.allocation.settings import RunSettings
from matching.allocation.solving import solve_region
from matching.allocation.version import code_version
from matching.core.files import Settings
from matching.core.scenarios import Change, Comparison, Together
from matching.proposals.shortlist import month_key
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.outcome import Outcome, packed, unpacked
from matching.runs.queries import input_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.rows import rows_reached
from werkbedrijf.scenarios.asked import Asked
from werkbedrijf.scenarios.figures import compared, stand_in
from werkbedrijf.scenarios.models import ScenarioResult
from werkbedrijf.scenarios.quarters import Quarter
from werkbedrijf.scenarios.queries import nights_of, regelingen_of_pseudonyms

log = logging.getLogger("werkbedrijf")

WENT_WRONG: Final = "De berekening is niet gelukt door een storing. Probeer het later opnieuw, of bel de beheerder."


class CannotBeRepeated(DomainError):
    """What is needed to compute a stored run again is no longer there."""


@dataclass(frozen=True, eq=False)
class Repeated:
    """One stored run, and the same with the change."""

    inputs: Inputs
    settings: RunSettings
    before: Outcome
    after: Outcome


def run_waiting(database: Database, secret: str, *, at: datetime) -> int:
    """Make every what-if that waits; returns how many were made."""
    with database.reading(at=at) as session:
        waits = (AllocationRun.kind == RunKind.WHAT_IF, AllocationRun.status == RunStatus.WAITING)
        ids = session.scalars(select(AllocationRun.id).where(*waits).order_by(AllocationRun.id)).all()
    return sum(carry_out(database, run_id, secret, at=at) for run_id in ids)


def carry_out(database: Database, run_id: int, secret: str, *, at: datetime) -> bool:
    """Make one waiting what-if; False when somebody else does or did. What goes wrong is noted with it."""
    if not _note(database, run_id, at, RunStatus.WAITING, status=RunStatus.BUSY, progress=5, step="Gegevens lezen"):
        return False
    try:
        _make(database, run_id, secret, at)
    except Exception as problem:
        with database.transaction(at=at) as session:
            sentence = problem.sentence if isinstance(problem, DomainError) else WENT_WRONG
            fail(session, session.get_one(AllocationRun, run_id), sentence)
        if not isinstance(problem, DomainError):
            raise
    return True


def _make(database: Database, run_id: int, secret: str, at: datetime) -> None:
    with database.reading(at=at) as session:
        run = session.get_one(AllocationRun, run_id)
        asked = Asked.from_dict(run.change or {})
        nights = _nights(session, run, asked)
    before, after, last = Together(), Together(), None
    for number, last in enumerate(_repeated(database, nights, asked.change, secret, at), 1):
        day = last.inputs.day.isoformat()
        before.add(day, stand_in(last.before))
        after.add(day, stand_in(last.after))
        _note(database, run_id, at, progress=5 + 85 * number // len(nights), step=f"Nacht {number} van {len(nights)}")
    if last is None:
        raise CannotBeRepeated("De gegevens van deze periode zijn na hun bewaartermijn weggegooid.")
    alone = len(nights) == 1
    sides = (stand_in(last.before), stand_in(last.after)) if alone else (before.stand, after.stand)
    with database.transaction(at=at) as session:
        run = session.get_one(AllocationRun, run_id)
        _keep(session, run, last, secret, _figures(session, Comparison(*sides), nights, run))


def _nights(session: Session, run: AllocationRun, asked: Asked) -> list[tuple[int, str]]:
    """The stored runs it is asked of, oldest first, with their days."""
    quarter = Quarter.read(asked.quarter)
    if quarter is None:
        return [(run.parent_id or 0, run.day.isoformat())]
    return [(night.id, night.day.isoformat()) for night in session.scalars(nights_of(quarter))]


def _repeated(
    database: Database, nights: list[tuple[int, str]], change: Change, secret: str, at: datetime
) -> Iterator[Repeated]:
    """Each of these runs, and the same with the change; one in memory at a time."""
    for run_id, _ in nights:
        with database.reading(at=at) as session:
            base = session.get_one(AllocationRun, run_id)
            stored, told, settings = input_of(base), base.outcome, RunSettings.from_dict(base.settings)
            known, name = base.key_id, base.reference
        if stored is None or told is None:
            raise CannotBeRepeated(f"De gegevens van verdeling {name} zijn na hun bewaartermijn weggegooid.")
        inputs = Inputs.from_dict(stored)
        key = month_key(secret, inputs.day)
        if key_id(key, inputs.day) != known:
            raise CannotBeRepeated(
                f"Verdeling {name} is geloot met een andere geheime sleutel dan deze dienst nu heeft. Vraag de beheerder."
            )
        yield repeated(inputs, settings, Outcome.from_dict(unpacked(told)), change, key)


def repeated(inputs: Inputs, settings: RunSettings, before: Outcome, change: Change, key: bytes) -> Repeated:
    """One run with the change. Raises ValueError for rules that cannot be."""
    other = changed_settings(settings, change)
    changed = replace(inputs, demands=tuple(change.demands(inputs.demands)))
    return Repeated(inputs, other, before, solve_region(changed, other, key))


def changed_settings(settings: RunSettings, change: Change) -> RunSettings:
    """The settings of the changed region; by the weights of the run it is asked of, fixed or learned."""
    found = change.settings(Settings(settings.rules, settings.tau))
    return RunSettings(found.rules, found.tau, settings.weights)


def _figures(
    session: Session, comparison: Comparison, nights: list[tuple[int, str]], run: AllocationRun
) -> dict[str, Any]:
    pool = comparison.before.pool | comparison.after.pool
    return compared(comparison, regelingen_of_pseudonyms(session, pool, run.day), [day for _, day in nights])


def _keep(session: Session, run: AllocationRun, last: Repeated, secret: str, figures: dict[str, Any]) -> None:
    """The what-if is done; of a quarter the outcome of its last night is kept, and the counts of all."""
    came_out, digest = packed(last.after.to_dict())
    stored = {
        "settings": last.settings.to_dict(),
        "key_id": key_id(month_key(secret, last.inputs.day), last.inputs.day),
        "code_version": code_version(),
        "outcome": came_out,
        "outcome_digest": digest,
    }
    session.add(ScenarioResult(run_id=run.id, figures=figures))
    finish(session, run, stored)


def _note(database: Database, run_id: int, at: datetime, status: RunStatus = RunStatus.BUSY, /, **values: Any) -> bool:
    """How far it is, saved at once; False when it has another status by now."""
    step = update(AllocationRun).where(AllocationRun.id == run_id, AllocationRun.status == status).values(**values)
    with database.transaction(at=at) as session:
        return rows_reached(session, step.execution_options(synchronize_session=False)) == 1

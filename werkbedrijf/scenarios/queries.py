"""What can be asked about what-ifs, and what they can be made from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from candidates.profile.models import Profile
from candidates.registration.queries import regelingen_on
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.queries import REAL, find_run, runs_newest_first
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.scenarios.models import ScenarioResult
from werkbedrijf.scenarios.quarters import Quarter

MOST_BASES = 12
AT_ONCE = 1000


def find_scenario(session: Session, actor: Actor, reference: str) -> AllocationRun | None:
    """The what-if with this reference."""
    found = find_run(session, actor, reference)
    return found if found is not None and found.kind is RunKind.WHAT_IF else None


def scenarios_newest_first() -> Select[AllocationRun]:
    """Every what-if with who made it and what it is compared with."""
    beside = (joinedload(AllocationRun.asked_by), joinedload(AllocationRun.parent))
    return runs_newest_first([RunKind.WHAT_IF]).options(*beside)


def result_of(session: Session, run: AllocationRun) -> ScenarioResult | None:
    """What came out; None while it is being made."""
    return session.scalars(select(ScenarioResult).where(ScenarioResult.run_id == run.id)).first()


def _kept() -> Select[AllocationRun]:
    """Real runs whose input is still there."""
    return select(AllocationRun).where(
        AllocationRun.kind.in_(REAL), AllocationRun.status == RunStatus.DONE, AllocationRun.input.is_not(None)
    )


def bases(session: Session) -> Sequence[AllocationRun]:
    """The newest runs that can be asked what if."""
    newest = _kept().order_by(AllocationRun.finished_at.desc(), AllocationRun.id.desc()).limit(MOST_BASES)
    return session.scalars(newest).all()


def find_base(session: Session, reference: str) -> AllocationRun | None:
    """A real run with its input, by reference."""
    return session.scalars(_kept().where(AllocationRun.reference == reference)).first()


@dataclass(frozen=True, slots=True)
class KeptQuarter:
    """A quarter with night runs: how many there were, how many can still be computed again, and from which day on."""

    quarter: Quarter
    nights: int
    kept: int
    since: date | None

    @property
    def forgotten(self) -> int:
        """Nights whose input was thrown away."""
        return self.nights - self.kept


def quarters(session: Session) -> list[KeptQuarter]:
    """Every quarter with night runs, newest first."""
    rows = session.execute(
        select(AllocationRun.day, AllocationRun.input.is_not(None)).where(
            AllocationRun.kind == RunKind.NIGHT, AllocationRun.status == RunStatus.DONE
        )
    )
    nights: dict[Quarter, list[tuple[date, bool]]] = {}
    for day, has_input in rows:
        nights.setdefault(Quarter.of(day), []).append((day, bool(has_input)))
    return [
        KeptQuarter(
            quarter,
            len(nights[quarter]),
            sum(has for _, has in nights[quarter]),
            min((day for day, has in nights[quarter] if has), default=None),
        )
        for quarter in sorted(nights, reverse=True)
    ]


def nights_of(quarter: Quarter) -> Select[AllocationRun]:
    """The night runs of a quarter that can be computed again, oldest first."""
    inside = AllocationRun.day.between(quarter.first, quarter.last)
    return _kept().where(AllocationRun.kind == RunKind.NIGHT, inside).order_by(AllocationRun.day, AllocationRun.id)


def weight_of(session: Session, runs: Collection[AllocationRun]) -> int:
    """How much went into these runs together, in bytes as stored: how long asking what if takes goes with it."""
    ids = [run.id for run in runs]
    total = select(func.sum(func.length(AllocationRun.input))).where(AllocationRun.id.in_(ids))
    return int(session.scalar(total) or 0)


def something_waits(session: Session) -> bool:
    """Whether a what-if waits to be made."""
    waits = (AllocationRun.kind == RunKind.WHAT_IF) & (AllocationRun.status == RunStatus.WAITING)
    return bool(session.scalar(select(exists().where(waits))))


def regelingen_of_pseudonyms(session: Session, people: Collection[str], day: date) -> Mapping[str, frozenset[str]]:
    """By pseudonym the regelingen somebody came under on a day; only for counting who gains."""
    wanted = sorted(people)
    owner: dict[str, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = session.execute(select(Profile.pseudonym, Profile.candidate_id).where(Profile.pseudonym.in_(some)))
        owner |= {pseudonym: candidate_id for pseudonym, candidate_id in rows}
    found = regelingen_on(session, owner.values(), day)
    return {
        pseudonym: frozenset(regeling.value for regeling in found[candidate_id])
        for pseudonym, candidate_id in owner.items()
        if candidate_id in found
    }

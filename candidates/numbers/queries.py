"""What can be asked about numbers and double files, within what this person may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from candidates.models import Candidate
from candidates.numbers.models import CandidateNumber, DuplicateCheck, Found, InQueue, Verdict
from candidates.numbers.policy import PARTNER_ROLES, may_agree, may_ask, may_decide
from werkbedrijf.foundation.actors import Actor, Role


def number_of(session: Session, candidate: Candidate) -> CandidateNumber | None:
    """The number of a candidate, if it is kept."""
    return session.scalars(select(CandidateNumber).where(CandidateNumber.candidate_id == candidate.id)).first()


@cache
def _queue() -> tuple[Select[DuplicateCheck], type[Candidate], type[Candidate]]:
    """Every line with both its files, open lines first and the oldest of those on top; made once, for making it takes long."""
    mine, theirs = aliased(Candidate), aliased(Candidate)
    query = (
        select(DuplicateCheck)
        .join(mine, mine.id == DuplicateCheck.candidate_id)
        .join(theirs, theirs.id == DuplicateCheck.other_id)
        .options(
            joinedload(DuplicateCheck.candidate).joinedload(Candidate.organisation),
            joinedload(DuplicateCheck.other).joinedload(Candidate.organisation),
        )
        .order_by(DuplicateCheck.verdict != Verdict.OPEN, DuplicateCheck.id)
    )
    return query, mine, theirs


def duplicates_for(actor: Actor) -> Select[DuplicateCheck]:
    """The queue as this person may see it."""
    query, mine, theirs = _queue()
    within = mine.organisation_id == theirs.organisation_id
    if actor.is_a(Role.COORDINATOR):
        return query.where(~within)
    if actor.is_a(*PARTNER_ROLES):
        own = actor.organisation_id
        ours = or_(mine.organisation_id == own, theirs.organisation_id == own)
        told = and_(~within, or_(DuplicateCheck.found_by == Found.NUMBER, DuplicateCheck.asked_by_id.is_not(None)))
        # Two files of one partner are a matter of who reads both.
        return query.where(ours, or_(told, within) if actor.is_a(Role.ACCOUNT_MANAGER) else told)
    return query.where(false())


def find_duplicate(session: Session, actor: Actor, reference: str) -> DuplicateCheck | None:
    """One line of the queue, if this person may know that it is there."""
    digits = reference.strip().upper().removeprefix("D-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    return session.scalars(duplicates_for(actor).where(DuplicateCheck.id == int(digits))).first()


@dataclass(frozen=True, slots=True)
class QueueLine(InQueue):
    """A line of the queue without the people: enough to say that it waits."""

    id: int
    on_day: date
    verdict: Verdict
    found_by: Found
    asked_by_id: int | None
    agreed_by_id: int | None
    other_agreed_by_id: int | None
    newer_id: int
    older_id: int

    @property
    def partner_ids(self) -> tuple[int, int | None]:
        """Whose files they are, the newest file first."""
        return self.newer_id, self.older_id


def open_lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    """What is open in the queue of this person: the columns of ``waiting_among``."""
    _, mine, theirs = _queue()
    yes = (DuplicateCheck.agreed_by_id, DuplicateCheck.other_agreed_by_id)
    told = (DuplicateCheck.id, DuplicateCheck.on_day, DuplicateCheck.verdict, DuplicateCheck.found_by)
    asked = (DuplicateCheck.asked_by_id, *yes, mine.organisation_id, theirs.organisation_id)
    return duplicates_for(actor).where(DuplicateCheck.verdict == Verdict.OPEN).with_only_columns(*told, *asked)


def waiting_among(actor: Actor, rows: Iterable[Any]) -> list[QueueLine]:
    """Out of ``open_lines`` what this person can do something about now: ask, agree or decide."""
    return [one for one in (QueueLine(*row) for row in rows) if _waits_for(actor, one)]


def _waits_for(actor: Actor, one: InQueue) -> bool:
    if one.within or actor.is_a(Role.COORDINATOR):
        return bool(may_decide(actor, duplicate=one) or may_ask(actor, duplicate=one))
    return bool(may_agree(actor, duplicate=one)) and not one.agreed_for(actor.organisation_id)


def looks_of(session: Session, actor: Actor, on: date) -> int:
    """How many numbers this person filled in on a day."""
    mine = select(func.count()).where(DuplicateCheck.by_id == actor.id, DuplicateCheck.on_day == on)
    return session.scalar(mine) or 0

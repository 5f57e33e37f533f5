"""Rows held still while an act checks and then changes: places first, in a fixed order, and then the person.

With one order for everybody two acts can wait for each other but never forever. SQLite has one writer and needs no lock;
there the same statements only read again what is there now.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.proposals.errors import JustMoved
from matching.proposals.models import Proposal
from matching.proposals.queries import open_proposals_of


def lock_places(session: Session, vacancy_ids: Iterable[int]) -> None:
    """Hold these places until the transaction ends, and see them as they are now."""
    rows = select(Vacancy).where(Vacancy.id.in_(set(vacancy_ids))).order_by(Vacancy.id)
    _read_again(session, rows.with_for_update(key_share=True))


def lock_person(session: Session, candidate: Candidate) -> None:
    """Hold this person until the transaction ends; places come first."""
    _read_again(session, select(Candidate).where(Candidate.id == candidate.id).with_for_update(key_share=True))
    session.refresh(candidate.visibility)


def lock_proposal(session: Session, proposal: Proposal) -> None:
    """Hold the place of this voordracht, which settles who may change the voordracht, and see both as they are now."""
    lock_places(session, [proposal.vacancy_id])
    session.refresh(proposal)


def lock_everything_open(session: Session, candidate: Candidate, *vacancy_ids: int) -> list[Proposal]:
    """Hold every place where this person is put forward, and the person; returns the open voordrachten as they are now.

    A voordracht that came in between stands at a place that is not held; locking that one now would break the order, so
    the act is refused and can simply be tried again.
    """
    known = {proposal.vacancy_id for proposal in session.scalars(open_proposals_of(candidate))} | set(vacancy_ids)
    lock_places(session, known)
    lock_person(session, candidate)
    now = list(session.scalars(open_proposals_of(candidate).execution_options(populate_existing=True)))
    if any(proposal.vacancy_id not in known for proposal in now):
        raise JustMoved
    return now


def _read_again(session: Session, rows: Select[Any]) -> None:
    session.scalars(rows.execution_options(populate_existing=True)).all()

"""What can be asked about rankings as they were shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.shown.models import ShownKind, ShownLine, ShownLook, ShownRanking
from matching.shown.packing import digest_of, unpacked
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row as it stood; ``told`` is None when the person was erased since."""

    number: int
    apart: bool
    candidate: Candidate
    vacancy: Vacancy
    told: Mapping[str, Any] | None
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A ranking as it was shown. ``whole`` says that every row still answers to the digest it was kept under."""

    rows: tuple[KeptRow, ...]
    facts: Mapping[str, Any]
    settings: Mapping[str, Any]
    others: Mapping[str, Any]
    whole: bool


def find_shown(session: Session, actor: Actor, reference: str) -> ShownRanking | None:
    """The kept ranking with this reference; the policy says who may see it."""
    number = reference.strip().upper().removeprefix("L-")
    if not (actor.is_staff and number.isascii() and number.isdigit() and len(number) < 12):
        return None
    return session.get(ShownRanking, int(number))


def shown_for_place(vacancy: Vacancy) -> Select[ShownRanking]:
    """Lists of people for this place, newest first."""
    return _newest_first().where(ShownRanking.kind == ShownKind.PEOPLE, ShownRanking.vacancy_id == vacancy.id)


def shown_for_person(candidate: Candidate) -> Select[ShownRanking]:
    """Lists of places and chances, and explanations of this person, newest first."""
    return _newest_first().where(ShownRanking.candidate_id == candidate.id)


def _newest_first() -> Select[ShownRanking]:
    return select(ShownRanking).options(joinedload(ShownRanking.vacancy)).order_by(ShownRanking.id.desc())


def looks_at(session: Session, ids: Collection[int]) -> Mapping[int, tuple[int, datetime, datetime]]:
    """Of each ranking: how often it was looked at, first and last."""
    counted = select(ShownLook.ranking_id, func.count(), func.min(ShownLook.at), func.max(ShownLook.at))
    rows = session.execute(counted.where(ShownLook.ranking_id.in_(ids)).group_by(ShownLook.ranking_id))
    return {ranking: (number, first, last) for ranking, number, first, last in rows}


def last_seen_by(session: Session, actor: Actor, vacancy_id: int, candidate_id: int, on: date) -> int | None:
    """The ranking with this person at this place that this colleague looked at last, on this day; None without one."""
    looked = (
        select(ShownRanking, ShownLook.at)
        .join(ShownLook, ShownLook.ranking_id == ShownRanking.id)
        .where(
            ShownLook.actor_id == actor.id,
            ShownRanking.last_on >= on,
            (ShownRanking.vacancy_id == vacancy_id) | (ShownRanking.candidate_id == candidate_id),
        )
        .order_by(ShownLook.at.desc(), ShownLook.id.desc())
        .limit(5)
    )
    for ranking, at in session.execute(looked):
        if day_of(at) == on and any(
            row.candidate.id == candidate_id and row.vacancy.id == vacancy_id for row in kept(session, ranking).rows
        ):
            return int(ranking.id)
    return None


def kept(session: Session, ranking: ShownRanking) -> Kept:
    """What was shown, read from what was kept and from nothing else."""
    content = unpacked(ranking.content)
    if content is None:
        return Kept((), {}, {}, {}, whole=True)
    ids = [row[0] for row in content["rows"]]
    query = select(ShownLine).where(ShownLine.id.in_(ids))
    beside = (joinedload(ShownLine.candidate), joinedload(ShownLine.vacancy).joinedload(Vacancy.employer))
    lines = {line.id: line for line in session.scalars(query.options(*beside)).unique()}
    rows, whole = [], True
    for id_, number, apart, notes in content["rows"]:
        line = lines[id_]
        told = unpacked(line.content)
        whole = whole and (told is None or digest_of([line.candidate_id, line.vacancy_id, told]) == line.digest)
        rows.append(KeptRow(number, apart, line.candidate, line.vacancy, told, tuple(notes)))
    return Kept(tuple(rows), content["facts"], content["settings"], content["others"], whole=whole)

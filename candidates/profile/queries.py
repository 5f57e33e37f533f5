"""What can be asked about profiles: one, many, and the history of the levels."""

from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.profile.models import LevelChange, Profile


def profile_of(session: Session, candidate: Candidate) -> Profile | None:
    """The profile of a candidate, or None when nobody filled it in yet."""
    return session.scalars(select(Profile).where(Profile.candidate_id == candidate.id)).first()


def profiles_of(session: Session, candidate_ids: Collection[int]) -> Mapping[int, Profile]:
    """The profiles of some candidates by the id of the candidate; a page full, not a region full."""
    rows = session.scalars(_of_several(), {"candidates": list(candidate_ids)})
    return {row.candidate_id: row for row in rows}


@cache
def _of_several() -> Select[Profile]:
    return select(Profile).where(Profile.candidate_id.in_(bindparam("candidates", expanding=True)))


def history_of(profile: Profile) -> Select[LevelChange]:
    """Every level that changed with who changed it, newest first."""
    changes = select(LevelChange).where(LevelChange.profile_id == profile.id).options(joinedload(LevelChange.by))
    return changes.order_by(LevelChange.id.desc())


def latest_changes(session: Session, profile: Profile) -> Mapping[str, LevelChange]:
    """The last change per capability."""
    latest: dict[str, LevelChange] = {}
    for change in session.scalars(history_of(profile)):
        latest.setdefault(change.capability, change)
    return latest

"""Everybody who looks for work, packed in memory, always as fresh as the database.

Each question asks one number first. Only profiles that changed since are read, as columns; whoever is reading keeps the
version it has. Nothing is read but what ``offer_of`` says: no name, birth date, gemeente, organisation, regeling or ground;
the database refuses the rest.
"""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, SessionTransaction

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import NeutralLevels, PoolRevision, Profile
from candidates.profile.offer import COLUMNS, known_points, offer_of
from candidates.profile.packed import packed_columns
from candidates.profile.revision import has_raised
from matching.core.store import People
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import matching_role
from werkbedrijf.foundation.periods import month_of

Longs = NDArray[np.int64]

# With more changes than this everything is read anew: packing all at once is then the shorter way.
MOST_ONE_BY_ONE = 500
# What a session that changed the pool sees itself, with the transaction it holds in: asked again, not read again.
OWN = "pool_own_snapshot"

# The number of the last change in the pool, and the month.
Stand = tuple[int, date]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The people at one revision of the pool, in one month: those in beeld who have a profile.

    ``candidate_ids`` stands in the order of the rows of ``people``; the ids of ``people`` are pseudonyms.
    """

    people: People
    candidate_ids: Longs
    revision: int
    month: date
    """Its first day: what is unknown counts as the neutral level of that month."""
    _without: dict[frozenset[int], People] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.people)

    @property
    def stand(self) -> Stand:
        """What this is the picture of."""
        return self.revision, self.month

    def ids_of(self, pseudonyms: Sequence[str]) -> list[int]:
        """The candidates behind the ids of a ranking, in the same order."""
        rows = [self.people.row(pseudonym) for pseudonym in pseudonyms]
        found: list[int] = self.candidate_ids[np.array(rows, dtype=np.intp)].tolist()
        return found

    def rows_of(self, candidate_ids: Collection[int]) -> NDArray[np.intp]:
        """The rows of these candidates; those who are not in the pool are skipped."""
        wanted = np.fromiter(candidate_ids, np.int64, len(candidate_ids))
        return np.flatnonzero(np.isin(self.candidate_ids, wanted))

    def without(self, candidate_ids: Collection[int]) -> People:
        """The people except these candidates, such as those who work already. The last answer is remembered."""
        rows = self.rows_of(candidate_ids)
        if not len(rows):
            return self.people
        gone = frozenset(rows.tolist())
        found = self._without.get(gone)
        if found is None:
            found = self.people.updated(remove=self.people.ids[rows].tolist())
            self._without.clear()
            self._without[gone] = found
        return found


class Pool:
    """The newest snapshot of one database, shared by all threads of this process."""

    def __init__(self) -> None:
        """Start with nothing; the first question fills it."""
        self._current: Snapshot | None = None
        self._refreshing = threading.Lock()

    def fresh(self, session: Session) -> Snapshot:
        """The people as this session sees them now."""
        stand = (session.scalar(select(PoolRevision.last)) or 0, month_of(day_of(session.info["at"])))
        current = self._current
        if current is not None and current.stand == stand:
            return current
        own = self._own(session)
        if own is not None and own.stand == stand:
            return own
        with self._refreshing:
            current = self._current
            with matching_role(session):
                # Who changed the pool goes on from what it saw itself: then only its newest changes are read.
                snapshot = self._brought_to(session, own or current, stand)
            if has_raised(session):
                session.info[OWN] = (session.get_transaction(), snapshot)
            # What is not saved yet, or was seen before others saved, is for this session alone.
            if not has_raised(session) and (current is None or current.stand < stand):
                self._current = snapshot
            return snapshot

    @staticmethod
    def _own(session: Session) -> Snapshot | None:
        """What this session saw after its own changes in the transaction it is in, or None."""
        kept: tuple[SessionTransaction | None, Snapshot] | None = session.info.get(OWN)
        return kept[1] if kept is not None and kept[0] is session.get_transaction() else None

    @staticmethod
    def _brought_to(session: Session, current: Snapshot | None, stand: Stand) -> Snapshot:
        revision, month = stand
        if current is None or current.revision > revision:
            return _load(session, stand)
        if current.stand == stand:
            return current
        if current.revision == revision:
            people = current.people.with_neutral(neutral_in_month(session, month))
            return replace(current, people=people, month=month, _without={})
        return _changed(session, current, stand) or _load(session, stand)


# By engine; a session that stands on a connection of its own has a pool of its own.
_POOLS: WeakKeyDictionary[Any, Pool] = WeakKeyDictionary()
_MAKING = threading.Lock()


def pool_of(session: Session) -> Pool:
    """The pool of the database this session talks to."""
    with _MAKING:
        return _POOLS.setdefault(session.get_bind(), Pool())


def fresh_people(session: Session) -> Snapshot:
    """Everybody who looks for work now. One small query when nothing changed; whatever any process saved is seen."""
    return pool_of(session).fresh(session)


# In beeld, and did not choose to be helped by people alone.
_IN_LISTS = (Candidate.status == CandidateStatus.ACTIVE) & Candidate.people_only_since.is_(None)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(Profile.candidate_id, _IN_LISTS.label("listed"), *COLUMNS).join(
        Candidate, Candidate.id == Profile.candidate_id
    )


def neutral_in_month(session: Session, day: date) -> list[int] | None:
    """The neutral levels of the month of this day; None when they are not set, and the medians of now stand in."""
    levels = session.scalar(select(NeutralLevels.levels).where(NeutralLevels.month == month_of(day)))
    return None if levels is None else [int(level) for level in levels]


def _load(session: Session, stand: Stand) -> Snapshot:
    """Everything anew."""
    rows = session.execute(_rows().where(_IN_LISTS)).all()
    neutral = neutral_in_month(session, stand[1])
    people = People.from_columns([row.pseudonym for row in rows], packed_columns(rows), known_points(), neutral)
    return _snapshot(people, {row.pseudonym: row.candidate_id for row in rows}, stand)


def _changed(session: Session, current: Snapshot, stand: Stand) -> Snapshot | None:
    """The present snapshot with what is new; None when that is too much."""
    rows = session.execute(_rows().where(Profile.pool_revision > current.revision).limit(MOST_ONE_BY_ONE + 1)).all()
    if len(rows) > MOST_ONE_BY_ONE:
        return None
    here = [row for row in rows if row.listed]
    gone = [row.pseudonym for row in rows if not row.listed]
    erased = session.scalars(select(Candidate.id).where(Candidate.erased_revision > current.revision)).all()
    gone += current.people.ids[current.rows_of(erased)].tolist()
    people = current.people.updated(map(offer_of, here), gone).with_neutral(neutral_in_month(session, stand[1]))
    candidates = dict(zip(current.people.ids.tolist(), current.candidate_ids.tolist(), strict=True))
    candidates |= {row.pseudonym: row.candidate_id for row in here}
    # A profile that was taken back with its import left no row to read that in.
    if len(people) != session.scalar(select(func.count()).select_from(_rows().where(_IN_LISTS).subquery())):
        return None
    return _snapshot(people, candidates, stand)


def _snapshot(people: People, candidates: Mapping[str, int], stand: Stand) -> Snapshot:
    ids = np.fromiter((candidates[pseudonym] for pseudonym in people.ids), np.int64, len(people))
    return Snapshot(people=people, candidate_ids=ids, revision=stand[0], month=stand[1])

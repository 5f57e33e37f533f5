"""Numbers in a file: what a partner may know of its own files before anything is kept, and nothing of another's.

Only looks. A look at what another partner knows is taken when a row is saved, by the act that keeps a number.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.numbers.errors import FIELD, EnoughForToday, KnownHere
from candidates.numbers.models import CandidateNumber, KnownNumber
from candidates.numbers.peppers import read_under_peppers
from candidates.numbers.queries import looks_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, whole_number_on


class NumbersOfFile:
    """The numbers of the own partner as digests, and those the file brings."""

    def __init__(self, session: Session, actor: Actor, on: date):
        own = (
            select(KnownNumber.digest, CandidateNumber.candidate_id, Candidate.reference)
            .join(CandidateNumber, CandidateNumber.number_id == KnownNumber.id)
            .join(Candidate, Candidate.id == CandidateNumber.candidate_id)
            .where(CandidateNumber.organisation_id == actor.organisation_id)
        )
        self._peppers, rows = read_under_peppers(session, lambda _peppers: session.execute(own).all())
        self._own: dict[str, tuple[int, str]] = {digest: (one, reference) for digest, one, reference in rows}
        self._rows: dict[str, int] = {}
        self._most = whole_number_on(session, Parameter.NUMBER_CHECKS, on)
        self._left = self._most - looks_of(session, actor, on)

    def is_kept(self, bsn: str, candidate_id: int | None) -> bool:
        """Whether this very number stands with this candidate already."""
        known = self._own.get(self._digest(bsn))
        return known is not None and known[0] == candidate_id

    def problem(self, bsn: str, candidate_id: int | None, row: int) -> str | None:
        """Why this row cannot bring this number; None when it can. Counts as a look of today when it can."""
        if self.is_kept(bsn, candidate_id):
            return None
        digest = self._digest(bsn)
        if digest in self._own:
            return _said(KnownHere(self._own[digest][1], self._own[digest][0]))
        if digest in self._rows:
            return f"Dit nummer staat eerder in dit bestand, op rij {self._rows[digest]}. Kijk na van wie het is."
        if self._left <= 0:
            return _said(EnoughForToday(self._most))
        self._rows[digest] = row
        self._left -= 1
        return None

    def _digest(self, bsn: str) -> str:
        return self._peppers.digests(bsn)[0]


def _said(refused: InputRefused) -> str:
    return refused.problems[FIELD]

"""A few double scorings in the invented region: two coaches who do not quite see the same."""

from collections.abc import Sequence
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.scoring.actions import answer, ask_scoring, discuss, finish, pick_up
from candidates.scoring.models import Instrument
from matching.core.catalogue import levels_from_text
from werkbedrijf.foundation.actors import Actor

EACH = 2
MANY = 11
"""At the first partner, so that of one a difference may be told (Parameter.SMALL_CELL)."""


def score_twice(session: Session, coaches: Sequence[Actor], random: Random, *, on: date) -> int:
    """Per partner some people scored again by a coach of the next one, and one request that waits; returns how many."""
    first = {coach.organisation_id: coach for coach in reversed(coaches)}
    partners = list(first.values())
    if len(partners) < 2:
        return 0
    asked = 0
    for own, second in zip(partners, [*partners[1:], partners[0]], strict=True):
        many = MANY if own is partners[0] else EACH
        for number, profile in enumerate(_profiles(session, own, many + 1)):
            scoring = ask_scoring(session, own, profile.candidate, instrument=Instrument.TALK, on=on)
            asked += 1
            if number == many:
                break
            pick_up(session, second, scoring, on=on)
            for code, level in levels_from_text(profile.levels).items():
                if level is not None:
                    seen = min(4, max(0, level + random.choice((-1, 0, 0, 0, 1))))
                    answer(session, second, scoring, code, seen, on=on)
            finish(session, second, scoring, on=on)
            if number:
                discuss(session, own, scoring, on=on)
    return asked


def _profiles(session: Session, own: Actor, many: int) -> Sequence[Profile]:
    theirs = (
        select(Profile)
        .join(Profile.candidate)
        .where(Candidate.coach_id == own.id, Candidate.status == CandidateStatus.ACTIVE)
        .order_by(Profile.id)
        .limit(many)
    )
    return session.scalars(theirs).all()

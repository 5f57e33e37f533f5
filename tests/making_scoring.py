"""A double scoring to test with."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.scoring import actions
from candidates.scoring.models import SecondScoring
from candidates.scoring.workflow import ScoringStatus
from matching.core.catalogue import levels_from_text
from werkbedrijf.foundation.actors import Actor, actor_for

BY_SCORER = (ScoringStatus.BUSY, ScoringStatus.DONE, ScoringStatus.DISCUSSED)
ENDS = {
    ScoringStatus.DISCUSSED: actions.discuss,
    ScoringStatus.WITHDRAWN: actions.withdraw_scoring,
    ScoringStatus.EXPIRED: actions.expire_scoring,
}


def made_scoring(
    session: Session,
    candidate: Candidate,
    second: Actor,
    *,
    on: date,
    status: ScoringStatus = ScoringStatus.ASKED,
    levels: str = "",
    **facts: Any,
) -> SecondScoring:
    """A second answer, brought to its status through the real acts; ``levels`` are its answers."""
    own = actor_for(session, candidate.coach)
    row = actions.ask_scoring(session, own, candidate, on=on, **facts)
    if status in BY_SCORER:
        actions.pick_up(session, second, row, on=on)
        for code, level in levels_from_text(levels).items():
            if level is not None:
                actions.answer(session, second, row, code, level, on=on)
    if status in BY_SCORER[1:]:
        actions.finish(session, second, row, on=on)
    if status in ENDS:
        ENDS[status](session, own, row, on=on)
    return row

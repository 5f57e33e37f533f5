"""What the pages of double scoring need to know. The page of who scores knows a number, no person."""

from collections.abc import Mapping

from flask import render_template
from sqlalchemy.orm import Session

from candidates.profile.queries import profile_of
from candidates.profile.steps import Question
from candidates.scoring import policy
from candidates.scoring.differences import FAR, Difference, differences
from candidates.scoring.models import SecondScoring
from candidates.scoring.queries import asked_for, scored_by, to_pick_up
from candidates.scoring.workflow import FINISHED
from matching.core.catalogue import ANCHORS
from werkbedrijf.foundation.actors import Actor, Role

MOST = 50


def list_page(session: Session, actor: Actor) -> str:
    """What waits to be picked up, what one is busy with, and what was asked for one's own people."""
    coach = actor.is_a(Role.COACH)
    return render_template(
        "scoring/index.html",
        to_pick_up=session.scalars(to_pick_up(actor).limit(MOST)).all() if coach else [],
        mine=session.scalars(scored_by(actor).limit(MOST)).all() if coach else [],
        own=session.scalars(asked_for(actor).limit(MOST)).all(),
        is_coach=coach,
    )


def show_page(session: Session, actor: Actor, scoring: SecondScoring) -> str:
    """One double scoring, as far as this person may see it now."""
    own_side = policy.is_own_side(actor, scoring)
    rows = _rows(session, scoring) if policy.may_see_differences(actor, scoring=scoring) else None
    return render_template(
        "scoring/show.html",
        scoring=scoring,
        own_side=own_side,
        candidate=scoring.candidate if own_side else None,
        coach=scoring.candidate.coach,
        rows=rows,
        sums=_sums(rows) if rows else None,
        far=FAR,
        anchors=ANCHORS,
        may_pick_up=policy.may_pick_up(actor, scoring=scoring),
        may_score=policy.may_score(actor, scoring=scoring),
        may_withdraw=policy.may_withdraw_scoring(actor, scoring=scoring),
        may_take_over=policy.may_take_over(actor, scoring=scoring),
    )


def question_page(scoring: SecondScoring, asked: Question, form: object) -> str:
    """One question on a screen, without the first answer."""
    return render_template("scoring/ask.html", scoring=scoring, asked=asked, form=form)


def _rows(session: Session, scoring: SecondScoring) -> list[Difference]:
    profile = profile_of(session, scoring.candidate) if scoring.status in FINISHED else None
    return differences(scoring.own_levels, scoring.levels, profile.levels if profile else scoring.own_levels)


def _sums(rows: list[Difference]) -> Mapping[str, int]:
    gaps = [row.gap for row in rows if row.gap is not None]
    return {
        "both": len(gaps),
        "same": sum(gap == 0 for gap in gaps),
        "near": sum(abs(gap) == 1 for gap in gaps),
        "far": sum(abs(gap) >= FAR for gap in gaps),
    }

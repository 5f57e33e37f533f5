"""What changes learning: an attempt is kept, and the switch is turned. Neither commits."""

from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from matching.core.learning_rules import accepted, judged, valid_until
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.reasons import keep_reason
from werkbedrijf.learning.errors import LearningRefused
from werkbedrijf.learning.judging import Examined
from werkbedrijf.learning.models import LearningAttempt, LearningSwitch
from werkbedrijf.learning.queries import latest_attempt, latest_switch, obstacles


def keep_attempt(session: Session, actor: Actor, found: Examined, left_out: int, *, on: date) -> LearningAttempt:
    """Keep what came of an attempt: counts, weights, every rule with its number, and the verdict."""
    rules = judged(found.evidence)
    sound = found.weights is not None and accepted(rules)
    attempt = LearningAttempt(
        tried_on=on,
        made_at=session.info["at"],
        outcomes=found.evidence.outcomes,
        lasted=found.evidence.lasted,
        stopped=found.evidence.stopped,
        left_out=left_out,
        weights=asdict(found.weights) if found.weights else None,
        losses=dict(found.losses) if found.losses else None,
        rules=[asdict(rule) for rule in rules],
        bins=[asdict(one) for one in found.bins],
        accepted=sound,
        valid_until=valid_until(on) if sound else None,
    )
    session.add(attempt)
    session.flush()
    record(session, actor, "learning.tried", attempt)
    return attempt


def switch_on(session: Session, actor: Actor, reason: str, *, on: date) -> LearningSwitch:
    """Let the region use the weights of the last attempt. Raises LearningRefused with every reason why it may not."""
    attempt = latest_attempt(session)
    reasons = obstacles(attempt, on)
    if reasons:
        raise LearningRefused(reasons)
    return _turned(session, actor, reason, attempt, is_on=True, on=on)


def switch_off(session: Session, actor: Actor, reason: str, *, on: date) -> LearningSwitch:
    """Back to the fixed weights; always possible when it is on."""
    current = latest_switch(session)
    if current is None or not current.is_on:
        raise LearningRefused(["Leren staat al uit."])
    return _turned(session, actor, reason, current.attempt, is_on=False, on=on)


def _turned(
    session: Session, actor: Actor, reason: str, attempt: LearningAttempt | None, *, is_on: bool, on: date
) -> LearningSwitch:
    if not reason.strip():
        raise InputRefused({"reason": "Schrijf op waarom. De reden blijft in het logboek staan."})
    turn = LearningSwitch(
        is_on=is_on, set_on=on, made_at=session.info["at"], reason=reason.strip(), by_id=actor.id, attempt=attempt
    )
    session.add(turn)
    session.flush()
    act = "learning.switched_on" if is_on else "learning.switched_off"
    record(session, actor, act, turn, reason=keep_reason(session, turn.reason))
    return turn

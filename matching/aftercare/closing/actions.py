"""What changes a closing assessment. What was signed stays as it is; a correction is a new version beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.aftercare import messages
from matching.aftercare.closing.models import Answer, Assessment, Learned
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.outbox import tell

MOST_WORDS, MOST_OWN_WORDS = 1_200, 800


def write_assessment(
    session: Session,
    actor: Actor,
    placement: Placement,
    outcome: Sequence[tuple[str, Learned]],
    words: str,
    *,
    on: date,
) -> Assessment:
    """Write what was learned: the first version, or the next one when the last was signed.

    Raises InputRefused per field, also when a draft is there already: that one is changed.
    """
    told = _told(outcome, words)
    made = Assessment(
        placement=placement,
        candidate=placement.candidate,
        number=_last_number(session, placement) + 1,
        written_by_id=actor.id or 0,
        written_on=on,
        **told,
    )
    again = InputRefused({"words": "Er staat al een versie klaar die nog niet getekend is. Wijzig die."})
    with refused_as(
        session, {"uq_closing_assessment_one_draft": again, "uq_closing_assessment_placement_id_number": again}
    ):
        session.add(made)
    record(session, actor, "assessment.written", made)
    if actor.id not in {placement.candidate.coach_id, placement.candidate.substitute_id}:
        for message in messages.assessment_ready(session, placement, made.number):
            tell(session, message)
    return made


def change_assessment(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    outcome: Sequence[tuple[str, Learned]],
    words: str,
    *,
    on: date,
) -> None:
    """Write a draft over. Raises InputRefused per field, NotNow for what was signed."""
    told = _told(outcome, words)
    assessment.move("write")
    for name, value in told.items():
        setattr(assessment, name, value)
    assessment.written_by_id, assessment.written_on = actor.id or 0, on
    record(session, actor, "assessment.changed", assessment)
    session.flush()


def _told(outcome: Sequence[tuple[str, Learned]], words: str) -> dict[str, Any]:
    _refuse_words("words", words, MOST_WORDS)
    if not outcome:
        raise InputRefused({"words": "Deze plek heeft nog geen taken. Vul bij de plek in wat iemand er leert."})
    return {"outcome": [[task, level.value] for task, level in outcome], "words": words.strip()}


def sign_assessment(
    session: Session, actor: Actor, assessment: Assessment, answer: Answer, own_words: str, *, on: date
) -> None:
    """The learner read it and says agreed or not, in own words, beside the coach; from then on nothing changes.

    Who does not agree says why, in a word. Raises InputRefused per field.
    """
    _refuse_words("own_words", own_words, MOST_OWN_WORDS)
    if answer is Answer.NOT_AGREED and not own_words.strip():
        raise InputRefused({"own_words": "Schrijf op wat er volgens de leerling anders is."})
    assessment.move("sign")
    assessment.answer, assessment.own_words = answer, own_words.strip()
    assessment.signed_on, assessment.witness_id = on, actor.id
    record(session, actor, "assessment.signed", assessment)


def _last_number(session: Session, placement: Placement) -> int:
    asked = select(func.max(Assessment.number)).where(Assessment.placement_id == placement.id)
    return session.scalar(asked) or 0


def _refuse_words(field: str, words: str, most: int) -> None:
    if len(words.strip()) > most:
        raise InputRefused({field: f"Gebruik ten hoogste {most} tekens."})
    refuse_health(field, words)

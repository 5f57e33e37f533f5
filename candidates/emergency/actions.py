"""What opens a file in an emergency."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from candidates.emergency import messages
from candidates.models import Candidate
from candidates.words import problem_with
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.emergency import EmergencyAccess
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

SHORTEST, LONGEST = 10, 300


def open_in_emergency(session: Session, actor: Actor, candidate: Candidate, *, reason: str) -> EmergencyAccess:
    """Open a colleague's file for the minutes of the parameter ``EMERGENCY_MINUTES``; its coach and substitute are told.

    Raises InputRefused for ``reason`` when it says too little, too much, or something about health or the law.
    """
    told = " ".join(reason.split())
    problem = _problem_with(told)
    if problem:
        raise InputRefused({"reason": problem})
    if actor.id is None or actor.organisation_id is None:
        raise NotAllowed("Noodtoegang is er alleen voor een jobcoach van de eigen organisatie.")
    at: datetime = session.info["at"]
    minutes = whole_number_on(session, Parameter.EMERGENCY_MINUTES, day_of(at))
    opened = EmergencyAccess(
        candidate_id=candidate.id,
        user_id=actor.id,
        organisation_id=actor.organisation_id,
        reason=told,
        opened_at=at,
        expires_at=at + timedelta(minutes=minutes),
    )
    session.add(opened)
    session.flush()
    record(session, actor, "candidate.opened_in_emergency", candidate, opened, reason=opened.reference)
    for message in messages.opened(session, candidate, opened):
        tell(session, message)
    return opened


def _problem_with(reason: str) -> str | None:
    if len(reason) < SHORTEST:
        return "Vertel in een korte zin waarom je dit bestand nu nodig hebt. De jobcoach leest dit."
    if len(reason) > LONGEST:
        return f"Gebruik ten hoogste {LONGEST} tekens."
    return problem_with(reason)

"""Whether employers may see a profile, and what they may know after an invitation: agreed with the person, with dates."""

from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from candidates.errors import SignedOff
from candidates.models import Candidate, CandidateStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused

Who = Literal["kandidaat", "coach"]
FIELD: dict[Who, str] = {"kandidaat": "candidate_agreed_on", "coach": "coach_agreed_on"}


def agree_visibility(session: Session, actor: Actor, candidate: Candidate, *, who: Who, on: date) -> None:
    """Candidate or coach says yes, on this day; employers see the profile once both did. A yes that stands keeps its day."""
    if candidate.status == CandidateStatus.LEFT:
        raise SignedOff(candidate)
    if getattr(candidate.visibility, FIELD[who]) is None:
        setattr(candidate.visibility, FIELD[who], on)
    record(session, actor, "candidate.visibility_agreed", candidate, fields=[FIELD[who]])


def withdraw_visibility(session: Session, actor: Actor, candidate: Candidate, *, who: Who, on: date) -> None:
    """Candidate or coach takes the yes back; from now on no employer sees the profile."""
    setattr(candidate.visibility, FIELD[who], None)
    record(session, actor, "candidate.visibility_withdrawn", candidate, fields=[FIELD[who]])


def agree_sharing(
    session: Session, actor: Actor, candidate: Candidate, *, name: bool, phone: bool, email: bool, on: date
) -> None:
    """What an employer may know after inviting someone, as agreed on this day; nothing ticked takes it all back.

    Raises InputRefused when there is no number or address to share.
    """
    problems = {}
    if phone and not candidate.phone:
        problems["phone"] = "Er is geen telefoonnummer om te delen. Vul het eerst in bij de gegevens."
    if email and not candidate.email:
        problems["email"] = "Er is geen e-mailadres om te delen. Vul het eerst in bij de gegevens."
    if problems:
        raise InputRefused(problems)
    shared = candidate.visibility
    shared.shares_name, shared.shares_phone, shared.shares_email = name, phone, email
    shared.shares_agreed_on = on if name or phone or email else None
    record(session, actor, "candidate.sharing_agreed", candidate, fields=["shares"])

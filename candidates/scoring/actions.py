"""What is done with a second answer. Nothing here changes a profile but ``take_over``, which is an ordinary change of a level."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.actions import set_level
from candidates.profile.models import UNKNOWN_LEVELS, LevelChange
from candidates.profile.queries import profile_of
from candidates.scoring import messages
from candidates.scoring.errors import AlreadyAsked, KnowsTheFirst, NothingAnswered, NothingToScore
from candidates.scoring.models import Instrument, SecondScoring
from candidates.scoring.queries import open_scoring_of
from candidates.scoring.workflow import SCORING, ScoringStatus
from matching.core.catalogue import levels_from_text, levels_to_text
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference

BECAUSE = "na dubbel beoordelen"


def ask_scoring(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    *,
    invited: User | None = None,
    instrument: Instrument | None = None,
    on: date,
) -> SecondScoring:
    """Ask for a second answer, from one colleague elsewhere or from whoever picks it up.

    Raises NothingToScore without a profile, AlreadyAsked while one is open.
    """
    if profile_of(session, candidate) is None:
        raise NothingToScore(candidate)
    if (open_one := open_scoring_of(session, candidate)) is not None:
        raise AlreadyAsked(open_one.reference)
    days = whole_number_on(session, Parameter.SECOND_SCORING_DAYS, on)
    scoring = SecondScoring(
        reference=next_reference(session, Kind.SCORING),
        candidate=candidate,
        organisation_id=candidate.organisation_id,
        asked_by_id=actor.id,
        invited=invited,
        instrument=instrument,
        status=ScoringStatus.ASKED,
        levels=UNKNOWN_LEVELS,
        own_levels=UNKNOWN_LEVELS,
        asked_on=on,
        expires_on=on + timedelta(days=days),
    )
    session.add(scoring)
    record(session, actor, "second_scoring.asked", scoring)
    for message in messages.asked(session, scoring):
        tell(session, message)
    return scoring


def pick_up(session: Session, actor: Actor, scoring: SecondScoring, *, on: date) -> None:
    """Begin the second answer. Raises KnowsTheFirst for who worked on the profile before."""
    status = SCORING.after("pick_up", scoring.status)
    if _worked_on(session, actor, scoring):
        raise KnowsTheFirst
    scoring.status, scoring.scorer_id, scoring.started_on = status, actor.id, on
    record(session, actor, "second_scoring.picked_up", scoring)


def answer(session: Session, actor: Actor, scoring: SecondScoring, code: str, level: int | None, *, on: date) -> None:
    """Keep one second answer; None for not seen."""
    SCORING.after("finish", scoring.status)
    scoring.levels = levels_to_text(levels_from_text(scoring.levels) | {code: level})
    record(session, actor, "second_scoring.answered", scoring)


def hand_back(session: Session, actor: Actor, scoring: SecondScoring, *, on: date) -> None:
    """Someone else may do it; what was answered is thrown away."""
    scoring.status = SCORING.after("hand_back", scoring.status)
    scoring.scorer_id = scoring.started_on = None
    scoring.levels = UNKNOWN_LEVELS
    # Who was invited said no; now whoever is elsewhere may.
    scoring.invited_id = None
    record(session, actor, "second_scoring.handed_back", scoring)


def finish(session: Session, actor: Actor, scoring: SecondScoring, *, on: date) -> None:
    """The second answer stands, beside the profile as it is now; both coaches are told. Raises NothingAnswered."""
    status = SCORING.after("finish", scoring.status)
    profile = profile_of(session, scoring.candidate)
    if profile is None or not scoring.answered:
        raise NothingAnswered
    scoring.status, scoring.own_levels, scoring.finished_on = status, profile.levels, on
    record(session, actor, "second_scoring.finished", scoring)
    for message in messages.finished(session, scoring):
        tell(session, message)


def take_over(session: Session, actor: Actor, scoring: SecondScoring, code: str, *, on: date) -> None:
    """The own coach takes one second answer over into the profile; the history says after what."""
    SCORING.after("discuss", scoring.status)
    profile = profile_of(session, scoring.candidate)
    level = levels_from_text(scoring.levels)[code]
    if profile is None or level is None:
        raise NothingAnswered
    set_level(session, actor, profile, code, level, on=on, because=BECAUSE)
    record(session, actor, "second_scoring.taken_over", scoring, fields=["levels"])


def discuss(session: Session, actor: Actor, scoring: SecondScoring, *, on: date) -> None:
    """Both coaches talked about the differences."""
    scoring.status = SCORING.after("discuss", scoring.status)
    record(session, actor, "second_scoring.discussed", scoring)


def withdraw_scoring(session: Session, actor: Actor, scoring: SecondScoring, *, on: date) -> None:
    """The own coach takes the request back; what was answered is thrown away and who was busy is told."""
    scoring.status = SCORING.after("withdraw", scoring.status)
    scoring.levels = UNKNOWN_LEVELS
    record(session, actor, "second_scoring.withdrawn", scoring)
    for message in messages.withdrawn(session, scoring):
        tell(session, message)


def expire_scoring(session: Session, actor: Actor, scoring: SecondScoring, *, on: date) -> None:
    """Nobody finished it in time."""
    scoring.status = SCORING.after("expire", scoring.status)
    scoring.levels = UNKNOWN_LEVELS
    record(session, actor, "second_scoring.expired", scoring)
    for message in messages.expired(session, scoring):
        tell(session, message)


def _worked_on(session: Session, actor: Actor, scoring: SecondScoring) -> bool:
    candidate = scoring.candidate
    if actor.id in (candidate.coach_id, candidate.substitute_id):
        return True
    profile = profile_of(session, candidate)
    if profile is None:
        return False
    mine = select(LevelChange.id).where(LevelChange.profile_id == profile.id, LevelChange.by_id == actor.id)
    return session.scalar(mine.limit(1)) is not None

"""Who waits longest for a voordracht, and what would open a place: of the own caseload, and never beyond it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.profile.offer import offer_of
from candidates.profile.pool import fresh_people
from candidates.profile.queries import profiles_of
from candidates.queries import in_caseload_of
from matching.core.change_words import OPENINGS
from matching.core.places import Places, rank_places
from matching.core.possibilities import openings
from matching.proposals.models import Proposal
from matching.proposals.open_places import fresh_places
from matching.proposals.queries import promised_candidates, working_candidates
from matching.proposals.shortlist import neutral_of, suitable_from, travel_times
from matching.proposals.workflow import OPEN
from matching.runs.queries import latest_run, outcome_of
from werkbedrijf.foundation.actors import Actor

FEW = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody of the own caseload without an open voordracht.

    ``since`` is the day of the last voordracht, or of registering for who never had one. ``listed`` are the places whose
    list this person is on now; ``suitable`` counts open places this person can do; ``way`` is the one change that opens
    most, with how many places. ``suitable`` is None where nobody filled in what this person can.
    """

    candidate: Candidate
    since: date
    ever: bool
    listed: Sequence[str]
    suitable: int | None
    way: str | None
    opens: int


def waiting_people(actor: Actor) -> Select[Candidate, date | None]:
    """The own people in view who do not work and have no open voordracht, longest without one first; with the last day of one."""
    sent = (
        select(
            Proposal.candidate_id,
            func.max(Proposal.sent_on).label("last"),
            func.sum(case((Proposal.status.in_(OPEN), 1), else_=0)).label("open"),
        )
        .where(Proposal.candidate_id.in_(select(Candidate.id).where(in_caseload_of(actor))))
        .group_by(Proposal.candidate_id)
        .subquery()
    )
    since = func.coalesce(sent.c.last, Candidate.registered_on)
    return (
        select(Candidate, sent.c.last)
        .outerjoin(sent, sent.c.candidate_id == Candidate.id)
        .where(
            in_caseload_of(actor),
            Candidate.status == CandidateStatus.ACTIVE,
            func.coalesce(sent.c.open, 0) == 0,
            Candidate.id.not_in(working_candidates()),
            Candidate.id.not_in(promised_candidates()),
        )
        .order_by(since, Candidate.id)
    )


def longest_waiting(session: Session, actor: Actor, *, on: date, most: int = FEW, start: int = 0) -> list[Waiting]:
    """Some of the own people who wait, longest first, each with what would open a place."""
    rows = session.execute(waiting_people(actor).offset(start).limit(most)).all()
    profiles = profiles_of(session, [candidate.id for candidate, _ in rows])
    places, lists = fresh_places(session), _lists(session)
    neutral, tau = neutral_of(fresh_people(session)), suitable_from(session, on)
    found = []
    for candidate, last in rows:
        profile = profiles.get(candidate.id)
        suitable, way, opens = _chances(profile, places, neutral, tau) if profile else (None, None, 0)
        found.append(
            Waiting(
                candidate=candidate,
                since=last or candidate.registered_on,
                ever=last is not None,
                listed=lists.get(profile.pseudonym, ()) if profile else (),
                suitable=suitable,
                way=way,
                opens=opens,
            )
        )
    return found


def number_waiting(session: Session, actor: Actor) -> int:
    """How many of the own people wait."""
    return session.scalar(select(func.count()).select_from(waiting_people(actor).order_by(None).subquery())) or 0


def _chances(
    profile: Profile, places: Places, neutral: Sequence[int], tau: Fraction
) -> tuple[int | None, str | None, int]:
    offer, travel = offer_of(profile), travel_times()
    ranking = rank_places(offer, places, limit=1, hash_key=b"", travel=travel, tau=tau, neutral=neutral)
    best = next(iter(openings(offer, places, travel=travel, neutral=neutral, tau=tau)), None)
    if best is None:
        return ranking.suitable, None, 0
    return ranking.suitable, OPENINGS[best.code][0], len(best.places)


def _lists(session: Session) -> Mapping[str, Sequence[str]]:
    """Per pseudonym the places whose list somebody is on, in the run in force; only those that nobody was put forward for yet."""
    run = latest_run(session)
    if run is None:
        return {}
    found: dict[str, list[str]] = {}
    for place, rows in outcome_of(run).lists.items():
        for row in rows:
            if not row.frozen:
                found.setdefault(row.person, []).append(place)
    return found

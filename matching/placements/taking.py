"""Work that is there already and comes in without a voordracht: from a file of a partner."""

from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from employers.vacancies.seats import refill_seat
from matching.placements.actions import agreed_by, start_placement
from matching.placements.errors import NoSeat, WorksAlready
from matching.placements.facts import PlacementFacts
from matching.placements.longest import term_of
from matching.placements.models import EndReason, Placement
from matching.placements.queries import followed_by
from matching.placements.reasons import LongerReason
from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals.actions import lapse_other_proposals
from matching.proposals.locking import lock_everything_open
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.texts import short_day

DAY = timedelta(days=1)


def take_placement(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    vacancy: Vacancy,
    facts: PlacementFacts,
    *,
    ended_on: date | None = None,
    reason: EndReason | None = None,
    on: date,
) -> Placement:
    """Write down work as it is: planned when its first day is still to come, otherwise running, or ended with both given.

    Work that runs takes a seat and ends every open voordracht of the person. Raises InputRefused per field, NoSeat for a
    full place, WorksAlready for somebody with other work.
    """
    check_taken(session, actor, candidate, vacancy, facts, ended_on=ended_on, on=on)
    lock_everything_open(session, candidate, vacancy.id)
    refuse_other_work(session, candidate, facts.starts_on, ended_on)
    placement = Placement(
        reference=next_reference(session, Kind.PLACEMENT),
        candidate=candidate,
        vacancy=vacancy,
        kind=vacancy.kind,
        **agreed_by(facts),
        status=PLACEMENT.start if ended_on is None else PlacementStatus.ENDED,
        planned_on=min(on, facts.starts_on),
        ended_on=ended_on,
        end_reason=reason,
    )
    placement.longer_because = LongerReason.DECISION if _is_longer(session, actor, placement) else None
    placement.follows = followed_by(session, placement)
    if ended_on is not None:
        placement.terms[0].ends_on = ended_on
    elif not refill_seat(session, vacancy):
        raise NoSeat
    with refused_as(session, {"uq_placement_one_active_per_candidate": WorksAlready(candidate)}):
        session.add(placement)
    record(session, actor, "placement.registered", placement, vacancy)
    if ended_on is None:
        lapse_other_proposals(session, actor, candidate, but=None, on=on)
        if facts.starts_on <= on:
            start_placement(session, actor, placement, on=on)
    return placement


def check_taken(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    vacancy: Vacancy,
    facts: PlacementFacts,
    *,
    ended_on: date | None,
    on: date,
) -> None:
    """Raise InputRefused with a sentence per field for work that cannot be as it is told."""
    problems: dict[str, str] = {}
    try:
        facts.check(vacancy, on=on, past=True)
    except InputRefused as refused:
        problems = dict(refused.problems)
    term = term_of(session, actor, vacancy.kind, candidate, facts.starts_on)
    if term is not None:
        problems |= dict(term.problem(facts.starts_on, facts.ends_on or ended_on, extended=True))
    if ended_on is not None and ended_on <= facts.starts_on:
        problems["ended_on"] = "De laatste werkdag ligt op of na de eerste werkdag."
    elif ended_on is not None and ended_on > on + DAY:
        problems["ended_on"] = "Deze dag moet nog komen. Zet hem bij het afgesproken einde."
    if problems:
        raise InputRefused(problems)


def refuse_other_work(session: Session, candidate: Candidate, starts_on: date, ended_on: date | None) -> None:
    """One person works at one place at a time: otherwise the same days would count twice. Raises InputRefused."""
    there = select(Placement).where(
        Placement.candidate_id == candidate.id,
        Placement.status != PlacementStatus.CANCELLED,
        or_(Placement.ended_on.is_(None), Placement.ended_on > starts_on),
    )
    if ended_on is not None:
        there = there.where(Placement.starts_on < ended_on)
    other = session.scalars(there.order_by(Placement.starts_on).limit(1)).first()
    if other is not None:
        until = f"tot en met {short_day(other.ended_on - DAY)}" if other.ended_on else "en dat loopt nog"
        said = f"Deze kandidaat werkte al vanaf {short_day(other.starts_on)}, {until} (plaatsing {other.reference})."
        raise InputRefused({"starts_on": said})


def _is_longer(session: Session, actor: Actor, placement: Placement) -> bool:
    term = term_of(session, actor, placement.kind, placement.candidate, placement.starts_on)
    end = placement.ends_on or placement.ended_on
    return term is not None and end is not None and end > term.last_end(placement.starts_on, extended=False)

"""What can be asked about placements."""

from datetime import date

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session

from candidates.queries import in_caseload_of
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement, ReplacedTerms, Terms
from matching.placements.succession import follows_on
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.queries import concerns_organisation_of
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate
from werkbedrijf.foundation.parameters import Parameter, whole_number_on


def find_placement(session: Session, actor: Actor, reference: str) -> Placement | None:
    """The placement with this reference, if this person may know of it."""
    return find(session, actor, Placement, reference)


def placement_of(session: Session, proposal: Proposal) -> Placement | None:
    """What this voordracht became, or None."""
    return session.scalars(select(Placement).where(Placement.proposal_id == proposal.id)).first()


@gate(Placement)
def placements_visible_to(actor: Actor) -> Select[Placement]:
    """Placements this person may see: agrees with ``may_see_placement``. Joined with vacancy, employer and candidate."""
    return (
        select(Placement)
        .join(Placement.vacancy)
        .join(Vacancy.employer)
        .join(Placement.candidate)
        .where(_seen_by(actor))
        .order_by(Placement.starts_on.desc(), Placement.id.desc())
    )


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.EMPLOYER):
        return or_(Vacancy.employer_id.in_(actor.employer_ids), Placement.formal_employer_id.in_(actor.employer_ids))
    if actor.is_a(Role.COACH):
        return in_caseload_of(actor)
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return concerns_organisation_of(actor)
    return true() if actor.is_a(Role.SYSTEM) else false()


def running_on(day: date) -> Select[Placement]:
    """Placements in which someone worked on this day: started, and not ended on or before it."""
    return select(Placement).where(
        Placement.status.in_((PlacementStatus.RUNNING, PlacementStatus.ENDED)),
        Placement.starts_on <= day,
        or_(Placement.ended_on.is_(None), Placement.ended_on > day),
    )


def terms_of(placement: Placement) -> Select[Terms]:
    """The hours of a placement, period by period, oldest first."""
    return select(Terms).where(Terms.placement_id == placement.id).order_by(Terms.starts_on)


def due_to_start(day: date) -> Select[Placement]:
    """Planned placements whose first day has come."""
    return (
        select(Placement)
        .where(Placement.status == PlacementStatus.PLANNED, Placement.starts_on <= day)
        .order_by(Placement.id)
    )


def ending_between(first: date, last: date) -> Select[Placement]:
    """Running placements with an agreed end in these days, both included, soonest first."""
    return (
        select(Placement)
        .where(Placement.status == PlacementStatus.RUNNING, Placement.ends_on.between(first, last))
        .order_by(Placement.ends_on, Placement.id)
    )


def placements_of(candidate_id: int) -> Select[Placement]:
    """Every placement of one person, newest first."""
    return (
        select(Placement)
        .where(Placement.candidate_id == candidate_id)
        .order_by(Placement.starts_on.desc(), Placement.id.desc())
    )


def ended_last(candidate_id: int) -> Select[date | None]:
    """The first day this person no longer worked anywhere, of the placements that ended; NULL when there is none."""
    return select(func.max(Placement.ended_on)).where(Placement.candidate_id == candidate_id)


def followed_by(session: Session, placement: Placement) -> Placement | None:
    """The work this placement follows: the last that ended for this person, when it begins soon enough after it."""
    last = select(Placement).where(
        Placement.candidate_id == placement.candidate.id,
        Placement.status == PlacementStatus.ENDED,
        Placement.ended_on <= placement.starts_on,
    )
    with session.no_autoflush:
        found = session.scalars(last.order_by(Placement.ended_on.desc(), Placement.id.desc()).limit(1)).first()
        if found is None or found.ended_on is None:
            return None
        other = session.scalars(select(Placement.id).where(Placement.follows_id == found.id)).first()
        if other not in (None, placement.id):
            return None
        days = whole_number_on(session, Parameter.FOLLOWS_DAYS, placement.starts_on)
    return found if follows_on(found.ended_on, placement.starts_on, days) else None


def placement_after(session: Session, placement: Placement) -> Placement | None:
    """The work that follows this placement, or None."""
    return session.scalars(select(Placement).where(Placement.follows_id == placement.id)).first()


def replaced_of(placement: Placement) -> Select[ReplacedTerms]:
    """What was registered of a placement and holds no more, newest first."""
    asked = select(ReplacedTerms).where(ReplacedTerms.placement_id == placement.id)
    return asked.order_by(ReplacedTerms.replaced_on.desc(), ReplacedTerms.id.desc())


def employer_named(session: Session, typed: str, reference: str) -> Employer | None:
    """The employer with this name: the chosen one when it has that name, else the only one that is called so."""
    named = select(Employer).where(func.lower(Employer.name) == typed.lower(), Employer.merged_into_id.is_(None))
    found = session.scalars(named.order_by(Employer.id).limit(2)).all()
    chosen = [employer for employer in found if employer.reference == reference]
    return chosen[0] if chosen else found[0] if len(found) == 1 else None

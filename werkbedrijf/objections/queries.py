"""What can be asked about bezwaren."""

from datetime import date

from sqlalchemy import BindParameter, Select, false, or_, select, true
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.queries import candidates_visible_to
from matching.shown.models import ShownRanking
from werkbedrijf.foundation.actors import TIMETABLE, Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate, visible
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.naming import find_named
from werkbedrijf.objections.workflow import NOT_TOLD, OPEN, ObjectionStatus


@gate(Objection)
def objections_known_to(actor: Actor) -> Select[Objection]:
    """Those of the own people; all of them for who decides, who reads along and for the timetable."""
    if actor.is_a(Role.COORDINATOR, Role.AUDITOR, Role.SYSTEM):
        return select(Objection).where(true())
    if not actor.is_staff:
        return select(Objection).where(false())
    own = candidates_visible_to(actor).with_only_columns(Candidate.id)
    return select(Objection).where(Objection.candidate_id.in_(own))


def find_objection(session: Session, actor: Actor, reference: str) -> Objection | None:
    """The bezwaar with this reference, if this person may know of it."""
    return find(session, actor, Objection, reference.strip().upper(), joinedload(Objection.candidate))


def find_naming_list(session: Session, actor: Actor, reference: str) -> Objection | None:
    """The bezwaar with this reference, if this person may know of it and it names a list that is still kept."""
    objection = find_objection(session, actor, reference)
    return objection if objection and named_list(session, objection) else None


def named_list(session: Session, objection: Objection) -> ShownRanking | None:
    """The list that a bezwaar names, as it was shown."""
    named = find_named(session, objection.candidate, objection.about)
    return named.ranking if named else None


def lists_in_question(session: Session) -> set[int]:
    """The numbers of the kept lists that a bezwaar without an announced answer names."""
    waiting = visible(TIMETABLE, Objection).where(Objection.status.in_(NOT_TOLD))
    waiting = waiting.options(joinedload(Objection.candidate))
    named = (named_list(session, objection) for objection in session.scalars(waiting))
    return {ranking.id for ranking in named if ranking}


def objections_of(actor: Actor, candidate: Candidate) -> Select[Objection]:
    """Every bezwaar of this person, newest first."""
    return visible(actor, Objection).where(Objection.candidate_id == candidate.id).order_by(Objection.id.desc())


def objections_for(actor: Actor) -> Select[Objection]:
    """Every bezwaar this person may see: what is open first, by its term."""
    beside = (joinedload(Objection.candidate), joinedload(Objection.owner), joinedload(Objection.organisation))
    closed = Objection.status.not_in(NOT_TOLD)
    return visible(actor, Objection).options(*beside).order_by(closed, Objection.due_on, Objection.id)


def due_until(actor: Actor, day: date) -> Select[Objection]:
    """Open ones whose term ends on or before a day, the first to end on top."""
    open_ones = visible(actor, Objection).where(Objection.status.in_(OPEN), Objection.due_on <= day)
    return open_ones.options(joinedload(Objection.owner)).order_by(Objection.due_on, Objection.id)


def waiting_about(session: Session, candidate: Candidate) -> Objection | None:
    """The bezwaar of this person that waits for a decision, the first term on top. For acts that must not take away what it
    is about; so whoever acts, all of them count.
    """
    theirs = objections_of(TIMETABLE, candidate).where(Objection.status.in_(OPEN)).options(joinedload(Objection.owner))
    return session.scalars(theirs.order_by(None).order_by(Objection.due_on, Objection.id)).first()


def to_answer(actor: Actor, day: date | BindParameter[date]) -> Select[Objection]:
    """What waits for an answer: nobody began with it, or its term ends on or before a day. The first to end on top."""
    now = or_(Objection.status == ObjectionStatus.RECEIVED, Objection.due_on <= day)
    waits = visible(actor, Objection).where(Objection.status.in_(OPEN), now)
    return waits.order_by(Objection.due_on, Objection.id)


def coordinators(organisation_id: int) -> Select[User]:
    """Who can own a bezwaar: coordinators who can sign in, those of the own partner first."""
    elsewhere = User.organisation_id != organisation_id
    return select(User).where(User.role == Role.COORDINATOR, User.is_active).order_by(elsewhere, User.id)

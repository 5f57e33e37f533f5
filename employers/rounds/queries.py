"""What can be asked about belrondes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from employers.models import Employer
from employers.rounds.blocking import is_blocked
from employers.rounds.models import CallAttempt, CallRound, Outcome, RoundCall
from employers.rounds.progress import Progress, Tally, progress_of
from employers.rounds.workflow import CallStatus, RoundStatus
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate, visible
from werkbedrijf.foundation.parameters import Parameter, whole_number_on


@gate(CallRound)
def rounds_visible_to(actor: Actor) -> Select[CallRound]:
    """The belrondes this person may know of: all for account managers, none for others."""
    query = select(CallRound).options(joinedload(CallRound.made_by)).order_by(CallRound.id.desc())
    return query if actor.is_a(Role.ACCOUNT_MANAGER) else query.where(false())


@gate(RoundCall)
def calls_visible_to(actor: Actor) -> Select[RoundCall]:
    """The employers in belrondes this person may know of."""
    query = select(RoundCall).order_by(RoundCall.caller_id, RoundCall.position, RoundCall.id)
    return query if actor.is_a(Role.ACCOUNT_MANAGER) else query.where(false())


def find_round(session: Session, actor: Actor, reference: str) -> CallRound | None:
    """The belronde with this reference."""
    return find(session, actor, CallRound, reference)


def find_call(session: Session, actor: Actor, reference: str) -> RoundCall | None:
    """The employer in a belronde with this number."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    return session.scalars(
        calls_visible_to(actor)
        .where(RoundCall.id == int(reference))
        .options(
            joinedload(RoundCall.call_round).joinedload(CallRound.made_by),
            joinedload(RoundCall.caller),
            joinedload(RoundCall.claimed_by),
            joinedload(RoundCall.employer),
        )
    ).first()


def calls_of(actor: Actor, call_round: CallRound) -> Select[RoundCall]:
    """Everybody in a belronde, per colleague in the order of their lists."""
    return (
        calls_visible_to(actor)
        .where(RoundCall.round_id == call_round.id)
        .options(joinedload(RoundCall.employer), joinedload(RoundCall.caller), joinedload(RoundCall.vacancy))
    )


def list_of(actor: Actor, call_round: CallRound, caller_id: int) -> Select[RoundCall]:
    """The list of one colleague, with whom to call: who still waits first, those for a later day last."""
    order = (RoundCall.status != CallStatus.WAITING, RoundCall.not_before.is_not(None), RoundCall.not_before)
    return (
        calls_of(actor, call_round)
        .options(
            joinedload(RoundCall.employer).options(
                selectinload(Employer.contacts), selectinload(Employer.establishments)
            )
        )
        .where(RoundCall.caller_id == caller_id)
        .order_by(None)
        .order_by(*order, RoundCall.position, RoundCall.id)
    )


def blocked_among(session: Session, call_round: CallRound, *, on: date) -> frozenset[int]:
    """The calls of a belronde that may not be made now, because of a contact since or a request for rest."""
    rest_days = whole_number_on(session, Parameter.CALL_REST_DAYS, on)
    query = select(RoundCall.id).join(RoundCall.employer)
    waiting = query.where(RoundCall.round_id == call_round.id, RoundCall.status == CallStatus.WAITING)
    return frozenset(session.scalars(waiting.where(is_blocked(rest_days, on))))


def next_call(session: Session, actor: Actor, call_round: CallRound, *, on: date, at: datetime) -> RoundCall | None:
    """Whom this person calls next: what was agreed for today first, then the list in its order. None when there is nobody."""
    rest_days = whole_number_on(session, Parameter.CALL_REST_DAYS, on)
    free = or_(RoundCall.claimed_by_id.is_(None), RoundCall.claimed_by_id == actor.id, RoundCall.claimed_until < at)
    query = (
        calls_visible_to(actor)
        .join(RoundCall.employer)
        .where(
            RoundCall.round_id == call_round.id,
            RoundCall.caller_id == actor.id,
            RoundCall.status == CallStatus.WAITING,
            or_(RoundCall.not_before.is_(None), RoundCall.not_before <= on),
            free,
            ~is_blocked(rest_days, on),
        )
        .order_by(None)
        .order_by(case((RoundCall.outcome == Outcome.CALL_BACK, 0), else_=1), RoundCall.position, RoundCall.id)
    )
    return session.scalars(query.limit(1)).first()


def attempts_of(call: RoundCall) -> Select[CallAttempt]:
    """Every call to this employer in its belronde, newest first."""
    return (
        select(CallAttempt)
        .where(CallAttempt.call_id == call.id)
        .options(joinedload(CallAttempt.by), joinedload(CallAttempt.moment))
        .order_by(CallAttempt.number.desc())
    )


def progress_in(session: Session, rounds: Sequence[CallRound]) -> Mapping[int, Mapping[int, Progress]]:
    """Per belronde and per colleague how far it is; one query for all."""
    spoke = select(CallAttempt.id).where(CallAttempt.call_id == RoundCall.id, CallAttempt.outcome != Outcome.UNREACHED)
    reached = case((spoke.correlate(RoundCall).exists(), 1), else_=0).label("reached")
    called = case((RoundCall.tries > 0, 1), else_=0).label("called")
    place = case((RoundCall.vacancy_id.is_not(None), 1), else_=0).label("place")
    each = (
        select(RoundCall.round_id, RoundCall.caller_id, RoundCall.status, called, reached, place)
        .where(RoundCall.round_id.in_([one.id for one in rounds]))
        .subquery()
    )
    rows: Sequence[Any] = session.execute(select(*each.c, func.count()).group_by(*each.c)).all()
    tallies: dict[int, list[Tally]] = {one.id: [] for one in rounds}
    for round_id, caller, status, was_called, was_reached, has_place, number in rows:
        tallies[round_id].append(Tally(caller, status, bool(was_called), bool(was_reached), bool(has_place), number))
    return {round_id: progress_of(found) for round_id, found in tallies.items()}


def left_to_call(actor: Actor) -> Select[str, str, date, int, int]:
    """The running belrondes in which this person still has somebody to call: how many are left, and how many there are in all."""
    waiting = func.sum(case((RoundCall.status == CallStatus.WAITING, 1), else_=0))
    return (
        visible(actor, CallRound)
        .join(RoundCall, RoundCall.round_id == CallRound.id)
        .where(CallRound.status == RoundStatus.RUNNING, RoundCall.caller_id == actor.id)
        .group_by(CallRound.id)
        .having(waiting > 0)
        .with_only_columns(CallRound.reference, CallRound.title, CallRound.made_on, waiting, func.count(RoundCall.id))
    )


def callers_to_choose(session: Session) -> Sequence[User]:
    """The account managers of all partners who can call."""
    query = select(User).where(User.role == Role.ACCOUNT_MANAGER, User.is_active).options(joinedload(User.organisation))
    return session.scalars(query.order_by(User.organisation_id, User.name, User.id)).all()


def round_of(session: Session, actor: Actor, vacancy: Vacancy) -> CallRound | None:
    """The belronde in which a place was told of, for who may know of that belronde; None otherwise."""
    told = select(RoundCall.round_id).where(RoundCall.vacancy_id == vacancy.id)
    return session.scalars(visible(actor, CallRound).where(CallRound.id.in_(told)).limit(1)).first()

"""What happens at one employer of a belronde: taking it to call, writing down how it went, leaving it.

Each step is one conditional change of the row, so that two colleagues never call the same employer and nothing is
written down twice.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload

from employers.contacts.actions import finish_next_step, log_contact
from employers.facts import MomentFacts
from employers.models import KIND_CODES, ContactKind
from employers.record.actions import leave_in_peace
from employers.record.facts import NoCallsFacts
from employers.rounds.actions import finish
from employers.rounds.blocking import blocked
from employers.rounds.cleaning import clean_outcome
from employers.rounds.errors import CalledMeanwhile, NotYours
from employers.rounds.facts import OutcomeFacts
from employers.rounds.models import CallAttempt, CallRound, Outcome, RoundCall
from employers.rounds.placing import draft_place
from employers.rounds.wording import note_of
from employers.rounds.workflow import CALL, CallStatus, RoundStatus
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.rows import rows_reached
from werkbedrijf.foundation.texts import short_day

# In the code list of contact moments: vacatures en plekken.
ABOUT_PLACES = 2
WRITTEN_ALREADY = (
    "Dit gesprek is al vastgelegd, of een collega heeft deze werkgever overgenomen. Kijk bij de werkgever."
)


def take_call(session: Session, actor: Actor, call: RoundCall, *, on: date) -> None:
    """Keep an employer for this person for a while, to call now; it comes on their list.

    Raises CalledMeanwhile when it may not be called (any more), NotYours when somebody else calls it now or it is not
    yet the day that was agreed.
    """
    if call.not_before and call.not_before > on:
        raise NotYours(f"Deze werkgever wordt vanaf {short_day(call.not_before)} weer gebeld.")
    block = blocked(session, call, on=on)
    if block:
        raise CalledMeanwhile(block)
    at: datetime = session.info["at"]
    minutes = whole_number_on(session, Parameter.CALL_MINUTES, day_of(at))
    free = or_(RoundCall.claimed_by_id.is_(None), RoundCall.claimed_by_id == actor.id, RoundCall.claimed_until < at)
    running = select(CallRound.id).where(CallRound.id == call.round_id, CallRound.status == RoundStatus.RUNNING)
    taken = rows_reached(
        session,
        update(RoundCall)
        .where(RoundCall.id == call.id, RoundCall.status == CallStatus.WAITING, free, running.exists())
        .values(claimed_by_id=actor.id, claimed_until=at + timedelta(minutes=minutes), caller_id=actor.id)
        .execution_options(synchronize_session=False),
    )
    session.refresh(call)
    if not taken:
        raise NotYours(_why_not(session, call))
    record(session, actor, "round_call.taken", call)


def _why_not(session: Session, call: RoundCall) -> str:
    other = session.get(User, call.claimed_by_id) if call.claimed_by_id else None
    if call.status is CallStatus.WAITING and other is not None:
        return f"{other.name} belt deze werkgever nu. Kies de volgende op je lijst."
    return "Deze werkgever staat niet meer op de lijst om te bellen."


def leave_call(session: Session, actor: Actor, call: RoundCall, *, on: date) -> None:
    """Not now after all: it stays on the list, and colleagues may call it."""
    call.claimed_by_id = call.claimed_until = None
    record(session, actor, "round_call.left", call)


def skip_call(session: Session, actor: Actor, call: RoundCall, *, on: date) -> None:
    """This belronde does not call this employer any more."""
    call.status, call.settled_on = CALL.after("skip", call.status), on
    call.claimed_by_id = call.claimed_until = None
    record(session, actor, "round_call.skipped", call)
    _end_when_done(session, actor, call, on)


def write_down(session: Session, actor: Actor, call: RoundCall, facts: OutcomeFacts, *, on: date) -> CallAttempt:
    """Write down how the call went: a contact moment, and what follows from it. Exactly once per call.

    Raises InputRefused per field; CalledMeanwhile when a colleague had contact in between, until ``seen`` says that the
    person read it; NotYours when this call was written down already or somebody else took the employer over.
    """
    clean = clean_outcome(facts, on)
    block = blocked(session, call, on=on)
    if block and facts.seen != block.key:
        raise CalledMeanwhile(block)
    _count(session, actor, call, clean.number)
    moment = log_contact(session, actor, call.employer, _moment(call, clean), on=on)
    session.flush()
    attempt = CallAttempt(call=call, number=clean.number, outcome=clean.outcome, by_id=actor.id, on=on, moment=moment)
    session.add(attempt)
    _keep_promise(session, actor, call, clean.number, on)
    if clean.outcome is Outcome.PLACE and clean.place:
        call.vacancy = draft_place(session, actor, call, clean.place, note=moment.note, on=on)
    if clean.outcome is Outcome.DO_NOT_CALL:
        leave_in_peace(session, actor, call.employer, NoCallsFacts(clean.reason), on=on)
    _settle(session, call, clean, on)
    record(session, actor, "round_call.written_down", call, attempt, fields=["outcome"])
    session.flush()
    _end_when_done(session, actor, call, on)
    return attempt


def _count(session: Session, actor: Actor, call: RoundCall, number: int) -> None:
    """One more call, if it is the one that was asked about and this person still holds the employer."""
    counted = rows_reached(
        session,
        update(RoundCall)
        .where(
            RoundCall.id == call.id,
            RoundCall.status == CallStatus.WAITING,
            RoundCall.claimed_by_id == actor.id,
            RoundCall.tries == number - 1,
        )
        .values(tries=number, claimed_by_id=None, claimed_until=None)
        .execution_options(synchronize_session=False),
    )
    if not counted:
        raise NotYours(WRITTEN_ALREADY)
    session.refresh(call)


def _moment(call: RoundCall, facts: OutcomeFacts) -> MomentFacts:
    back = facts.outcome is Outcome.CALL_BACK
    return MomentFacts(
        note=note_of(call.call_round, facts),
        kind=ContactKind.PHONE,
        kind_code=KIND_CODES[ContactKind.PHONE],
        subject_code=ABOUT_PLACES,
        spoke_with=facts.spoke_with,
        next_step=f"Terugbellen voor belronde {call.call_round.title}"[:200] if back else "",
        next_step_on=facts.call_back_on if back else None,
    )


def _keep_promise(session: Session, actor: Actor, call: RoundCall, number: int, on: date) -> None:
    """Calling back was promised the last time, and it was done now."""
    before = session.scalars(
        select(CallAttempt)
        .where(CallAttempt.call_id == call.id, CallAttempt.number == number - 1)
        .options(joinedload(CallAttempt.moment))
    ).first()
    if before and before.outcome is Outcome.CALL_BACK and before.moment.next_step_done_on is None:
        finish_next_step(session, actor, before.moment, on=on)


def _settle(session: Session, call: RoundCall, facts: OutcomeFacts, on: date) -> None:
    call.outcome = facts.outcome
    if facts.outcome is Outcome.CALL_BACK:
        call.not_before = facts.call_back_on
    elif facts.outcome is Outcome.UNREACHED:
        _try_again(session, call, on)
    else:
        call.status, call.settled_on = CALL.after("finish", call.status), on


def _try_again(session: Session, call: RoundCall, on: date) -> None:
    session.flush()
    missed = session.query(CallAttempt).filter_by(call_id=call.id, outcome=Outcome.UNREACHED).count()
    if missed >= call.call_round.most_tries:
        call.status, call.settled_on = CALL.after("give_up", call.status), on
    else:
        call.not_before = on + timedelta(days=1)


def _end_when_done(session: Session, actor: Actor, call: RoundCall, on: date) -> None:
    session.flush()
    left = select(RoundCall.id).where(RoundCall.round_id == call.round_id, RoundCall.status == CallStatus.WAITING)
    if session.scalar(left.limit(1)) is None and call.call_round.status is RoundStatus.RUNNING:
        finish(session, actor, call.call_round, on=on)

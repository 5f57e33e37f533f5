"""What changes a belronde as a whole: beginning it, moving employers between colleagues, ending it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from employers.rounds.cleaning import clean_round
from employers.rounds.division import Item, divide
from employers.rounds.facts import RoundFacts
from employers.rounds.models import CallRound, RoundCall
from employers.rounds.selection import select_employers
from employers.rounds.workflow import CALL, ROUND, CallStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.rows import rows_reached

NOBODY = "Bij deze keuze past nu niemand om te bellen. Kies ruimer, of wacht tot de rusttijd voorbij is."
JUST_TAKEN = "Een collega begon net een belronde met dezelfde werkgevers. Tel opnieuw wie er over is."
WHO_CALLS = "Kies alleen accountmanagers die nu in dienst zijn."


def begin_round(session: Session, actor: Actor, facts: RoundFacts, *, on: date) -> CallRound:
    """Choose the employers, divide them and begin. Raises InputRefused per field, also when nobody is left to call."""
    if actor.id is None or actor.organisation_id is None:
        raise NotAllowed("Een belronde begint een medewerker van een van de partners.")
    clean = clean_round(facts)
    callers = _callers(session, clean.callers)
    selection = select_employers(session, actor, clean.choice, on=on)
    if not selection.items:
        raise InputRefused({"": NOBODY})
    call_round = CallRound(
        reference=next_reference(session, Kind.ROUND),
        title=clean.title,
        status=ROUND.start,
        choice=clean.choice.kept(),
        questions=list(clean.questions),
        left_out=dict(selection.left_out),
        most_tries=whole_number_on(session, Parameter.CALL_TRIES, on),
        made_by_id=actor.id,
        organisation_id=actor.organisation_id,
        made_on=on,
    )
    session.add(call_round)
    record(session, actor, "call_round.begun", call_round)
    _add_calls(session, actor, call_round, selection.items, callers)
    return call_round


def _callers(session: Session, ids: Sequence[int]) -> list[int]:
    fits = select(User.id).where(User.id.in_(ids), User.is_active, User.role == Role.ACCOUNT_MANAGER)
    found = sorted(session.scalars(fits))
    if len(found) < len(set(ids)):
        raise InputRefused({"callers": WHO_CALLS})
    return found


def _add_calls(
    session: Session, actor: Actor, call_round: CallRound, items: Sequence[Item], callers: Sequence[int]
) -> None:
    """The database decides who was first when two begin with the same employers in the same second."""
    places = {item.id: item.place for item in items}
    calls = [
        RoundCall(
            call_round=call_round,
            employer_id=employer_id,
            caller_id=caller,
            position=position,
            place=places[employer_id],
            status=CALL.start,
            tries=0,
        )
        for caller, employers in divide(items, callers).items()
        for position, employer_id in enumerate(employers, start=1)
    ]
    session.add_all(calls)
    try:
        session.flush()
    except IntegrityError as problem:
        raise InputRefused({"": JUST_TAKEN}) from problem
    record(session, actor, "call_round.divided", call_round, *calls)


def move_calls(
    session: Session, actor: Actor, call_round: CallRound, calls: Sequence[RoundCall], caller_id: int, *, on: date
) -> int:
    """Put employers that still wait on the list of a colleague; gives how many. Whom somebody is calling now stays."""
    (caller,) = _callers(session, [caller_id])
    at, moved = session.info["at"], 0
    for call in calls:
        free = (RoundCall.claimed_by_id.is_(None)) | (RoundCall.claimed_until < at)
        taken = rows_reached(
            session,
            update(RoundCall)
            .where(
                RoundCall.id == call.id,
                RoundCall.round_id == call_round.id,
                RoundCall.status == CallStatus.WAITING,
                RoundCall.caller_id != caller,
                free,
            )
            .values(caller_id=caller, claimed_by_id=None, claimed_until=None)
            .execution_options(synchronize_session=False),
        )
        if taken:
            moved += 1
            session.refresh(call)
    if moved:
        record(session, actor, "call_round.moved", call_round, *calls)
    return moved


def end_round(session: Session, actor: Actor, call_round: CallRound, *, reason: str, on: date) -> None:
    """Stop calling. Who was not called yet is free for another belronde; without anybody left it is simply finished."""
    waiting = session.scalars(
        select(RoundCall)
        .where(RoundCall.round_id == call_round.id, RoundCall.status == CallStatus.WAITING)
        .with_for_update()
    ).all()
    if not waiting:
        finish(session, actor, call_round, on=on)
        return
    if not reason.strip():
        raise InputRefused({"reason": "Schrijf op waarom de belronde stopt."})
    call_round.status = ROUND.after("stop", call_round.status)
    call_round.ended_on, call_round.stop_reason = on, " ".join(reason.split())
    for call in waiting:
        call.status, call.settled_on = CALL.after("drop", call.status), on
        call.claimed_by_id = call.claimed_until = None
    record(session, actor, "call_round.stopped", call_round, *waiting)


def finish(session: Session, actor: Actor, call_round: CallRound, *, on: date) -> None:
    """Everybody was called, or left the lists."""
    call_round.status, call_round.ended_on = ROUND.after("end", call_round.status), on
    record(session, actor, "call_round.ended", call_round)

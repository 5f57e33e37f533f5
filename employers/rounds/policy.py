"""Who may see and work in a belronde: account managers of all partners; who began it and their partner lead it."""

from employers.rounds.models import CallRound, RoundCall
from employers.rounds.workflow import CallStatus, RoundStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes

ONLY_ACCOUNT_MANAGERS = "Belrondes zijn voor accountmanagers."


def may_see_rounds(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ONLY_ACCOUNT_MANAGERS)


def may_begin_round(actor: Actor) -> Verdict:
    return may_see_rounds(actor)


def may_see_round(actor: Actor, *, call_round: CallRound) -> Verdict:
    return _account_manager(actor)


def may_lead_round(actor: Actor, *, call_round: CallRound) -> Verdict:
    """Move employers between colleagues, and stop."""
    leads = call_round.organisation_id == actor.organisation_id
    return first_no(
        _account_manager(actor),
        yes if leads else no(f"{call_round.made_by.name} begon deze belronde. Overleg samen als iets anders moet."),
        _running(call_round),
    )


def may_see_call(actor: Actor, *, call: RoundCall) -> Verdict:
    return _account_manager(actor)


def may_take_call(actor: Actor, *, call: RoundCall) -> Verdict:
    return first_no(_account_manager(actor), _running(call.call_round), _waiting(call))


def may_write_down(actor: Actor, *, call: RoundCall) -> Verdict:
    holds = call.claimed_by_id is not None and call.claimed_by_id == actor.id
    return first_no(
        may_take_call(actor, call=call),
        yes if holds else no("Je belt deze werkgever nu niet. Kies eerst ‘Bel deze werkgever’."),
    )


def may_leave_call(actor: Actor, *, call: RoundCall) -> Verdict:
    return may_write_down(actor, call=call)


def may_skip_call(actor: Actor, *, call: RoundCall) -> Verdict:
    mine = actor.id in {call.caller_id, call.claimed_by_id}
    leads = call.call_round.organisation_id == actor.organisation_id
    return first_no(
        may_take_call(actor, call=call),
        yes if mine or leads else no(f"Deze werkgever staat op de lijst van {call.caller.name}."),
    )


def _account_manager(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    return no(ONLY_ACCOUNT_MANAGERS) if actor.is_staff else hidden


def _running(call_round: CallRound) -> Verdict:
    running = call_round.status is RoundStatus.RUNNING
    return yes if running else no(f"Deze belronde is {call_round.status.value}. Er wordt niet meer gebeld.")


def _waiting(call: RoundCall) -> Verdict:
    if call.status is CallStatus.WAITING:
        return yes
    return no("Deze werkgever staat niet meer op de lijst om te bellen.")

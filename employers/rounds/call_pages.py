"""The page of one call: whom to call, what was said before, the script, and how it went."""

from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from employers.contacts.queries import last_contact, promises_of, words_of
from employers.contacts.seen import seen_by
from employers.models import ContactPerson, Employer
from employers.queries import beside
from employers.rounds import policy
from employers.rounds.blocking import Block, blocked
from employers.rounds.forms import OutcomeForm
from employers.rounds.models import Outcome, RoundCall
from employers.rounds.queries import attempts_of, progress_in
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of

HINTS = {
    Outcome.PLACE.value: "Er komt een plek in concept. Die maak je later af.",
    Outcome.CALL_BACK.value: "De werkgever blijft op je lijst, tot de dag die je afspreekt.",
    Outcome.UNREACHED.value: "Morgen staat de werkgever weer op je lijst.",
    Outcome.DO_NOT_CALL.value: "Geen enkele belronde belt deze werkgever nog.",
}


def call_page(
    session: Session, actor: Actor, call: RoundCall, form: OutcomeForm | None = None, block: Any = None
) -> str:
    """One employer to call; ``block`` is what a colleague did meanwhile, when writing down was refused for it."""
    on = day_of(session.info["at"])
    may_write = policy.may_write_down(actor, call=call)
    if form is None:
        form = OutcomeForm(formdata=None)
        form.number.data = str(call.tries + 1)
    found: Block | None = block or blocked(session, call, on=on)
    if block:
        form.seen.data = block.key
    words, last = words_of(session), last_contact(session, call.employer)
    parts = progress_in(session, [call.call_round])[call.round_id]
    busy = call.claimed_by if call.claimed_by_id != actor.id and _is_held(session, call) else None
    return render_template(
        "rounds/call.html",
        call=call,
        employer=call.employer,
        contacts=by_phone(call.employer),
        form=form.offer(call),
        block=found,
        asked_again=block is not None,
        busy=busy,
        meanwhile=seen_by(actor, found.moment, words) if found and found.moment else None,
        last=seen_by(actor, last, words) if last else None,
        promises=promises_of(session, actor, call.employer),
        beside=beside(session, [call.employer])[call.employer_id],
        attempts=session.scalars(attempts_of(call)).all(),
        mine=parts.get(actor.id or 0),
        may_write=may_write,
        may_take=policy.may_take_call(actor, call=call),
        may_skip=policy.may_skip_call(actor, call=call),
        hints=HINTS,
        later=call.not_before if call.not_before and call.not_before > on else None,
        day=on,
    )


def by_phone(employer: Employer) -> list[ContactPerson]:
    """Who can be called, with a telephone first."""
    here = [one for one in employer.contacts if one.left_on is None]
    return sorted(here, key=lambda one: (not one.phone, one.id))


def _is_held(session: Session, call: RoundCall) -> bool:
    return call.claimed_until is not None and call.claimed_until >= session.info["at"]

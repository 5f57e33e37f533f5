"""What more is told of some placements: a wage and a loonwaarde, and a week in which the work lay still."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from matching.placements.interruptions.actions import note_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.models import ContractForm, Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.wages.actions import say_loonwaarde, say_wage
from werkbedrijf.wages.models import Method, WageUnit


def tell_more(session: Session, manager: Actor, coach: Actor, placement: Placement, *, today: date) -> None:
    """Of every fourth paid placement a wage and a loonwaarde, of every seventh a quiet week once it has run a month."""
    first_day = placement.starts_on
    if placement.id % 4 == 0 and placement.contract_form is not ContractForm.NONE:
        say_wage(session, coach, placement, Decimal("14.99"), WageUnit.HOUR, from_on=first_day, on=first_day)
        percent = 40 + placement.id % 50
        say_loonwaarde(session, coach, placement, percent, Method.MEASURED, from_on=first_day, on=first_day)
    if placement.id % 7 == 0 and (today - first_day).days > 30:
        since = first_day + timedelta(days=14)
        week = {"starts_on": since, "ends_on": since + timedelta(days=7), "on": since}
        wage = placement.id % 2 == 0
        note_interruption(session, manager, placement, PauseReason.CLOSED, wage_continues=wage, **week)

"""What the page of a forecast needs."""

from dataclasses import dataclass
from datetime import date

from flask import render_template
from sqlalchemy.orm import Session

from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.proposals.counting import Able, able_people
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.forecast.closing import Way, learning, purchases, seat
from werkbedrijf.sroi.forecast.drawing import draw
from werkbedrijf.sroi.forecast.outlooks import Outlook, outlook_of
from werkbedrijf.sroi.spread import next_month

MANY = 3


def forecast_page(session: Session, actor: Actor, contract: Contract) -> str:
    """Where the contract will end, as a sentence, a picture and a table; and three ways to close a gap."""
    on = day_of(session.info["at"])
    outlook = outlook_of(session, actor, contract, on)
    keeps = actor.is_a(Role.COORDINATOR)
    if outlook is None:
        return render_template("sroi/forecast.html", contract=contract, outlook=None, on=on, keeps=keeps)
    plan = [(one.due_on, one.amount) for one in contract.plan]
    first = next_month(on)
    ways = contract.table, outlook.short, contract.table.full_time_hours, first, contract.counts_until
    return render_template(
        "sroi/forecast.html",
        contract=contract,
        outlook=outlook,
        drawing=draw(outlook.line, outlook.owed, plan),
        on=on,
        first=first,
        keeps=keeps,
        plan=plan,
        seats=_seats(session, actor, contract, outlook, on) if outlook.short else [],
        new_seat=seat(*ways),
        places=learning(*ways),
        bought=purchases(contract.table, outlook.short),
    )


@dataclass(frozen=True, slots=True)
class Seat:
    """An open place with what one seat is worth at its fewest hours, and who could do it where the reader may know."""

    place: Vacancy
    way: Way
    able: Able | None


def _seats(session: Session, actor: Actor, contract: Contract, outlook: Outlook, on: date) -> list[Seat]:
    """Open places at the contractor and who works under it; a contractor reads its own alone."""
    keeps = actor.is_a(Role.COORDINATOR)
    employers = contract.employer_ids if keeps else contract.employer_ids & frozenset(actor.employer_ids)
    found: list[Seat] = []
    for place in session.scalars(open_vacancies().where(Vacancy.employer_id.in_(employers))).unique():
        first = max(next_month(on), place.starts_on or on)
        if not place.kind.rules.can_count or not place.seats_left or len(found) == MANY:
            continue
        if way := seat(contract.table, outlook.short, place.hours_min, first, contract.counts_until):
            found.append(Seat(place, way, _able(session, place, on) if keeps else None))
    return found


def _able(session: Session, place: Vacancy, on: date) -> Able | None:
    """None for a place that does not say yet what it asks."""
    if not any(task.asks for task in place.tasks):
        return None
    return able_people(session, demand_of(place), starts_on=place.starts_on, on=on)

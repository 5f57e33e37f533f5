"""What waits at the employers of one side: a belronde in which somebody is called now, and a place that has to change."""

from dataclasses import replace

from sqlalchemy import select

from employers.actions import add_establishment, register_employer
from employers.facts import EmployerFacts, EstablishmentFacts
from employers.rounds.actions import begin_round
from employers.rounds.calling import take_call
from employers.rounds.facts import Choice, RoundFacts
from employers.rounds.models import RoundCall
from employers.vacancies.models import Vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.wishes.actions import ask_change
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.seeding.people import GEMEENTE, PC4
from werkbedrijf.seeding.story import AGO, Side


def call_and_wish(side: Side, desk: Actor) -> None:
    """Begin a belronde that calls an employer nobody spoke with; ``desk`` signs in for the employer of this side."""
    session, manager, on = side.session, side.manager, side.on
    name = f"Kwekerij {side.odd().last}"
    quiet = register_employer(session, manager, EmployerFacts(name=name), on=on - AGO)
    where = EstablishmentFacts(postcode=f"{PC4}AB", place="Enschede", name=name, gemeente_code=GEMEENTE)
    add_establishment(session, manager, quiet, where, on=on - AGO)
    session.flush()
    assert manager.id is not None  # noqa: S101  # made with the cast
    begun = begin_round(session, manager, RoundFacts("Najaar", Choice(face="mijn"), [manager.id]), on=on)
    calls = select(RoundCall).where(RoundCall.round_id == begun.id, RoundCall.employer_id == quiet.id)
    take_call(session, manager, session.scalars(calls).one(), on=on)
    place = side.things["vacancy"]["open"]
    assert isinstance(place, Vacancy)  # noqa: S101  # kept under its kind
    told = facts_of(place)
    ask_change(session, desk, place, replace(told, seats=told.seats + 1), "", on=on)
    session.flush()

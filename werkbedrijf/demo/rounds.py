"""A belronde that runs in the invented region: some employers were called this week, most still wait."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.rounds.actions import begin_round
from employers.rounds.calling import take_call, write_down
from employers.rounds.facts import Choice, OutcomeFacts, PlaceFacts, RoundFacts
from employers.rounds.models import CallRound, Outcome, RoundCall
from employers.rounds.workflow import CallStatus
from employers.vacancies.models import VacancyKind
from werkbedrijf.foundation.actors import Actor

MOST = 24
ANSWERS = (
    (Outcome.SPOKEN, ("Het inpakken blijft liggen", "Ja, met een vaste begeleider", "Volgende maand weer bellen"), ""),
    (Outcome.UNREACHED, (), ""),
    (
        Outcome.PLACE,
        ("De was sorteren en vouwen", "Dat kan iemand hier leren", "Graag, op een dinsdag"),
        "Textiel sorteren",
    ),
    (Outcome.NO_INTEREST, ("Nee, alles is bezet", "", ""), ""),
    (Outcome.CALL_BACK, ("Daar gaat een collega over", "", ""), ""),
    (Outcome.SPOKEN, ("Hulp in de kantine", "Ja", "Ja, bel eerst"), ""),
    (Outcome.DO_NOT_CALL, (), ""),
)


def call_around(session: Session, managers: list[Actor], *, today: date, latest: datetime) -> None:
    """Begin a belronde with two colleagues and make the first calls, through the real acts."""
    began = today - timedelta(days=3)
    _at(session, began, latest)
    callers = [manager.id for manager in managers[:2] if manager.id is not None]
    facts = RoundFacts("Stille werkgevers", Choice(most=MOST, quiet_days=45), callers)
    call_round = begin_round(session, managers[0], facts, on=began)
    _at(session, today - timedelta(days=1), latest)
    for manager in managers[:2]:
        for number, call in enumerate(_waiting(session, call_round, manager)[: len(ANSWERS)]):
            _call(session, manager, call, number, on=today - timedelta(days=1))
    _at(session, today, latest)


def _waiting(session: Session, call_round: CallRound, manager: Actor) -> list[RoundCall]:
    mine = select(RoundCall).where(RoundCall.round_id == call_round.id, RoundCall.caller_id == manager.id)
    return list(session.scalars(mine.where(RoundCall.status == CallStatus.WAITING).order_by(RoundCall.position)))


def _call(session: Session, manager: Actor, call: RoundCall, number: int, *, on: date) -> None:
    outcome, answers, work = ANSWERS[number]
    place = PlaceFacts(work, VacancyKind.GARANTIEBAAN, Decimal(16), Decimal(24), _first(call)) if work else None
    take_call(session, manager, call, on=on)
    facts = OutcomeFacts(
        outcome=outcome,
        number=call.tries + 1,
        answers=answers,
        call_back_on=on + timedelta(days=4),
        reason="Het bedrijf krimpt en wil rust" if outcome is Outcome.DO_NOT_CALL else "",
        place=place,
    )
    write_down(session, manager, call, facts, on=on)


def _first(call: RoundCall) -> str:
    return call.employer.establishments[0].reference


def _at(session: Session, day: date, latest: datetime) -> None:
    """Nothing in the trail of a demo lies in the future."""
    session.info["at"] = min(latest, datetime.combine(day, time(8), UTC))

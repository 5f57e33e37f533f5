"""The coach with a sign-in looks after who works: contacts that were, hours that run low, days that were missed, an assessment."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.aftercare.actions import GrantFacts, VisitFacts, grant_hours, log_visit
from matching.aftercare.answers import Going, Granted, Missed, Way
from matching.aftercare.closing.actions import write_assessment
from matching.aftercare.closing.models import Learned
from matching.aftercare.closing.policy import is_about_learning
from matching.aftercare.closing.queries import tasks_of
from matching.aftercare.missed.actions import report_day
from matching.aftercare.queries import Care, care_of
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor, actor_for

# Of more people the story says nothing new, and making it takes longer.
MOST = 12
DAY, SOME_WEEKS = timedelta(days=1), timedelta(weeks=3)
WORDS = (
    "Kent de weg en de collega’s. Wil graag leren met de scanner.",
    "Vindt de pauzes druk. De teamleider zoekt een rustige plek.",
    "Komt op tijd en maakt grapjes. De werkgever is tevreden.",
)
LEVELS = (Learned.ALONE, Learned.HELPED, Learned.STARTED)


def look_after(
    session: Session, managers: list[Actor], coach: Actor, *, show: Employer, today: date, latest: datetime
) -> None:
    """Fill in what was said about the people of this coach; one is left without, for who comes in to call."""
    session.info["at"] = latest
    manages = {one.organisation_id: one for one in managers}
    mine = _working(session, coach, today)
    for number, care in enumerate(care_of(session, mine, today)):
        placement = care.placement
        if number == len(mine) - 1 > 1:
            continue
        for planned in care.waiting:
            _visit(session, coach, placement, number, today, on=planned.moment.due_on, key=planned.moment.key)
        if number == 0:
            _goes_badly(session, coach, care, today)
        if number == 1 and coach.organisation_id in manages:
            _hours_run_low(session, manages[coach.organisation_id], coach, placement, today)
    _agreed_with(session, show, today)
    learning = next((one for one in mine if is_about_learning(one)), None)
    if learning is not None and (tasks := tasks_of(session, learning)):
        outcome = [(task, LEVELS[place % len(LEVELS)]) for place, task in enumerate(tasks)]
        write_assessment(
            session, coach, learning, outcome, "Werkt netjes en vraagt om hulp als het nodig is.", on=today
        )


def _agreed_with(session: Session, show: Employer, today: date) -> None:
    """The employer with a sign-in reads when the coach of somebody who works there comes."""
    at_work = (
        select(Placement)
        .join(Placement.vacancy)
        .where(Vacancy.employer_id == show.id, Placement.status == PlacementStatus.RUNNING)
        .order_by(Placement.id)
        .limit(1)
    )
    for placement in session.scalars(at_work):
        _visit(session, actor_for(session, placement.candidate.coach), placement, 3, today, on=today - DAY)


def _working(session: Session, coach: Actor, today: date) -> list[Placement]:
    """Who works, those who began some weeks ago first: of them there is something to tell."""
    asked = (
        select(Placement)
        .join(Placement.candidate)
        .where(Candidate.coach_id == coach.id, Placement.status == PlacementStatus.RUNNING)
        .order_by(Placement.starts_on.desc(), Placement.id)
    )
    found = session.scalars(asked.limit(MOST)).all()
    return sorted(found, key=lambda one: one.starts_on > today - SOME_WEEKS)


def _visit(
    session: Session,
    coach: Actor,
    placement: Placement,
    number: int,
    today: date,
    *,
    on: date,
    key: str = "",
    person: Going = Going.WELL,
    minutes: int = 45,
    note: str = "",
) -> None:
    ahead = today + timedelta(days=3 + 2 * number)
    facts = VisitFacts(
        on=on,
        way=Way.VISIT if number % 2 else Way.PHONE,
        minutes=minutes,
        person=person,
        employer=Going.WELL,
        note=note or WORDS[number % len(WORDS)],
        next_on=ahead if number % 3 == 0 else None,
        agreement="Samen het rooster bekijken" if number % 3 == 0 else "",
        moments=(key,) if key else (),
    )
    log_visit(session, coach, placement, facts, on=today)


def _goes_badly(session: Session, coach: Actor, care: Care, today: date) -> None:
    for day in _days_before(care.placement, today):
        report_day(session, coach, care.placement, Missed.WHOLE, day=day, hours=Decimal(6), on=today)
    on = max(care.placement.starts_on, today - DAY)
    note = "Wil liever later beginnen, de bus is vaak te laat. De teamleider kijkt of dat kan."
    _visit(session, coach, care.placement, 0, today, on=on, person=Going.BADLY, minutes=60, note=note)


def _days_before(placement: Placement, today: date) -> Iterator[date]:
    for back in (10, 3):
        if (day := today - back * DAY) >= placement.starts_on and day.weekday() < 5:
            yield day
        elif (other := day - 2 * DAY) >= placement.starts_on:
            yield other


def _hours_run_low(session: Session, manager: Actor, coach: Actor, placement: Placement, today: date) -> None:
    decided = placement.starts_on
    facts = GrantFacts(decided, decided + timedelta(days=182), Decimal(6), Granted.GEMEENTE, min(decided, today))
    grant_hours(session, manager, placement, facts, on=today)
    for back in (3, 2, 1):
        _visit(session, coach, placement, 1, today, on=max(decided, today - 7 * back * DAY), minutes=105)

"""Leerwerkplekken, mentors and booked learners to test with, through the real acts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from employers.training import actions
from employers.training.facts import MentorFacts, TrainingFacts
from employers.training.models import Mentor, TrainingForm, TrainingPlace
from employers.vacancies.models import Vacancy, VacancyKind
from matching.bookings.models import Booking
from matching.bookings.queries import booking_of
from matching.placements.models import ContractForm
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MAKER, MONDAY, Make

WEEK = timedelta(days=7)
GOALS = "Veilig werken in de keuken\nWerken volgens een planning"
PROCESSES = "B1-K1-W1 Voorbereiden van werkzaamheden"


def training_place(
    make: Make, *, vacancy: Vacancy | None = None, learners: int = 2, form: TrainingForm = TrainingForm.WITHOUT
) -> TrainingPlace:
    """A leerwerkplek that was set up; without mentors nothing fits yet."""
    vacancy = vacancy or make.vacancy(kind=VacancyKind.LEERWERKPLEK, title="Keukenhulp", seats=40)
    facts = TrainingFacts(form, GOALS, PROCESSES)
    return actions.set_up(make.session, MAKER, vacancy, facts, learners=learners, on=MONDAY)


def mentor(make: Make, *places: TrainingPlace, name: str = "Sanne de Boer", most: int = 2) -> Mentor:
    """Somebody who guides at these places."""
    employer = places[0].vacancy.employer
    row = actions.add_mentor(make.session, MAKER, employer, MentorFacts(name, most), places)
    make.session.flush()
    return row


def booked(
    make: Make,
    place: TrainingPlace,
    guide: Mentor,
    *,
    starts_on: date = MONDAY,
    weeks: int = 4,
    status: PlacementStatus = PlacementStatus.PLANNED,
    **facts: Any,
) -> Booking:
    """A learner with a placement and its weeks."""
    proposal = make.proposal(place.vacancy, facts.pop("candidate", None), status=ProposalStatus.ACCEPTED)
    agreed = {
        "contract_form": ContractForm.NONE,
        "hours_per_week": Decimal(20),
        "starts_on": starts_on,
        "ends_on": starts_on + weeks * WEEK,
        "mentor": guide,
    } | facts
    placement = make.placement(proposal, status=status, **agreed)
    booking = booking_of(make.session, placement.id)
    assert booking is not None
    return booking

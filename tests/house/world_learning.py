"""A leerwerkplek with weeks and somebody who guides there, and a place that its employer wants changed, for the world that has one of everything."""

from dataclasses import replace
from datetime import timedelta

from employers.vacancies.models import VacancyKind
from employers.vacancies.telling import facts_of
from employers.vacancies.wishes.actions import ask_change
from matching.bookings.queries import booking_of
from matching.placements.models import ContractForm
from tests.making import MONDAY
from tests.making_training import mentor, training_place


def a_training_place(make, firm):
    """The place and its mentor."""
    vacancy = make.vacancy(firm, kind=VacancyKind.LEERWERKPLEK, title="Keukenhulp", seats=4)
    place = training_place(make, vacancy=vacancy)
    return vacancy, mentor(make, place)


def learner_of(world, vacancy, guide, side, facts):
    """Somebody who learns there: the booking."""
    learner = world._candidate(f"coach{side}", facts)
    agreed = {"contract_form": ContractForm.NONE, "ends_on": MONDAY + timedelta(weeks=4), "mentor": guide}
    placement = world._placed(vacancy, learner, world.people[f"manager{side}"], **agreed)
    return booking_of(world.make.session, placement.id)


def wish_of(make, vacancy, person):
    """The employer wants one seat more at this place."""
    told = facts_of(vacancy)
    return ask_change(make.session, make.actor_of(person), vacancy, replace(told, seats=told.seats + 1), "", on=MONDAY)

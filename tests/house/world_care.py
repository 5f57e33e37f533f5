"""Somebody who learns at work and is looked after, for the world that has one of everything."""

from datetime import timedelta
from decimal import Decimal

from employers.vacancies.models import VacancyKind
from matching.aftercare.actions import GrantFacts, VisitFacts, grant_hours, log_visit
from matching.aftercare.answers import Granted, Missed, Way
from matching.aftercare.closing.actions import write_assessment
from matching.aftercare.closing.models import Learned
from matching.aftercare.missed.actions import report_day
from matching.placements.actions import start_placement
from matching.placements.models import ContractForm
from tests.making import MONDAY

UNTIL = MONDAY + timedelta(weeks=12)


def care_of_somebody(world, firm, side, facts):
    """One contact, one grant, one day that was missed and one draft of what was learned, by the names of their addresses."""
    make, people = world.make, world.people
    session, manager = make.session, make.actor_of(people[f"manager{side}"])
    coach, employer = make.actor_of(people[f"coach{side}"]), make.actor_of(people[f"employer{side}"])
    vacancy = make.vacancy(firm, kind=VacancyKind.LEERWERKPLEK, title="Keukenhulp")
    learner = world._candidate(f"coach{side}", facts)
    agreed = {"contract_form": ContractForm.NONE, "ends_on": UNTIL}
    placement = world._placed(vacancy, learner, people[f"manager{side}"], **agreed)
    start_placement(session, manager, placement, on=MONDAY)
    seen = VisitFacts(MONDAY, Way.VISIT, 45, note="Geheime notitie", agreement="Bellen", next_on=UNTIL)
    grant = GrantFacts(MONDAY, UNTIL, Decimal(10), Granted.GEMEENTE, MONDAY)
    hours = {"day": MONDAY, "hours": Decimal(2), "on": MONDAY}
    outcome = [(task.title, Learned.HELPED) for task in vacancy.tasks]
    return {
        "working": placement.reference,
        "learning": placement.reference,
        "visit": log_visit(session, coach, placement, seen, on=MONDAY).reference,
        "budget": grant_hours(session, manager, placement, grant, on=MONDAY).reference,
        "missed": report_day(session, employer, placement, Missed.PART, **hours).reference,
        "assessment": write_assessment(session, coach, placement, outcome, "Werkt netjes", on=MONDAY).reference,
    }

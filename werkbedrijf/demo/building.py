"""Build the invented region, step by step, through the real actions and in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random

from sqlalchemy.orm import Session

from candidates.profile.neutral import set_neutral_levels
from employers.merging.jobs import find_employer_pairs
from employers.vacancies.workflow import VacancyStatus
from matching.aftercare.staying.freezing import freeze_staying
from matching.allocation.running import run_here
from werkbedrijf.accounts.demo_sign_in import DEMO_PASSWORD
from werkbedrijf.accounts.passwords import NewPassword, hashed
from werkbedrijf.demo.carving import carve
from werkbedrijf.demo.counting import count_months
from werkbedrijf.demo.firms import draw_doubles, draw_firms, draw_places
from werkbedrijf.demo.learning_weeks import set_up_places
from werkbedrijf.demo.life import live
from werkbedrijf.demo.meeting import meet
from werkbedrijf.demo.memory import remember
from werkbedrijf.demo.partners import make_employer_user, make_team
from werkbedrijf.demo.people import draw_people
from werkbedrijf.demo.places import Map
from werkbedrijf.demo.plans import Plan
from werkbedrijf.demo.questions import ask_questions
from werkbedrijf.demo.rounds import call_around
from werkbedrijf.demo.scorings import score_twice
from werkbedrijf.demo.social_return import promise
from werkbedrijf.demo.staying import look_after
from werkbedrijf.demo.told_figures import tell_figures
from werkbedrijf.demo.trust import ask_for_rights
from werkbedrijf.demo.wishes import want_a_change
from werkbedrijf.fairness.jobs import keep, measures_of
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.facts.regions import region_of
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.foundation.region import Region
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.garantiebanen.freezing import freeze_due
from werkbedrijf.indicators.freezing import publish_due
from werkbedrijf.learning.jobs import try_here
from werkbedrijf.outlook.freezing import publish_outlooks
from werkbedrijf.replies.jobs import freeze_replies


@dataclass(frozen=True, slots=True)
class Made:
    """What was built, to tell."""

    people: int
    employers: int
    places: int
    placements: int
    proposals: int

    @property
    def sentence(self) -> str:
        """In one line."""
        return (
            f"Gemaakt: {self.people} mensen, {self.employers} werkgevers, {self.places} plekken, "
            f"{self.proposals} voordrachten en {self.placements} plaatsingen. Allemaal verzonnen."
        )


def build(session: Session, plan: Plan, settings: Settings, *, today: date, told: Callable[[int, int], None]) -> Made:
    """Fill an empty database with the region of the plan; the same plan on the same day gives the same region."""
    random = Random(plan.seed)  # noqa: S311  # invented data must be the same each time, not secret
    # Nothing in the trail of a demo lies in the future.
    latest = session.info["at"]
    session.info["at"] = min(latest, datetime.combine(today, time(6), UTC))
    region = Map(plan.region_code, plan.city)
    _found_region(session, plan, today)
    password = NewPassword(hashed(DEMO_PASSWORD, settings.password_cost))
    team = make_team(session, region, plan.city, random, password, plan.people)
    managers, coaches = team.actors(session, team.managers), team.actors(session, team.coaches)

    establishments = list(draw_firms(session, managers, plan, region, random, on=today))
    places = list(draw_places(session, establishments, managers, plan, random, on=today))
    people = list(draw_people(session, coaches, plan, region, random, on=today, told=told))
    set_neutral_levels(session, TIMETABLE, on=today)
    # Who signs in as employer is known to who signs in as account manager.
    wanted = [place for place in places if place.status == VacancyStatus.OPEN]
    known = [one for one in establishments if one.employer.account_manager_id == managers[0].id]
    busiest = max(known, key=lambda e: sum(p.seats for p in wanted if p.establishment is e))
    show = make_employer_user(session, busiest.employer, random, password)
    lived = live(session, places, managers, coaches, random, today=today, latest=latest, show=busiest.employer)
    meet(session, managers, busiest.employer, today=today, latest=latest)
    remember(session, managers, busiest.employer, today=today)
    set_up_places(session, places, managers, show=busiest.employer, today=today, latest=latest)
    look_after(session, managers, coaches[0], show=busiest.employer, today=today, latest=latest)
    want_a_change(session, show, wanted, today=today)
    carve(session, managers, show=busiest.employer, today=today, latest=latest)
    call_around(session, managers, today=today, latest=latest)
    promise(session, establishments, show=busiest.employer, today=today, latest=latest)
    list(draw_doubles(session, managers, establishments, on=today))
    find_employer_pairs(session, on=today)
    ask_for_rights(session, team, people, today=today, latest=latest)
    # The timetable makes the next one at night; who comes in by day finds one standing, and measured.
    run = run_here(session, settings.secret_key, on=today)
    keep(session, run, measures_of(session, run, settings.secret_key))
    try_here(session, settings.secret_key, on=today)
    freeze_due(session, on=today)
    publish_due(session, on=today)
    freeze_staying(session, on=today)
    count_months(session, managers, region=plan.region_code, today=today)
    publish_outlooks(session, on=today)
    publish_due(session, on=today)
    tell_figures(session, today=today)
    asked = {"today": today, "latest": latest, "random": Random(plan.seed + 58)}  # noqa: S311  # as above
    ask_questions(session, managers, [one.employer for one in establishments], show, busiest.employer, **asked)
    freeze_replies(session, on=today)
    score_twice(session, coaches, random, on=today)
    return Made(
        people=len(people),
        employers=len(establishments),
        places=len(places),
        placements=lived.placements,
        proposals=lived.proposals,
    )


def _found_region(session: Session, plan: Plan, today: date) -> None:
    known = region_of(plan.region_code)
    name = known.name if known else plan.city
    region = Region(id=1, code=plan.region_code, name=f"Werkbedrijf {name} (demo)", is_demo=True, started_on=today)
    target = ParameterValue(
        name=Parameter.TARGET_JOBS,
        valid_from=date(today.year, 1, 1),
        value=Decimal(plan.target_jobs),
        source="Verzonnen voor de demo.",
    )
    for row, act in ((region, "region.founded"), (target, "parameter.added")):
        session.add(row)
        record(session, TIMETABLE, act, row)

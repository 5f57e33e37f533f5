"""What happened in the invented region: voordrachten, answers and placements, each on its own day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from random import Random

from sqlalchemy.orm import Session

from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.placements.actions import change_hours, end_placement, plan_placement, start_placement
from matching.placements.facts import BY_ANOTHER, FORMS, PlacementFacts
from matching.placements.models import EndReason
from matching.proposals.actions import accept, decline, invite, propose
from matching.proposals.models import DeclineReason, OutsideReason, Proposal
from matching.proposals.passing import advice_of
from matching.proposals.shortlist import Row, candidates_for, month_key
from werkbedrijf.demo.terms import tell_more
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.periods import months_back

TERM = 2
"""Months that a trial or a place to gain experience lasts here."""
WHY_PAST = (OutsideReason.KNOWS, OutsideReason.WISH, OutsideReason.ASKED, OutsideReason.LIST_CANNOT)
# From voordracht to the first working day.
BEFORE_WORK = timedelta(days=12)


@dataclass(slots=True)
class Lived:
    """How much happened."""

    placements: int = 0
    proposals: int = 0


class Story:
    """Lets time pass: every act gets its own day, in the trail too."""

    def __init__(
        self,
        session: Session,
        coaches: list[Actor],
        managers: list[Actor],
        random: Random,
        today: date,
        latest: datetime,
        firms: list[Employer],
    ):
        self.session = session
        self.coaches = {coach.id: coach for coach in coaches}
        self.managers = {manager.id: manager for manager in managers}
        self.random = random
        self.today = today
        self.latest = latest
        self.lived = Lived()
        self.firms = firms
        self.reasons = cycle(WHY_PAST)
        # Who worked before, and from which day this person is free again.
        self.free_from: dict[int, date] = {}

    def on(self, day: date) -> date:
        """Set the moment of the acts that follow to the morning of this day."""
        self.session.info["at"] = min(self.latest, datetime.combine(day, time(8), UTC))
        return day

    def best_for(self, place: Vacancy) -> list[Row]:
        """Who the ranking puts first for this place today."""
        key = month_key("demo", self.today)
        found = candidates_for(
            self.session, place, on=self.today, key=key, limit=2 * place.seats + 2, suitable_only=True
        )
        return list(found.rows)

    def propose(self, place: Vacancy, row: Row, day: date) -> Proposal:
        """The candidate's coach puts the candidate forward, as the ranking explains it, and says why past the order."""
        coach = self.coaches[row.candidate.coach_id]
        advice = advice_of(self.session, place, row.candidate, on=self.today, key=month_key("demo", self.today))
        self.lived.proposals += 1
        return propose(
            self.session,
            coach,
            place,
            row.candidate,
            on=self.on(day),
            explanation=row.shown.to_dict(),
            advice=advice,
            outside_reason=next(self.reasons) if advice.asks_why else None,
        )

    def place(self, place: Vacancy, row: Row, first_day: date) -> None:
        """From voordracht to working day, some weeks before ``first_day``."""
        manager = self.managers[place.employer.account_manager_id]
        proposal = self.propose(place, row, first_day - BEFORE_WORK)
        accept(self.session, manager, proposal, on=self.on(first_day - timedelta(days=6)))
        steps = int((place.hours_max - place.hours_min) // 2)
        hours = place.hours_min + 2 * self.random.randrange(steps + 1)
        ends_on = self.today + timedelta(days=self.random.randrange(5, 300)) if self.random.random() < 0.6 else None
        form = FORMS[place.kind][0]
        facts = PlacementFacts(
            formal_employer=self.lender_for(place) if form in BY_ANOTHER else place.employer,
            workplace=place.establishment,
            contract_form=form,
            hours_per_week=hours,
            starts_on=first_day,
            ends_on=months_back(first_day, -TERM) if place.kind.rules.has_term else ends_on,
        )
        placement = plan_placement(self.session, manager, proposal, facts, on=self.on(first_day - timedelta(days=3)))
        start_placement(self.session, manager, placement, on=self.on(first_day))
        self.lived.placements += 1
        if place.kind.rules.has_term and facts.ends_on and facts.ends_on <= self.today:
            end_placement(
                self.session,
                manager,
                placement,
                ended_on=facts.ends_on,
                reason=EndReason.CONTRACT_END,
                on=self.on(facts.ends_on),
            )
            self.free_from[row.candidate.id] = facts.ends_on
            return
        tell_more(self.session, manager, self.coaches[row.candidate.coach_id], placement, today=self.today)
        days = (self.today - first_day).days
        if days > 60 and self.random.random() < 0.15:
            since = first_day + timedelta(days=45)
            change_hours(self.session, manager, placement, hours + 4, from_on=since, on=self.on(since))
        if days > 90 and self.random.random() < 0.12:
            last = first_day + timedelta(days=80)
            end_placement(
                self.session, manager, placement, ended_on=last, reason=EndReason.OTHER_WORK, on=self.on(last)
            )
            self.free_from[row.candidate.id] = last

    def lender_for(self, place: Vacancy) -> Employer:
        """Who employs somebody that works here on loan: another firm of the region."""
        return next(other for other in self.firms if other is not place.employer)

    def answer(self, proposal: Proposal, day: date) -> None:
        """Some employers invite, some say yes or no, some let us wait."""
        manager = self.managers[proposal.vacancy.employer.account_manager_id]
        chance = self.random.random()
        if chance < 0.25:
            invite(self.session, manager, proposal, on=self.on(day))
        elif chance < 0.33:
            accept(self.session, manager, proposal, on=self.on(day))
        elif chance < 0.45:
            decline(self.session, manager, proposal, reason=DeclineReason.HOURS, on=self.on(day))


def live(
    session: Session,
    places: list[Vacancy],
    managers: list[Actor],
    coaches: list[Actor],
    random: Random,
    *,
    today: date,
    latest: datetime,
    show: Employer,
) -> Lived:
    """Fill part of the places and put people forward for others; ``show`` is the employer with a sign-in."""
    story = Story(session, coaches, managers, random, today, latest, [place.employer for place in places])
    own = [place for place in places if place.employer is show and place.status == VacancyStatus.OPEN]
    for place in places:
        if place.status != VacancyStatus.OPEN:
            continue
        # The employer with a sign-in keeps a seat, so that it finds somebody to answer about.
        if place in own[-1:] and not any(one.seats_left for one in own[:-1]):
            continue
        shown_from = place.logged_on + timedelta(days=2)
        people = [row for row in story.best_for(place) if row.candidate.visibility.is_shown(shown_from)]
        _fill(story, place, people)
    # After all who began somewhere: a voordracht of theirs for another place would have ended with that.
    for place in places:
        _put_forward(story, place, always=place.employer is show)
    story.on(today)
    return story.lived


def _fill(story: Story, place: Vacancy, people: list[Row]) -> None:
    """Placements of the past."""
    age = (story.today - place.logged_on).days
    wanted = sum(story.random.random() < 0.65 for _ in range(place.seats)) if age > 40 else 0
    for row in people[:wanted]:
        first_day = place.logged_on + timedelta(days=story.random.randrange(20, max(21, age - 5)))
        # The acts come place by place, not day by day: someone may have worked elsewhere until later.
        if first_day - BEFORE_WORK > story.free_from.get(row.candidate.id, date.min):
            story.place(place, row, first_day)


def _put_forward(story: Story, place: Vacancy, *, always: bool) -> None:
    """Voordrachten of the past days, of who can still be put forward today."""
    if place.status != VacancyStatus.OPEN or not (always or story.random.random() < 0.35):
        return
    shown_from = max(story.today - timedelta(days=10), place.logged_on)
    story.on(story.today)
    people = [row for row in story.best_for(place) if row.candidate.visibility.is_shown(shown_from)]
    for index, row in enumerate(people[: place.seats_left]):
        day = story.today - timedelta(days=story.random.randrange(1, 11))
        proposal = story.propose(place, row, max(day, place.logged_on))
        # The employer with a sign-in finds at least one that still waits for an answer.
        if not always or (index and story.random.random() < 0.3):
            story.answer(proposal, story.today)

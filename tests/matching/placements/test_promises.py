"""Whatever people do, in whatever order: no seat is over-filled, and nobody is promised twice."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.placements.actions import cancel_placement, change_hours, end_placement, plan_placement, start_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm, EndReason, Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import accept, decline, invite, propose, withdraw
from matching.proposals.jobs import expire_holds
from matching.proposals.models import DeclineReason, Proposal
from matching.proposals.shortlist import candidates_for, month_key
from matching.proposals.workflow import OPEN, ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY, Make
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import DomainError

KEY = month_key("only for tests", MONDAY)
DAY = timedelta(days=1)
WAITING = (ProposalStatus.SENT, ProposalStatus.INVITED)
ACTIVE = (PlacementStatus.PLANNED, PlacementStatus.RUNNING)
which = st.integers(min_value=0, max_value=3)


class Promises(RuleBasedStateMachine):
    """A small region in which anything may happen; ``engine`` is set per kind of database."""

    engine = None

    @initialize(seats=st.lists(st.integers(1, 2), min_size=2, max_size=3))
    def a_small_region(self, seats):
        self.connection = self.engine.connect().execution_options(writing=True)
        self.outer = self.connection.begin()
        self.session = Session(bind=self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        self.session.info["at"] = NOW
        make = Make(self.session)
        make.parameters()
        self.actor = make.actor(Role.ACCOUNT_MANAGER)
        coach = make.user(Role.COACH)
        self.people = [make.candidate(coach=coach) for _ in range(3)]
        for person in self.people:
            make.profile(person)
        self.places = [make.vacancy(seats=number) for number in seats]
        self.day = MONDAY
        self.session.commit()

    def teardown(self):
        if hasattr(self, "session"):
            self.session.close()
            self.outer.rollback()
            self.connection.close()

    def any(self, model):
        return hasattr(self, "session") and self.session.scalar(select(func.count(model.id))) > 0

    def attempt(self, act, *args, **kwargs):
        """Do it whole or not at all, as a door would."""
        try:
            act(self.session, self.actor, *args, **kwargs)
            self.session.commit()
        except DomainError:
            self.session.rollback()

    def pick(self, model, number, *statuses):
        """One of the rows with such a status, if there are any; else any row, to be refused."""
        rows = self.session.scalars(select(model).order_by(model.id)).all()
        rows = [row for row in rows if row.status in statuses] or rows
        return rows[number % len(rows)] if rows else None

    @rule(place=which, person=which)
    def somebody_is_put_forward(self, place, person):
        vacancy, candidate = self.places[place % len(self.places)], self.people[person % 3]
        self.attempt(propose, vacancy, candidate, on=self.day, explanation={})

    @rule(person=which)
    def somebody_is_put_forward_everywhere(self, person):
        for vacancy in self.places:
            self.attempt(propose, vacancy, self.people[person % 3], on=self.day, explanation={})

    @precondition(lambda self: self.any(Proposal))
    @rule(number=which)
    def an_employer_says_yes(self, number):
        self.attempt(accept, self.pick(Proposal, number, *WAITING), on=self.day)

    @precondition(lambda self: self.any(Proposal))
    @rule(number=which)
    def an_employer_invites(self, number):
        self.attempt(invite, self.pick(Proposal, number, ProposalStatus.SENT), on=self.day)

    @precondition(lambda self: self.any(Proposal))
    @rule(number=which)
    def an_employer_says_no(self, number):
        self.attempt(decline, self.pick(Proposal, number), reason=DeclineReason.HOURS, on=self.day)

    @precondition(lambda self: self.any(Proposal))
    @rule(number=which)
    def a_voordracht_is_taken_back(self, number):
        self.attempt(withdraw, self.pick(Proposal, number), reason="Kiest iets anders", on=self.day)

    @precondition(lambda self: self.any(Proposal))
    @rule(number=which, hours=st.integers(1, 48))
    def a_placement_is_planned(self, number, hours):
        row = self.pick(Proposal, number, ProposalStatus.ACCEPTED)
        vacancy = row.vacancy
        facts = PlacementFacts(vacancy.employer, vacancy.establishment, ContractForm.REGULAR, Decimal(hours), self.day)
        self.attempt(plan_placement, row, facts, on=self.day)

    @precondition(lambda self: self.any(Placement))
    @rule(number=which, how=st.sampled_from([start_placement, cancel_placement]))
    def a_placement_starts_or_not(self, number, how):
        self.attempt(how, self.pick(Placement, number, PlacementStatus.PLANNED), on=self.day)

    @precondition(lambda self: self.any(Placement))
    @rule(number=which)
    def a_placement_ends(self, number):
        row = self.pick(Placement, number, PlacementStatus.RUNNING)
        self.attempt(end_placement, row, ended_on=self.day + DAY, reason=EndReason.OTHER, on=self.day)

    @precondition(lambda self: self.any(Placement))
    @rule(number=which, hours=st.integers(1, 48))
    def hours_change(self, number, hours):
        self.attempt(change_hours, self.pick(Placement, number), Decimal(hours), from_on=self.day, on=self.day)

    @precondition(lambda self: self.any(Proposal) and self.day < MONDAY + 200 * DAY)
    @rule(days=st.sampled_from([1, 10, 30]))
    def time_passes(self, days):
        self.day += days * DAY
        expire_holds(self.session, on=self.day)
        self.session.commit()

    @invariant()
    def seats_are_never_over_filled_and_held_is_what_is_open(self):
        if not hasattr(self, "session"):
            return
        for vacancy in self.session.scalars(select(Vacancy)):
            open_here = select(func.count()).where(Proposal.vacancy_id == vacancy.id, Proposal.status.in_(OPEN))
            at_work = select(func.count()).where(Placement.vacancy_id == vacancy.id, Placement.status.in_(ACTIVE))
            assert vacancy.held == self.session.scalar(open_here)
            assert vacancy.filled == self.session.scalar(at_work)
            assert vacancy.held + vacancy.filled <= vacancy.seats
            assert (vacancy.status == VacancyStatus.FULL) == (vacancy.filled == vacancy.seats)

    @invariant()
    def who_is_promised_or_works_is_on_no_other_list(self):
        if not hasattr(self, "session"):
            return
        taken = set()
        for person in self.session.scalars(select(Candidate)):
            states = self.session.scalars(select(Proposal.status).where(Proposal.candidate_id == person.id)).all()
            open_ones = [status for status in states if status in OPEN]
            works = self.session.scalar(
                select(func.count()).where(Placement.candidate_id == person.id, Placement.status.in_(ACTIVE))
            )
            promised = ProposalStatus.ACCEPTED in open_ones
            assert works <= 1
            assert len(open_ones) == 1 or not promised
            assert not (works and open_ones)
            if works or promised:
                taken.add(person.id)
        for vacancy in self.places:
            rows = candidates_for(self.session, vacancy, on=self.day, key=KEY).rows
            assert not taken & {row.candidate.id for row in rows}

    @invariant()
    def hours_follow_each_other_without_gap_or_overlap(self):
        if not hasattr(self, "session"):
            return
        for placement in self.session.scalars(select(Placement)):
            terms = placement.terms
            assert terms[0].starts_on == placement.starts_on
            assert terms[-1].ends_on == placement.ended_on
            for before, after in pairwise(terms):
                assert before.ends_on == after.starts_on


@pytest.mark.parametrize("examples", [4, pytest.param(25, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_promises_hold_whatever_happens(engines, kind, examples):
    if kind not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    run_state_machine_as_test(
        type("Promises", (Promises,), {"engine": engines[kind].engine}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
            phases=[Phase.generate],
        ),
    )

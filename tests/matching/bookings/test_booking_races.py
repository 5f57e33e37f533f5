"""Two doors at the same moment, on the database of production: a week is never booked too full, nor a mentor."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from employers.training.models import Mentor
from matching.bookings.models import BookingWeek, MentorWeek, PlaceWeek
from matching.placements.actions import plan_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from tests.making_training import WEEK, mentor, training_place
from tests.racing import at_once, prepared
from werkbedrijf.foundation.actors import actor_for


def planning(proposal_id, mentor_id):
    def act(session):
        proposal = session.get_one(Proposal, proposal_id)
        vacancy = proposal.vacancy
        facts = PlacementFacts(
            vacancy.employer,
            vacancy.establishment,
            ContractForm.NONE,
            Decimal(20),
            MONDAY,
            MONDAY + 3 * WEEK,
            session.get_one(Mentor, mentor_id),
        )
        plan_placement(session, actor_for(session, proposal.proposed_by), proposal, facts, on=MONDAY)

    return act


def accepted(make, place, number):
    return [make.proposal(place.vacancy, status=ProposalStatus.ACCEPTED).id for _ in range(number)]


@pytest.mark.parametrize("_", range(3))
def test_at_once_nobody_books_a_week_too_full_at_a_place_or_with_a_mentor(postgresql, _):
    def build(make):
        make.parameters()
        wide = training_place(make, learners=2)
        vacancy = make.vacancy(wide.vacancy.establishment, kind=wide.vacancy.kind, seats=10)
        other = training_place(make, vacancy=vacancy, learners=5)
        guide, second = mentor(make, wide, other, most=3), mentor(make, wide, name="Omar Aksoy", most=5)
        here, there = accepted(make, wide, 4), accepted(make, other, 4)
        make.session.flush()
        return [(one, guide.id if number % 2 else second.id) for number, one in enumerate(here)] + [
            (one, guide.id) for one in there
        ]

    acts = [planning(*one) for one in prepared(postgresql, build)]

    refusals = at_once(postgresql, *acts)

    assert refusals
    with postgresql.transaction(at=NOW) as session:
        at_places = session.scalars(select(PlaceWeek.booked)).all()
        with_mentors = session.scalars(select(MentorWeek.booked)).all()
        booked = session.scalar(select(func.count()).select_from(BookingWeek))
        assert sum(at_places) == sum(with_mentors) == booked == 3 * (len(acts) - len(refusals))
        most = dict(session.execute(select(Mentor.id, Mentor.most)).all())
        for row in session.scalars(select(MentorWeek)):
            assert row.booked <= most[row.mentor_id]
        wide = session.scalars(select(PlaceWeek).order_by(PlaceWeek.vacancy_id)).first()
        assert wide.booked <= 2

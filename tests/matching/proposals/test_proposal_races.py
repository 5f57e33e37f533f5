"""Two doors at the same moment, on the database of production: what is promised once stays promised once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.placements.actions import plan_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm, Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import accept, propose
from matching.proposals.jobs import expire_holds
from matching.proposals.models import Proposal
from matching.proposals.workflow import OPEN, ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from tests.racing import at_once, prepared
from werkbedrijf.foundation.actors import User, actor_for

ROUNDS = 4


def proposing(vacancy_id, candidate_id):
    def act(session):
        candidate = session.get_one(Candidate, candidate_id)
        coach = actor_for(session, session.get_one(User, candidate.coach_id))
        propose(session, coach, session.get_one(Vacancy, vacancy_id), candidate, on=MONDAY, explanation={})

    return act


def accepting(proposal_id):
    def act(session):
        proposal = session.get_one(Proposal, proposal_id)
        accept(session, actor_for(session, proposal.proposed_by), proposal, on=MONDAY)

    return act


def planning(proposal_id):
    def act(session):
        proposal = session.get_one(Proposal, proposal_id)
        vacancy = proposal.vacancy
        facts = PlacementFacts(vacancy.employer, vacancy.establishment, ContractForm.REGULAR, Decimal(24), MONDAY)
        plan_placement(session, actor_for(session, proposal.proposed_by), proposal, facts, on=MONDAY)

    return act


def held_and_open(session):
    """Per place the seats held beside the open voordrachten there; they are the same numbers."""
    for vacancy in session.scalars(select(Vacancy)):
        here = (Proposal.vacancy_id == vacancy.id, Proposal.status.in_(OPEN))
        assert vacancy.held == session.scalar(select(func.count()).where(*here))
        assert vacancy.held + vacancy.filled <= vacancy.seats


@pytest.mark.parametrize("_", range(ROUNDS))
def test_coaches_at_once_never_promise_the_last_seat_twice(postgresql, _):
    def build(make):
        make.parameters()
        people = [make.profile().candidate for _ in range(6)]
        vacancy = make.vacancy(seats=2)
        make.session.flush()
        return vacancy.id, [person.id for person in people]

    vacancy_id, people = prepared(postgresql, build)

    refusals = at_once(postgresql, *(proposing(vacancy_id, person) for person in people))

    assert len(refusals) == 4
    with postgresql.transaction(at=NOW) as session:
        assert session.get_one(Vacancy, vacancy_id).held == 2
        held_and_open(session)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_voordracht_sent_twice_at_once_is_one(postgresql, _):
    def build(make):
        make.parameters()
        candidate, vacancy = make.profile().candidate, make.vacancy(seats=5)
        make.session.flush()
        return vacancy.id, candidate.id

    pair = prepared(postgresql, build)

    assert len(at_once(postgresql, *(proposing(*pair) for _ in range(4)))) == 3

    with postgresql.transaction(at=NOW) as session:
        assert session.scalar(select(func.count()).select_from(Proposal)) == 1
        held_and_open(session)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_two_employers_saying_yes_at_once_get_one_person_once(postgresql, _):
    def build(make):
        candidate = make.candidate()
        rows = [make.proposal(candidate=candidate) for _ in range(3)]
        make.session.flush()
        return [row.id for row in rows]

    rows = prepared(postgresql, build)

    assert len(at_once(postgresql, *(accepting(row) for row in rows))) == 2

    with postgresql.transaction(at=NOW) as session:
        states = sorted(session.scalars(select(Proposal.status)))
        assert states == [ProposalStatus.ACCEPTED, ProposalStatus.LAPSED, ProposalStatus.LAPSED]
        held_and_open(session)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_one_person_planned_on_two_places_at_once_works_at_one(postgresql, _):
    def build(make):
        candidate = make.candidate()
        first = make.proposal(candidate=candidate, status=ProposalStatus.ACCEPTED)
        second = make.proposal(status=ProposalStatus.ACCEPTED)
        second.candidate = candidate  # as if the rule that ends other voordrachten had failed
        make.session.flush()
        return [first.id, second.id]

    rows = prepared(postgresql, build)

    assert len(at_once(postgresql, *(planning(row) for row in rows))) == 1

    with postgresql.transaction(at=NOW) as session:
        assert session.scalars(select(Placement.status)).all() == [PlacementStatus.PLANNED]
        held_and_open(session)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_an_answer_at_the_moment_the_term_ends_is_one_or_the_other(postgresql, _):
    def build(make):
        row = make.proposal()
        make.session.flush()
        return row.id

    row = prepared(postgresql, build)
    late = MONDAY + timedelta(days=60)

    at_once(
        postgresql,
        accepting(row),
        lambda session: expire_holds(session, on=late),
        lambda session: expire_holds(session, on=late),
    )

    with postgresql.transaction(at=NOW) as session:
        assert session.get_one(Proposal, row).status in {ProposalStatus.ACCEPTED, ProposalStatus.EXPIRED}
        held_and_open(session)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_everything_at_once_leaves_the_counts_right(postgresql, _):
    def build(make):
        make.parameters()
        people = [make.candidate() for _ in range(3)]
        places = [make.vacancy(seats=2) for _ in range(2)]
        rows = [make.proposal(places[0], person) for person in people[:2]]
        make.session.flush()
        return [p.id for p in people], [v.id for v in places], [r.id for r in rows]

    people, places, rows = prepared(postgresql, build)

    at_once(
        postgresql,
        accepting(rows[0]),
        accepting(rows[1]),
        *(proposing(places[1], person) for person in people),
        lambda session: expire_holds(session, on=MONDAY + timedelta(days=60)),
    )

    with postgresql.transaction(at=NOW) as session:
        held_and_open(session)
        for person in people:
            mine = session.scalars(select(Proposal.status).where(Proposal.candidate_id == person)).all()
            if ProposalStatus.ACCEPTED in mine:
                assert not {ProposalStatus.SENT, ProposalStatus.INVITED} & set(mine)

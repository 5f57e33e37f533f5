from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from employers.vacancies.models import VacancyKind
from employers.vacancies.workflow import VacancyStatus
from matching.placements.actions import (
    agree_end,
    cancel_placement,
    change_hours,
    end_placement,
    plan_placement,
    start_placement,
)
from matching.placements.errors import TooEarly, WorksAlready
from matching.placements.facts import FORMS, PlacementFacts
from matching.placements.models import ContractForm, EndReason, Placement
from matching.placements.queries import running_on, terms_of
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import propose
from matching.proposals.errors import NotAvailable
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow

DAY = timedelta(days=1)


def facts_for(proposal, **changes):
    agreed = {
        "formal_employer": proposal.vacancy.employer,
        "workplace": proposal.vacancy.establishment,
        "contract_form": ContractForm.REGULAR,
        "hours_per_week": Decimal("25.5"),
        "starts_on": MONDAY + 7 * DAY,
    }
    return PlacementFacts(**(agreed | changes))


@pytest.fixture
def manager(make):
    return make.actor(Role.ACCOUNT_MANAGER)


def hours_of(session, placement):
    return [(t.starts_on, t.ends_on, t.hours_per_week) for t in session.scalars(terms_of(placement))]


def test_planning_fills_the_held_seat_and_the_last_one_makes_the_place_full(session, make, manager):
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)
    user = make.employer_user(proposal.vacancy.employer)

    placement = plan_placement(session, manager, proposal, facts_for(proposal), on=MONDAY)

    session.commit()
    vacancy = proposal.vacancy
    assert (placement.status, proposal.status) == (PlacementStatus.PLANNED, ProposalStatus.PLACED)
    assert (vacancy.held, vacancy.filled, vacancy.status) == (0, 1, VacancyStatus.FULL)
    assert hours_of(session, placement) == [(MONDAY + 7 * DAY, None, Decimal("25.5"))]
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.to_address == user.email)).all()
    assert "is gepland" in told[-1].subject
    assert proposal.candidate.reference not in told[-1].body


@pytest.mark.parametrize("status", [ProposalStatus.SENT, ProposalStatus.INVITED, ProposalStatus.DECLINED])
def test_only_an_accepted_voordracht_becomes_a_placement(session, make, manager, status):
    proposal = make.proposal(status=status)

    with pytest.raises(NotNow, match="aangenomen"):
        plan_placement(session, manager, proposal, facts_for(proposal), on=MONDAY)

    assert session.scalars(select(Placement)).all() == []


def test_who_works_is_proposed_nowhere(session, make):
    placement = make.placement()
    coach = make.actor_of(placement.candidate.coach)

    with pytest.raises(NotAvailable, match="werkt al"):
        propose(session, coach, make.vacancy(), placement.candidate, on=MONDAY, explanation={})


def test_one_person_has_one_planned_or_running_placement_by_constraint(session, make, manager):
    candidate = make.candidate()
    make.placement(make.proposal(candidate=candidate, status=ProposalStatus.ACCEPTED))
    second = make.proposal(status=ProposalStatus.ACCEPTED)
    second.candidate = candidate
    session.flush()

    with pytest.raises(WorksAlready, match=candidate.reference):
        plan_placement(session, manager, second, facts_for(second), on=MONDAY)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"hours_per_week": Decimal(0)}, "hours_per_week", "meer dan 0"),
        ({"hours_per_week": Decimal(49)}, "hours_per_week", "ten hoogste 48"),
        ({"hours_per_week": Decimal("24.1")}, "hours_per_week", "kwartier"),
        ({"ends_on": MONDAY + 7 * DAY}, "ends_on", "na de startdatum"),
        ({"starts_on": MONDAY.replace(year=2062)}, "starts_on", "jaar na"),
        ({"contract_form": ContractForm.WSW_INTERNAL}, "contract_form", "past niet bij een garantiebaan"),
        ({"contract_form": ContractForm.AGENCY}, "formal_employer", "ander bedrijf"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_per_field(session, make, manager, changes, field, says):
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)

    with pytest.raises(InputRefused) as refused:
        plan_placement(session, manager, proposal, facts_for(proposal, **changes), on=MONDAY)

    assert list(refused.value.problems) == [field]
    assert says in refused.value.problems[field]
    assert proposal.vacancy.filled == 0


def test_work_and_contract_stand_at_the_right_employer(session, make, manager):
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)
    elsewhere = make.establishment()
    facts = facts_for(proposal, workplace=elsewhere, formal_employer=elsewhere.employer)

    with pytest.raises(InputRefused) as refused:
        plan_placement(session, manager, proposal, facts, on=MONDAY)

    assert set(refused.value.problems) == {"workplace", "formal_employer"}


def test_an_agency_employs_and_the_place_is_where_the_work_is(session, make, manager):
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)
    agency = make.employer("Uitzendbureau Verzonnen")
    facts = facts_for(proposal, contract_form=ContractForm.AGENCY, formal_employer=agency)

    placement = plan_placement(session, manager, proposal, facts, on=MONDAY)

    session.commit()
    assert (placement.formal_employer, placement.workplace.employer) == (agency, proposal.vacancy.employer)


def test_every_kind_of_place_has_a_contract_that_fits():
    assert set(FORMS) == set(VacancyKind)
    assert all(FORMS.values())
    assert ContractForm.WSW_INTERNAL not in FORMS[VacancyKind.GARANTIEBAAN]


def test_nobody_starts_before_the_agreed_day(session, make, manager):
    placement = make.placement(status=PlacementStatus.PLANNED, starts_on=MONDAY + 7 * DAY)

    with pytest.raises(TooEarly, match="30 nov 2026"):
        start_placement(session, manager, placement, on=MONDAY + 6 * DAY)

    start_placement(session, manager, placement, on=MONDAY + 7 * DAY)
    session.commit()
    assert placement.status == PlacementStatus.RUNNING


def test_a_later_first_day_moves_the_start_and_the_hours(session, make, manager):
    placement = make.placement(status=PlacementStatus.PLANNED)

    start_placement(session, manager, placement, on=MONDAY + 3 * DAY, started_on=MONDAY + 2 * DAY)

    session.commit()
    assert placement.starts_on == MONDAY + 2 * DAY
    assert hours_of(session, placement) == [(MONDAY + 2 * DAY, None, Decimal(24))]


def test_other_hours_close_a_period_and_open_the_next(session, make, manager):
    placement = make.placement()

    change_hours(session, manager, placement, Decimal(28), from_on=MONDAY + 30 * DAY, on=MONDAY)

    session.commit()
    assert hours_of(session, placement) == [
        (MONDAY, MONDAY + 30 * DAY, Decimal(24)),
        (MONDAY + 30 * DAY, None, Decimal(28)),
    ]


def test_a_correction_in_the_past_leaves_later_changes_alone(session, make, manager):
    placement = make.placement()
    change_hours(session, manager, placement, Decimal(28), from_on=MONDAY + 30 * DAY, on=MONDAY)

    change_hours(session, manager, placement, Decimal(20), from_on=MONDAY + 10 * DAY, on=MONDAY + 60 * DAY)

    session.commit()
    assert hours_of(session, placement) == [
        (MONDAY, MONDAY + 10 * DAY, Decimal(24)),
        (MONDAY + 10 * DAY, MONDAY + 30 * DAY, Decimal(20)),
        (MONDAY + 30 * DAY, None, Decimal(28)),
    ]


def test_hours_that_were_typed_wrongly_are_put_right_from_their_first_day(session, make, manager):
    placement = make.placement()

    change_hours(session, manager, placement, Decimal(32), from_on=MONDAY, on=MONDAY + 3 * DAY)

    session.commit()
    assert hours_of(session, placement) == [(MONDAY, None, Decimal(32))]


@pytest.mark.parametrize(
    ("hours", "days", "field"), [(Decimal(28), -1, "from_on"), (Decimal(0), 1, "hours"), (Decimal(24), 1, "hours")]
)
def test_hours_that_cannot_be_are_refused(session, make, manager, hours, days, field):
    placement = make.placement()

    with pytest.raises(InputRefused) as refused:
        change_hours(session, manager, placement, hours, from_on=MONDAY + days * DAY, on=MONDAY)

    assert list(refused.value.problems) == [field]


def test_an_end_frees_the_seat_and_ends_the_hours(session, make, manager):
    placement = make.placement()
    change_hours(session, manager, placement, Decimal(28), from_on=MONDAY + 30 * DAY, on=MONDAY)
    last = MONDAY + 20 * DAY

    end_placement(session, manager, placement, ended_on=last, reason=EndReason.BY_PERSON, on=last)

    session.commit()
    assert placement.status == PlacementStatus.ENDED
    assert hours_of(session, placement) == [(MONDAY, last, Decimal(24))]
    assert (placement.vacancy.filled, placement.vacancy.status) == (0, VacancyStatus.OPEN)
    assert session.scalars(running_on(last - DAY)).all() == [placement]
    assert session.scalars(running_on(last)).all() == []


@pytest.mark.parametrize(("days", "says"), [(0, "nooit begonnen"), (30, "afgesproken einde")])
def test_an_end_on_an_impossible_day_is_refused(session, make, manager, days, says):
    placement = make.placement()

    with pytest.raises(InputRefused, match=says):
        end_placement(
            session, manager, placement, ended_on=MONDAY + days * DAY, reason=EndReason.OTHER, on=MONDAY + 5 * DAY
        )

    assert placement.status == PlacementStatus.RUNNING


def test_a_cancelled_placement_frees_seat_and_person(session, make, manager):
    placement = make.placement(status=PlacementStatus.PLANNED)

    cancel_placement(session, manager, placement, on=MONDAY)

    session.commit()
    assert (placement.vacancy.filled, placement.vacancy.status) == (0, VacancyStatus.OPEN)
    coach = make.actor_of(placement.candidate.coach)
    again = propose(session, coach, placement.vacancy, placement.candidate, on=MONDAY, explanation={})
    assert again.status == ProposalStatus.SENT


def test_an_agreed_end_can_move_while_the_work_goes_on(session, make, manager):
    placement = make.placement(ends_on=MONDAY + 180 * DAY)

    agree_end(session, manager, placement, None, on=MONDAY + 100 * DAY)

    session.commit()
    assert placement.ends_on is None
    assert placement.status == PlacementStatus.RUNNING


def test_every_act_leaves_its_line(session, make, manager):
    placement = make.placement(status=PlacementStatus.ENDED)

    session.commit()
    acts = session.scalars(
        select(AuditEntry.act).where(AuditEntry.subject_reference == placement.reference).order_by(AuditEntry.id)
    ).all()
    assert acts == ["placement.planned", "placement.started", "placement.ended"]

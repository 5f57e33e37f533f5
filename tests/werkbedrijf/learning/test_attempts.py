"""From real placements to an attempt that is kept, once a day, with nobody in it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from employers.vacancies.models import VacancyKind
from matching.core.learning_facts import WHOLE
from matching.placements.models import ContractForm, EndReason, Placement, Terms
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.learning import jobs
from werkbedrijf.learning.models import LearningAttempt
from werkbedrijf.learning.queries import not_tried_this_month
from werkbedrijf.learning.reading import facts_in, outcomes_of, region_of

LONG_AGO = date(2026, 3, 2)


def worked(make, *, starts_on=LONG_AGO, ended_on=None, reason=None, kind=VacancyKind.GARANTIEBAAN, level=3):
    """Work that began out of a voordracht, long before the voordracht could be made in a test."""
    candidate = make.candidate()
    make.profile(candidate, level=level)
    make.regeling(candidate)
    proposal = make.proposal(make.vacancy(), candidate, status=ProposalStatus.PLACED)
    vacancy = proposal.vacancy
    row = Placement(
        reference=next_reference(make.session, Kind.PLACEMENT),
        proposal=proposal,
        candidate=candidate,
        vacancy=vacancy,
        kind=kind,
        formal_employer=vacancy.employer,
        workplace=vacancy.establishment,
        contract_form=ContractForm.REGULAR,
        status=PlacementStatus.ENDED if ended_on else PlacementStatus.RUNNING,
        planned_on=starts_on,
        starts_on=starts_on,
        ended_on=ended_on,
        end_reason=reason,
        terms=[Terms(starts_on=starts_on, hours_per_week=Decimal(24))],
    )
    make.session.add(row)
    record(make.session, MAKER, "placement.made", row)
    make.session.flush()
    return row


@pytest.fixture
def region(make):
    make.parameters()
    return make


def test_outcomes_are_placements_of_half_a_year_ago_with_their_facts(session, region):
    worked(region, level=4)
    worked(region, level=1, ended_on=LONG_AGO + timedelta(days=60), reason=EndReason.BY_EMPLOYER)
    worked(region, ended_on=LONG_AGO + timedelta(days=60), reason=EndReason.OTHER_WORK)
    worked(region, starts_on=date(2026, 6, 1))
    worked(region, kind=VacancyKind.LEERWERKPLEK)

    found, left_out = outcomes_of(session, MONDAY)

    assert found.lasted.tolist() == [True, False]
    assert left_out == 1
    assert found.facts.fit[0] == WHOLE > found.facts.fit[1] > 0
    assert len(set(found.employers.tolist())) == 2
    assert {label: members.tolist() for label, members in found.groups.items() if members.any()} == {
        "participatiewet": [True, True]
    }


def test_a_voordracht_whose_explanation_is_not_there_says_nothing(session, region):
    placement = worked(region)
    placement.proposal.explanation = {}
    record(session, MAKER, "proposal.changed", placement.proposal)
    session.flush()

    assert (len(outcomes_of(session, MONDAY)[0].facts), outcomes_of(session, MONDAY)[1]) == (0, 1)
    assert facts_in({"explanation": {"tasks": []}}) is None


def test_the_region_is_who_looks_for_work_at_places_with_seats_left(session, region):
    worked(region)
    looking = region.candidate()
    region.profile(looking, level=4)
    place = region.vacancy(seats=3)

    found = region_of(session, MONDAY, b"key")

    assert len(found.pairs.people) == 1
    assert found.positions[place.reference] == 3
    assert len(found.facts) == len(found.pairs)
    assert all(found.facts.fit == WHOLE)


def test_an_attempt_is_kept_with_its_rules_and_without_anybody(session, region):
    worked(region)
    row = jobs.try_here(session, "secret", on=MONDAY)

    assert (row.outcomes, row.lasted, row.stopped, row.accepted, row.weights) == (1, 1, 0, False, None)
    assert [rule["code"] for rule in row.rules][:3] == ["uitkomsten", "gestopt", "gebleven"]
    assert session.scalars(select(AuditEntry.act).where(AuditEntry.act == "learning.tried")).all() == ["learning.tried"]


def test_the_timetable_tries_once_a_day_and_waits_for_the_next_month(database, stored):
    stored.parameters()
    stored.save()
    with database.reading(at=NOW) as session:
        assert not_tried_this_month(session, NOW)
    assert [jobs.try_to_learn(database, "secret", at=NOW) for _ in range(2)] == [1, 0]
    with database.reading(at=NOW) as session:
        assert len(session.scalars(select(LearningAttempt)).all()) == 1
        assert not not_tried_this_month(session, NOW)
        assert not_tried_this_month(session, NOW + timedelta(days=10))


def test_the_seed_is_that_of_the_month_and_of_nobody_else():
    assert jobs.seed_of("secret", date(2026, 11, 1)) == jobs.seed_of("secret", date(2026, 11, 30))
    assert (
        len({jobs.seed_of("secret", date(2026, 12, 1)), jobs.seed_of("other", MONDAY), jobs.seed_of("secret", MONDAY)})
        == 3
    )

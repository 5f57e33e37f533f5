"""Terms are rows per period: a change closes one and opens the next, and what was told before stays readable."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select

from employers.vacancies.models import VacancyKind
from matching.placements.actions import cancel_placement, change_terms, end_placement, plan_placement, start_placement
from matching.placements.models import ContractForm, EndReason, ReplacedTerms, Terms
from matching.placements.queries import terms_of
from matching.placements.reasons import TermsReason
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from tests.matching.placements.test_placement_actions import facts_for
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.matching_role import READS

DAY = timedelta(days=1)
F = ContractForm


@pytest.fixture
def manager(make):
    return make.actor(Role.ACCOUNT_MANAGER)


def told(session, placement):
    return [(t.starts_on, t.ends_on, t.hours_per_week, t.form) for t in session.scalars(terms_of(placement))]


def test_a_change_closes_one_row_and_opens_the_next(session, make, manager):
    placement = make.placement()

    change_terms(session, manager, placement, hours=Decimal(28), form=F.BBL, from_on=MONDAY + 9 * DAY, on=MONDAY)

    assert told(session, placement) == [
        (MONDAY, MONDAY + 9 * DAY, Decimal(24), F.REGULAR),
        (MONDAY + 9 * DAY, None, Decimal(28), F.BBL),
    ]
    assert session.scalars(select(ReplacedTerms)).all() == []
    assert placement.form_on(MONDAY) is F.REGULAR
    assert placement.form_on(MONDAY + 9 * DAY) is F.BBL


def test_putting_the_past_right_keeps_what_stood_there_with_the_reason(session, make, manager):
    placement = make.placement()
    later = MONDAY + 30 * DAY

    change_terms(
        *(session, manager, placement),
        hours=Decimal(20),
        from_on=MONDAY + 5 * DAY,
        on=later,
        reason=TermsReason.MISTAKE,
    )

    (before,) = session.scalars(select(ReplacedTerms))
    assert (before.starts_on, before.ends_on, before.hours_per_week) == (MONDAY + 5 * DAY, None, Decimal(24))
    assert (before.reason, before.replaced_on) == (TermsReason.MISTAKE, later)
    assert placement.hours_on(MONDAY + 4 * DAY) == 24
    assert placement.hours_on(MONDAY + 5 * DAY) == 20


def test_a_contract_that_another_company_signs_is_a_new_placement(session, make, manager):
    placement = make.placement()

    with pytest.raises(InputRefused) as refused:
        change_terms(session, manager, placement, form=F.AGENCY, from_on=MONDAY, on=MONDAY)

    assert "nieuwe plaatsing" in refused.value.problems["contract_form"]


def test_a_contract_fits_the_kind(session, make, manager):
    placement = make.placement()

    with pytest.raises(InputRefused, match="past niet bij een garantiebaan"):
        change_terms(session, manager, placement, form=F.WSW_INTERNAL, from_on=MONDAY, on=MONDAY)


def test_what_was_planned_after_the_end_stays_readable(session, make, manager):
    placement = make.placement()
    change_terms(session, manager, placement, hours=Decimal(32), from_on=MONDAY + 60 * DAY, on=MONDAY)

    end_placement(
        *(session, manager, placement),
        ended_on=MONDAY + 30 * DAY,
        reason=EndReason.BY_PERSON,
        on=MONDAY + 30 * DAY,
    )

    assert told(session, placement) == [(MONDAY, MONDAY + 30 * DAY, Decimal(24), F.REGULAR)]
    (planned,) = session.scalars(select(ReplacedTerms))
    assert (planned.hours_per_week, planned.reason) == (Decimal(32), TermsReason.ENDED)


def test_on_no_day_hours_count_twice_and_every_day_keeps_a_story(session, make, manager):
    placement, random = make.placement(), Random(6)
    known = dict.fromkeys(range(90), Decimal(24))
    for _ in range(25):
        from_on, today = MONDAY + random.randrange(60) * DAY, MONDAY + random.randrange(60) * DAY
        try:
            change_terms(session, manager, placement, hours=Decimal(random.randint(4, 40)), from_on=from_on, on=today)
        except InputRefused:
            continue
        rows = session.scalars(terms_of(placement)).all()
        gone = session.scalars(select(ReplacedTerms)).all()
        for number, before in known.items():
            day = MONDAY + number * DAY
            (holding,) = (t for t in rows if t.starts_on <= day and (t.ends_on is None or t.ends_on > day))
            if day < today and holding.hours_per_week != before:
                kept = [t for t in gone if t.starts_on <= day and (t.ends_on is None or t.ends_on > day)]
                assert before in {t.hours_per_week for t in kept}
            known[number] = holding.hours_per_week


EVERY_KIND = {
    "proefplaatsing": (VacancyKind.PROEFPLAATSING, F.NONE),
    "arbeidsovereenkomst": (VacancyKind.GARANTIEBAAN, F.REGULAR),
    "uitzend": (VacancyKind.GARANTIEBAAN, F.AGENCY),
    "detachering": (VacancyKind.DETACHERING, F.POSTED),
    "begeleid werken": (VacancyKind.GARANTIEBAAN, F.WSW_SUPPORTED),
    "beschut": (VacancyKind.BESCHUT, F.REGULAR),
    "bbl": (VacancyKind.LEERWERKPLEK, F.BBL),
    "leerwerk": (VacancyKind.LEERWERKPLEK, F.NONE),
    "werkervaringsplek": (VacancyKind.WERKERVARINGSPLEK, F.NONE),
}


@pytest.mark.parametrize("name", list(EVERY_KIND))
def test_every_kind_of_placement_can_be_written_down(session, make, manager, name):
    kind, form = EVERY_KIND[name]
    proposal = make.proposal(make.vacancy(kind=kind), status=ProposalStatus.ACCEPTED)
    signs = make.employer("Uitleenbedrijf") if form in {F.AGENCY, F.POSTED} else proposal.vacancy.employer
    facts = facts_for(proposal, contract_form=form, formal_employer=signs, starts_on=MONDAY, ends_on=MONDAY + 30 * DAY)

    placement = plan_placement(session, manager, proposal, facts, on=MONDAY)
    start_placement(session, manager, placement, on=MONDAY)

    session.commit()
    assert (placement.kind, placement.form_on(MONDAY), placement.status) == (kind, form, PlacementStatus.RUNNING)
    # Who signs and where the work is are two records; the sector is that of where the work is.
    assert placement.formal_employer is signs
    assert placement.workplace.employer is proposal.vacancy.employer


def test_work_that_begins_soon_after_other_work_follows_it(session, make, manager):
    first = make.placement(status=PlacementStatus.ENDED, ended_on=MONDAY + 10 * DAY)
    person = first.candidate

    def next_after(days):
        proposal = make.proposal(candidate=person, status=ProposalStatus.ACCEPTED)
        facts = facts_for(proposal, starts_on=MONDAY + (10 + days) * DAY)
        return plan_placement(session, manager, proposal, facts, on=MONDAY + 10 * DAY)

    in_time = next_after(31)
    assert in_time.follows is first
    cancel_placement(session, manager, in_time, on=MONDAY + 10 * DAY)
    assert in_time.follows is None
    assert next_after(32).follows is None


def test_a_start_on_another_day_looks_again_what_it_follows(session, make, manager):
    first = make.placement(status=PlacementStatus.ENDED, ended_on=MONDAY + 10 * DAY)
    proposal = make.proposal(candidate=first.candidate, status=ProposalStatus.ACCEPTED)
    placement = plan_placement(
        session, manager, proposal, facts_for(proposal, starts_on=MONDAY + 60 * DAY), on=MONDAY + 10 * DAY
    )
    assert placement.follows is None

    start_placement(session, manager, placement, started_on=MONDAY + 20 * DAY, on=MONDAY + 60 * DAY)

    assert placement.follows is first


def test_matching_reads_no_terms_no_wage_and_no_loonwaarde():
    never = {
        "terms",
        "terms_replaced",
        "placement_end_replaced",
        "placement_taken_back",
        "regeling_period_replaced",
        "interruption",
        "wage_period",
        "loonwaarde_period",
        "register_entry_replaced",
    }
    assert not never & set(READS)
    assert "contract_form" not in READS["placement"]
    assert Terms.__tablename__ in never

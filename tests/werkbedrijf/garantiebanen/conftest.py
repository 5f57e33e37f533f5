"""Somebody who works, for every test of the count."""

from datetime import date
from decimal import Decimal

import pytest

from candidates.registration.models import Ground
from employers.vacancies.models import VacancyKind
from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference


def placing(make):
    """Puts somebody to work on a garantiebaan."""

    def place(*, registered=True, hours=24, place=None, ground=Ground.PW_COLLEGE, **values):
        candidate = make.candidate()
        if registered:
            make.register_entry(candidate, ground)
        establishment = make.establishment(gemeente_code=place or "GM0153")
        facts = {
            "status": PlacementStatus.RUNNING,
            "kind": VacancyKind.GARANTIEBAAN,
            "contract_form": ContractForm.REGULAR,
            "planned_on": date(2026, 1, 1),
            "starts_on": date(2026, 1, 5),
        } | values
        row = Placement(
            reference=next_reference(make.session, Kind.PLACEMENT),
            candidate=candidate,
            vacancy=make.vacancy(establishment),
            formal_employer=establishment.employer,
            workplace=establishment,
            terms=[Terms(starts_on=facts["starts_on"], hours_per_week=Decimal(hours))],
            **facts,
        )
        make.session.add(row)
        record(make.session, MAKER, "placement.made", row)
        return row

    return place


@pytest.fixture
def placed(make):
    """For tests of acts and questions."""
    make.parameters()
    return placing(make)


@pytest.fixture
def placed_here(stored):
    """For tests of pages."""
    return placing(stored)

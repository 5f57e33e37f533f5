"""Somebody who works, for every test of the count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from candidates.registration.models import Ground
from employers.vacancies.models import VacancyKind
from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.garantiebanen.closing.actions import close_or_ask
from werkbedrijf.garantiebanen.closing.corrections import corrections, grounds_differ
from werkbedrijf.garantiebanen.closing.held import ledger_of_closed
from werkbedrijf.garantiebanen.closing.since_queries import acts_since
from werkbedrijf.garantiebanen.queries import ledger_in


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


OCTOBER = date(2026, 10, 1)
ON = date(2026, 11, 23)


@dataclass
class Closed:
    """A closed October: what it told then, and what stands beside it now."""

    session: Any
    month: Any
    told: Any

    def beside(self) -> Mapping[str, Decimal]:
        """Hours a week times days more or less, by placement; the closed month itself must be as it was."""
        self.session.flush()
        self.session.expire_all()
        kept = ledger_of_closed(self.session, self.month)
        assert (kept.total, kept.parts, kept.left_out) == self.told
        return {one.reference: one.difference for one in self.found()}

    def found(self):
        return corrections(ledger_of_closed(self.session, self.month), ledger_in(self.session, OCTOBER))

    def why(self, row) -> str:
        return " ".join(next(one.why for one in self.found() if one.reference == row.reference))

    def acts(self, row) -> list[str]:
        return [one.words for one in acts_since(self.session, [row.reference], self.month).get(row.reference, [])]

    def grounds_differ(self) -> bool:
        return grounds_differ(ledger_of_closed(self.session, self.month), ledger_in(self.session, OCTOBER))


@pytest.fixture
def manager(make):
    make.region(is_demo=True)
    return make.actor(Role.ACCOUNT_MANAGER)


@pytest.fixture
def close_october(session, manager):
    def close():
        month = close_or_ask(session, manager, OCTOBER, reason="", on=ON)
        session.flush()
        session.expire_all()
        kept = ledger_of_closed(session, month)
        return Closed(session, month, (kept.total, kept.parts, kept.left_out))

    return close

from datetime import date
from decimal import Decimal

import pytest

from employers.vacancies.kinds import VacancyKind
from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference


@pytest.fixture
def placed(session, make):
    """Put people to work somewhere, from a day, until an agreed end and a real one."""
    make.parameters()
    coach = make.user(role="jobcoach")
    vacancies = {}

    def place(
        gemeente,
        persons,
        starts_on=date(2026, 1, 5),
        *,
        ends_on=None,
        ended_on=None,
        reason=None,
        section="G",
        status=None,
        kind=VacancyKind.GARANTIEBAAN,
    ):
        key = gemeente, section, kind
        if key not in vacancies:
            workplace = make.establishment(employer=make.employer(sbi_section=section), gemeente_code=gemeente)
            vacancies[key] = make.vacancy(workplace, seats=999, kind=kind)
        vacancy = vacancies[key]
        for _ in range(persons):
            candidate = make.candidate(coach=coach)
            make.register_entry(candidate)
            row = Placement(
                reference=next_reference(session, Kind.PLACEMENT),
                candidate=candidate,
                vacancy=vacancy,
                kind=vacancy.kind,
                formal_employer=vacancy.employer,
                workplace=vacancy.establishment,
                contract_form=ContractForm.REGULAR,
                status=status or (PlacementStatus.ENDED if ended_on else PlacementStatus.RUNNING),
                planned_on=starts_on,
                starts_on=starts_on,
                ends_on=ends_on,
                ended_on=ended_on,
                end_reason=reason,
                terms=[Terms(starts_on=starts_on, ends_on=ended_on, hours_per_week=Decimal("25.5"))],
            )
            session.add(row)
            record(session, MAKER, "placement.made", row)

    return place

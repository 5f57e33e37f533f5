"""Work that began, with as little said as each test needs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from candidates.registration.models import Ground
from employers.vacancies.models import VacancyKind
from matching.placements.models import ContractForm, EndReason, Placement, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference


@pytest.fixture
def placed(session, make):
    make.region()
    make.parameters()
    session.info["at"] = datetime(2026, 11, 27, 9, tzinfo=UTC)
    coach = make.user()
    places = {}

    def place(starts_on=date(2026, 7, 6), *, ended_on=None, gemeente="GM0153", candidate=None, section="F", **values):
        candidate = candidate or make.candidate(coach=coach, registered_on=date(2026, 1, 1))
        if values.pop("registered", True):
            make.register_entry(candidate, values.pop("ground", Ground.PW_COLLEGE))
        if (gemeente, section) not in places:
            establishment = make.establishment(make.employer(sbi_section=section), gemeente_code=gemeente)
            places[gemeente, section] = make.vacancy(
                establishment, seats=40, logged_on=date(2026, 6, 1), opened_on=date(2026, 6, 1)
            )
        vacancy = places[gemeente, section]
        facts = {
            "status": PlacementStatus.ENDED if ended_on else PlacementStatus.RUNNING,
            "end_reason": EndReason.CONTRACT_END if ended_on else None,
            "kind": VacancyKind.GARANTIEBAAN,
            "contract_form": ContractForm.REGULAR,
            "planned_on": starts_on,
        } | values
        row = Placement(
            reference=next_reference(session, Kind.PLACEMENT),
            candidate=candidate,
            vacancy=vacancy,
            formal_employer=vacancy.employer,
            workplace=vacancy.establishment,
            starts_on=starts_on,
            ended_on=ended_on,
            terms=[Terms(starts_on=starts_on, hours_per_week=Decimal(24))],
            **facts,
        )
        session.add(row)
        record(session, MAKER, "placement.made", row)
        return row

    return place

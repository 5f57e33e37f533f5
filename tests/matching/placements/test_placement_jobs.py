"""What the timetable asks and tells about placements."""

from datetime import timedelta

from sqlalchemy import select

from matching.placements import jobs
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.outbox import OutboxMessage

DAY = timedelta(days=1)


def test_the_timetable_asks_once_whether_work_began_and_starts_nothing(session, make):
    owner = make.user(Role.ACCOUNT_MANAGER)
    vacancy = make.vacancy(make.establishment(make.employer(account_manager=owner)))
    placement = make.placement(
        make.proposal(vacancy, status=ProposalStatus.ACCEPTED), status=PlacementStatus.PLANNED, starts_on=MONDAY + DAY
    )

    assert jobs.ask_starts(session, on=MONDAY) == 0
    assert [jobs.ask_starts(session, on=MONDAY + DAY), jobs.ask_starts(session, on=MONDAY + 2 * DAY)] == [1, 1]

    session.commit()
    asked = session.scalars(select(OutboxMessage.subject).where(OutboxMessage.to_address == owner.email)).all()
    assert asked.count(f"Is plaatsing {placement.reference} begonnen?") == 1
    assert placement.status == PlacementStatus.PLANNED


def test_an_agreed_end_is_told_six_weeks_ahead_and_once(session, make):
    placement = make.placement(ends_on=MONDAY + 100 * DAY)
    near = MONDAY + 60 * DAY

    assert [jobs.warn_endings(session, on=day) for day in (MONDAY, near, near + DAY)] == [0, 1, 1]

    session.commit()
    told = session.scalars(select(OutboxMessage.subject)).all()
    assert told.count(f"Plaatsing {placement.reference} loopt af") == 1

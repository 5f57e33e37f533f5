"""A gesprek: the account manager plans it, the employer takes it to a calendar, moves it on a phone and calls it off."""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import select

from employers.vacancies.models import Vacancy
from matching.proposals.actions import invite, propose
from matching.proposals.models import Proposal
from matching.proposals.shortlist import candidates_for
from matching.talks.models import Talk
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role, User, actor_for

pytestmark = pytest.mark.browser


@pytest.fixture
def invited(service):
    """Somebody who was invited by the employer with a sign-in, without a gesprek yet; gives the voordracht and the name."""
    with service.database.transaction(at=clock.now()) as session:
        on = clock.today()
        user = session.scalars(select(User).where(User.role == Role.EMPLOYER)).one()
        ours = Vacancy.employer_id.in_(actor_for(session, user).employer_ids)
        planned = select(Talk.proposal_id)
        waiting = select(Proposal).join(Proposal.vacancy).where(ours, Proposal.id.not_in(planned))
        proposal = session.scalars(waiting.where(Proposal.status.in_(("verstuurd", "uitgenodigd")))).first()
        if proposal is None:
            proposal = _put_forward(session, session.scalars(select(Vacancy).where(ours)).all(), on)
        if proposal.status.value == "verstuurd":
            invite(session, actor_for(session, proposal.vacancy.employer.account_manager), proposal, on=on)
        return proposal.reference, proposal.candidate.name


def _put_forward(session, places, on):
    for place in places:
        for row in candidates_for(session, place, on=on, key=b"lot", limit=30, suitable_only=True).rows:
            if row.candidate.visibility.is_shown(on) and not row.open_here:
                coach = actor_for(session, row.candidate.coach)
                return propose(session, coach, place, row.candidate, on=on, explanation=row.shown.to_dict())
    raise AssertionError("nobody can be put forward at this employer")


def test_a_gesprek_is_planned_taken_along_moved_and_called_off(come, invited):
    reference, name = invited
    day = clock.today() + timedelta(days=9)
    manager = come("accountmanager")
    manager.visit(f"/voordrachten/{reference}/gesprek")
    assert "Nog geen gesprek gepland." in manager.text
    manager.fill("Datum", day.isoformat())
    manager.fill("Tijd", "half elf")
    manager.fill("Waar", "Bij de poort")
    manager.press("Plan het gesprek")
    assert "Vul een tijd in, zoals 10:30." in manager.text
    manager.fill("Tijd", "10:30")
    manager.press("Plan het gesprek")
    assert "Gepland. Iedereen krijgt bericht." in manager.text

    employer = come("werkgever", viewport=PHONE)
    assert "Uw gesprekken" in employer.text and "10:30" in employer.text
    employer.visit(f"/voordrachten/{reference}/gesprek")
    event = taken_along(employer)
    assert (event["location"], event["sequence"], event["dtstart"].dt.hour) == ("Bij de poort", 0, 10)
    assert name not in employer.html

    # The account manager still has the page of before; the employer is first.
    manager.visit(f"/voordrachten/{reference}/gesprek")
    employer.fill("Tijd", "14:00")
    employer.press("Verzet het gesprek")
    assert "14:00" in employer.text
    manager.fill("Tijd", "9:00")
    manager.press("Verzet het gesprek")
    assert "Intussen is het gesprek gepland op" in manager.text and "14:00" in manager.text
    again = taken_along(employer)
    assert (again["uid"], again["sequence"], again["dtstart"].dt.hour) == (event["uid"], 1, 14)

    employer.visit(f"/voordrachten/{reference}/gesprek")
    employer.confirm("Zeg af")
    employer.visit(f"/voordrachten/{reference}/gesprek")
    assert "gaat niet door." in employer.text
    employer.visit("/agenda")
    assert "14:00" not in employer.text


def taken_along(visitor):
    """The event of the file for a calendar, as it was saved."""
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="Zet in mijn agenda").click()
    text = Path(saved.value.path()).read_bytes()
    assert b"K-" not in text
    return Calendar.from_ical(text).walk("VEVENT")[0]

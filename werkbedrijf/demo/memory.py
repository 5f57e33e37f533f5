"""The memory of a few employers: what another partner discussed, one contact of one partner alone, a substitute, a request."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.contacts.actions import log_contact
from employers.faces.actions import ask_account, name_substitute
from employers.facts import MomentFacts
from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, User


def remember(session: Session, managers: Sequence[Actor], show: Employer, *, today: date) -> None:
    """Let somebody of another partner have been at the employer the demo shows, the way it goes in a region."""
    first = managers[0]
    other = next((one for one in managers if one.organisation_id != first.organisation_id), None)
    if other is None:
        return
    ago = timedelta(days=1)
    kim = show.contacts[0] if show.contacts else None
    shared = MomentFacts(
        "Twee leerwerkplekken in het voorjaar besproken. De teamleider wil eerst met de ploeg overleggen.",
        held_on=today - 12 * ago,
        subject_code=3,
        kind_code=2,
        contact_person_id=kim.id if kim else None,
        agreement="Voorbeeld van een leerplan sturen",
        agreement_on=today + 3 * ago,
        next_step="Bellen of de ploeg het ziet zitten",
        next_step_on=today + 8 * ago,
    )
    log_contact(session, other, show, shared, on=today)
    alone = MomentFacts(
        "Intern overlegd over een eigen regeling.", held_on=today - 5 * ago, subject_code=5, shared=False
    )
    log_contact(session, other, show, alone, on=today)
    name_substitute(session, first, show, session.get_one(User, other.id), on=today)
    asked = session.scalars(
        select(Employer)
        .where(Employer.account_manager_id == first.id, Employer.id != show.id)
        .order_by(Employer.id)
        .limit(1)
    ).first()
    if asked is not None:
        ask_account(session, other, asked, "Wij spreken deze werkgever elke maand over leerwerkplekken.", on=today)

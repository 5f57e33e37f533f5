"""Vandaag: what waits for this person, what runs out, and what is new. One file per role."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today import account_manager, administrator, alderman, coach, employer, guardians
from werkbedrijf.dashboards.today.lines import Today
from werkbedrijf.foundation.actors import Actor, Role

PER_ROLE: dict[Role, Callable[[Session, Actor, date], Today]] = {
    Role.ACCOUNT_MANAGER: account_manager.today,
    Role.COACH: coach.today,
    Role.EMPLOYER: employer.today,
    Role.ALDERMAN: alderman.today,
    Role.ADMINISTRATOR: administrator.today,
    Role.ORG_ADMIN: guardians.org_admin,
    Role.COORDINATOR: guardians.coordinator,
    Role.AUDITOR: guardians.auditor,
}


def today_for(session: Session, actor: Actor, day: date) -> Today:
    """The page Vandaag of this person on this day."""
    return PER_ROLE[actor.role](session, actor, day)

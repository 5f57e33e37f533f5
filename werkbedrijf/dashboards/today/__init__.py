"""Vandaag: what waits for this person, what runs out, and what is new. One file per role."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today import account_manager, administrator, alderman, clocks, coach, employer, guardians
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
    mine = PER_ROLE[actor.role](session, actor, day)
    mine = replace(mine, new=[*mine.new, *clocks.unread(session, actor)])
    entry = clocks.next_thing(session, actor) if mine.is_empty else None
    if entry is None:
        return mine
    return replace(mine, next_title=entry.title, next_url=entry.url, next_on=entry.day)

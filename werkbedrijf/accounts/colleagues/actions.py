"""Inviting a colleague, ending somebody's access, and leaving."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.accounts.actions import UserFacts, invite_user
from werkbedrijf.accounts.colleagues import messages
from werkbedrijf.accounts.colleagues.queries import colleagues_of, invited_since
from werkbedrijf.accounts.links import Links
from werkbedrijf.accounts.queries import employers_of
from werkbedrijf.foundation.actors import Actor, Role, User, speaks_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell

# So many invitations of one person a day: more is a slip, or somebody who tries addresses.
MOST_A_DAY = 10
DAY = timedelta(days=1)


def invite_colleague(
    session: Session, actor: Actor, employer: Employer, *, name: str, email: str, phone: str = "", links: Links
) -> User:
    """A colleague of the same employer gets a link to choose a password. Raises InputRefused per field."""
    if invited_since(session, actor.id, session.info["at"] - DAY) >= MOST_A_DAY:
        raise InputRefused(
            {
                "email": f"U heeft vandaag al {MOST_A_DAY} mensen uitgenodigd. Probeer het morgen weer, of bel uw aanspreekpunt."
            }
        )
    facts = UserFacts(name=name, email=email, role=Role.EMPLOYER, employers=[employer], phone=phone)
    user = invite_user(session, actor, facts, links=links)
    for message in messages.invited(session, actor, employer, user):
        tell(session, message)
    return user


def end_access(session: Session, actor: Actor, employer: Employer, user: User) -> bool:
    """This person no longer speaks for this employer; says whether nobody is left who does.

    Who speaks for nobody any more cannot come in; open sessions end at once, and so does an invitation.
    """
    session.execute(delete(speaks_for).where(speaks_for.c.user_id == user.id, speaks_for.c.employer_id == employer.id))
    user.session_version += 1
    if not employers_of(session, user):
        user.is_active = False
    record(session, actor, "user.access_ended", user, fields=["employers"])
    session.flush()
    is_last = not colleagues_of(session, employer)
    for message in messages.ended(session, actor, employer, user, is_last=is_last):
        tell(session, message)
    return is_last

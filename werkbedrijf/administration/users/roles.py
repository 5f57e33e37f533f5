"""A role that a second person confirms before it works."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.accounts import actions
from werkbedrijf.accounts.actions import UserFacts
from werkbedrijf.accounts.links import Links
from werkbedrijf.accounts.role_queries import is_unconfirmed, subject_of
from werkbedrijf.accounts.user_policy import OF_ORGANISATION, ROLE_KIND
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Actor, Organisation, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.region import current_region


def needs_second(session: Session, actor: Actor, facts: UserFacts, user: User | None) -> bool:
    """Whether this role waits for somebody else.

    Only roles that the administrator of the region gives wait. Somebody of an employer sees nothing until a coach puts a
    person forward, so that role does not. While there is one administrator nobody could confirm: then a demo goes on alone,
    and any other region may only name the second administrator alone.
    """
    if not actor.is_a(Role.ADMINISTRATOR) or facts.role == Role.EMPLOYER:
        return False
    same = user is not None and (user.role, user.organisation) == (facts.role, facts.organisation)
    if same and user is not None and not is_unconfirmed(session, user):
        return False
    if _administrators(session) > 1:
        return True
    region = current_region(session)
    return not (facts.role == Role.ADMINISTRATOR or (region is not None and region.is_demo))


def _administrators(session: Session) -> int:
    able = (User.role == Role.ADMINISTRATOR, User.is_active, User.password_hash.is_not(None))
    return session.scalar(select(func.count(User.id)).where(*able)) or 0


def check_reach(actor: Actor, facts: UserFacts) -> None:
    """An organisation's administrator gives roles of the own organisation; raises InputRefused otherwise."""
    if not actor.is_a(Role.ORG_ADMIN):
        return
    if facts.role not in OF_ORGANISATION:
        raise InputRefused({"role": "Deze rol geeft de beheerder van de regio, samen met een tweede persoon."})
    if facts.organisation is None or facts.organisation.id != actor.organisation_id:
        raise InputRefused({"organisation": "Kies uw eigen organisatie."})


def ask_role(session: Session, actor: Actor, facts: UserFacts, user: User | None, *, reason: str) -> User:
    """Ask for a role; a new person cannot sign in before it is confirmed. Raises InputRefused or AskedAlready."""
    if not reason.strip():
        raise InputRefused({"reason": "Vertel waarom. Wie dit bevestigt, leest het."})
    invited = user is None or is_unconfirmed(session, user)
    if user is None:
        user = actions.add_user(session, actor, facts)
        user.is_active = False
        record(session, actor, "user.switched_off", user, reason="wacht op een tweede persoon")
    four_eyes.ask(
        session,
        actor,
        ROLE_KIND,
        user,
        reason=reason,
        details=_details(facts, invited=invited),
        organisation_id=facts.organisation.id if facts.organisation else user.organisation_id,
    )
    return user


def _details(facts: UserFacts, *, invited: bool) -> dict[str, Any]:
    organisation = facts.organisation.id if facts.organisation else None
    return {"role": facts.role.value, "organisation": organisation, "invited": invited}


def confirm_role(session: Session, actor: Actor, pending: PendingAct, *, links: Links) -> User:
    """The second person says yes: the role works from the next request on, and who is new gets a link.

    Raises OwnRequest, NotOpen, or NotAllowed when it is about this person.
    """
    user = subject_of(session, pending)
    if user.id == actor.id:
        raise NotAllowed("Over uw eigen rol beslist iemand anders.")
    four_eyes.confirm(session, actor, pending)
    told = pending.details
    organisation = session.get(Organisation, told["organisation"]) if told["organisation"] else None
    facts = UserFacts(user.name, user.email, Role(told["role"]), organisation, (), user.phone or "")
    actions.change_user(session, actor, user, facts)
    if told["invited"]:
        actions.switch_on_user(session, actor, user)
        actions.send_invitation(session, actor, user, links=links)
    return user

"""Who may do what to a user (security.md section 3).

A partner's own administrator looks after the people of that partner. The administrator of the region knows their names, lets
them try again, and asks for roles that a second person confirms; it looks after people of employers and of the region itself.
"""

from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes

# Whom a partner's own administrator looks after; the others work for the region as a whole.
OF_ORGANISATION = frozenset({Role.ACCOUNT_MANAGER, Role.COACH, Role.ALDERMAN, Role.ORG_ADMIN})
ROLE_KIND = "user.role"


def may_list_users(actor: Actor) -> Verdict:
    if actor.is_a(Role.ADMINISTRATOR):
        return yes
    own = actor.is_a(Role.ORG_ADMIN) and actor.organisation_id is not None
    return yes if own else no("Alleen een beheerder kan dit.")


def may_see_user(actor: Actor, *, user: User) -> Verdict:
    if actor.is_a(Role.ADMINISTRATOR):
        return yes
    return yes if actor.is_a(Role.ORG_ADMIN) and _is_colleague(actor, user) else hidden


def may_invite(actor: Actor) -> Verdict:
    return may_list_users(actor)


def may_know_address(actor: Actor, *, user: User) -> Verdict:
    """More than the name: how to reach somebody, and when this person came in last."""
    return first_no(may_see_user(actor, user=user), _looks_after(actor, user))


def may_manage_user(actor: Actor, *, user: User) -> Verdict:
    """Send a link, end sessions, switch off and on."""
    mine = no("Uw eigen toegang regelt iemand anders.") if actor.id == user.id else yes
    return first_no(may_see_user(actor, user=user), _looks_after(actor, user), mine)


def may_change_user(actor: Actor, *, user: User) -> Verdict:
    """Other facts, or another role; the administrator of the region asks for the role of anybody."""
    seen = may_see_user(actor, user=user)
    if actor.is_a(Role.ADMINISTRATOR):
        return seen
    mine = no("Uw eigen rol en gegevens wijzigt iemand anders.") if actor.id == user.id else yes
    return first_no(seen, _looks_after(actor, user), mine)


def may_unlock(actor: Actor, *, user: User) -> Verdict:
    return may_see_user(actor, user=user)


def may_decide_role(actor: Actor, *, pending: PendingAct) -> Verdict:
    """A second administrator of the region, or the administrator of the partner; never who asked, never about oneself."""
    if not may_see_role_request(actor, pending=pending):
        return hidden
    if pending.asked_by_id == actor.id:
        return no("Iemand anders beslist hierover: vier ogen zien meer dan twee.")
    if pending.subject_reference == f"gebruiker-{actor.id}":
        return no("Over uw eigen rol beslist iemand anders.")
    return yes if pending.decision is None else no("Dit verzoek is al afgehandeld.")


def may_withdraw_role(actor: Actor, *, pending: PendingAct) -> Verdict:
    if not may_see_role_request(actor, pending=pending):
        return hidden
    if pending.asked_by_id != actor.id:
        return no("Alleen wie dit vroeg, trekt het in.")
    return yes if pending.decision is None else no("Dit verzoek is al afgehandeld.")


def may_see_role_request(actor: Actor, *, pending: PendingAct) -> Verdict:
    if pending.kind != ROLE_KIND:
        return hidden
    own = actor.is_a(Role.ORG_ADMIN) and actor.organisation_id is not None
    if actor.is_a(Role.ADMINISTRATOR) or (own and pending.organisation_id == actor.organisation_id):
        return yes
    return hidden


def _is_colleague(actor: Actor, user: User) -> bool:
    return actor.organisation_id is not None and user.organisation_id == actor.organisation_id


def _looks_after(actor: Actor, user: User) -> Verdict:
    if actor.is_a(Role.ADMINISTRATOR):
        theirs = no("De beheerder van de organisatie regelt dit. U ziet alleen de naam en de rol.")
        return theirs if user.role in OF_ORGANISATION else yes
    regional = no("Deze persoon werkt voor de hele regio. Dat regelt de beheerder van de regio.")
    return yes if user.role in OF_ORGANISATION else regional

"""Who looks after the people of an employer: those people themselves. Account managers see who they are."""

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes


def may_see_colleagues(actor: Actor, *, employer: Employer) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) or _is_own(actor, employer) else hidden


def may_invite_colleague(actor: Actor, *, employer: Employer) -> Verdict:
    theirs = no(
        "De werkgever nodigt de eigen collega’s uit. Heeft nog niemand een account? Vraag de beheerder van de regio."
    )
    return first_no(may_see_colleagues(actor, employer=employer), yes if _is_own(actor, employer) else theirs)


def may_end_access(actor: Actor, *, employer: Employer) -> Verdict:
    theirs = no("De werkgever regelt zelf wie er toegang heeft.")
    return first_no(may_see_colleagues(actor, employer=employer), yes if _is_own(actor, employer) else theirs)


def _is_own(actor: Actor, employer: Employer) -> bool:
    return actor.is_a(Role.EMPLOYER) and employer.id in actor.employer_ids

"""Who may bring employers together and take them apart: who may change them, account managers."""

from employers.merging.models import ContactJoin, EmployerMerge, EmployerPair
from employers.models import ContactPerson, Employer
from employers.policy import may_change_employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes


def may_see_pairs(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    return no("Alleen accountmanagers kijken of werkgevers dubbel in de regio staan.")


def may_decide_pair(actor: Actor, *, pair: EmployerPair) -> Verdict:
    return may_change_employer(actor, employer=pair.first)


def may_merge(actor: Actor, *, employer: Employer, other: Employer) -> Verdict:
    both = first_no(may_change_employer(actor, employer=employer), may_change_employer(actor, employer=other))
    if not both:
        return both
    if employer.id == other.id:
        return no("Dit is twee keer dezelfde werkgever. Kies een andere.")
    return yes


def may_join(actor: Actor, *, contact: ContactPerson, double: ContactPerson) -> Verdict:
    verdict = may_change_employer(actor, employer=contact.employer)
    if not verdict:
        return verdict
    if contact.id == double.id or contact.employer_id != double.employer_id:
        return no("Kies twee verschillende contactpersonen van dezelfde werkgever.")
    if contact.left_on is not None or double.left_on is not None:
        return no("Een van deze contactpersonen staat al bij ‘eerder’.")
    return yes


def may_take_apart(actor: Actor, *, join: ContactJoin) -> Verdict:
    return may_change_employer(actor, employer=join.kept.employer)


def may_see_merge(actor: Actor, *, merge: EmployerMerge) -> Verdict:
    return may_change_employer(actor, employer=merge.kept)


def may_undo(actor: Actor, *, merge: EmployerMerge) -> Verdict:
    verdict = may_see_merge(actor, merge=merge)
    if not verdict:
        return verdict
    if merge.undone_on is not None:
        return no("Dit is al ongedaan gemaakt.")
    if merge.kept.merged_into_id is not None:
        return no(f"{merge.kept.name} is zelf samengevoegd met een andere werkgever. Maak dat eerst ongedaan.")
    return yes

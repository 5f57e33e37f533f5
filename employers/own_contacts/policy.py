"""Who may keep the contact persons of an employer for the employer itself (security.md 3: "employer + contacts: EM self")."""

from employers.models import ContactPerson, Employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, hidden, yes


def may_add_own_contact(actor: Actor, *, employer: Employer) -> Verdict:
    return yes if actor.is_a(Role.EMPLOYER) and employer.id in actor.employer_ids else hidden


def may_change_own_contact(actor: Actor, *, contact: ContactPerson) -> Verdict:
    return may_add_own_contact(actor, employer=contact.employer)

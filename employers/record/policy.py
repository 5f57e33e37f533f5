"""Who may correct the record of an employer: as the employer itself. Everything staff may see, they see here too."""

from employers.models import ContactPerson, Establishment
from employers.policy import may_change_employer
from employers.record.models import EmployerAgreement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict


def may_change_contact(actor: Actor, *, contact: ContactPerson) -> Verdict:
    return may_change_employer(actor, employer=contact.employer)


def may_change_establishment(actor: Actor, *, establishment: Establishment) -> Verdict:
    return may_change_employer(actor, employer=establishment.employer)


def may_change_agreement(actor: Actor, *, agreement: EmployerAgreement) -> Verdict:
    return may_change_employer(actor, employer=agreement.employer)

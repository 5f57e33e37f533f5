"""Who may log, read and finish contacts. That one happened is seen by all staff; the detail may stay with one partner."""

from employers.models import ContactMoment, Employer
from employers.policy import may_log_contact, may_see_employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes

__all__ = [
    "may_change_words",
    "may_finish_promise",
    "may_log_contact",
    "may_read_detail",
    "may_see_contacts",
    "may_see_words",
    "may_take_contacts",
]


def may_read_detail(actor: Actor, *, moment: ContactMoment) -> Verdict:
    """More than that it happened: what was said, with whom, and what was promised."""
    if not actor.is_staff:
        return hidden
    return yes if moment.shared or moment.organisation_id == actor.organisation_id else hidden


def may_finish_promise(actor: Actor, *, moment: ContactMoment) -> Verdict:
    return first_no(may_log_contact(actor, employer=moment.employer), may_read_detail(actor, moment=moment))


def may_see_contacts(actor: Actor, *, employer: Employer) -> Verdict:
    if actor.is_staff:
        return yes
    return first_no(may_see_employer(actor, employer=employer), no("Alleen collega’s in de regio lezen de contacten."))


def may_take_contacts(actor: Actor, *, employer: Employer) -> Verdict:
    """Out of the service as a file for other parties: with names and addresses of people at the employer."""
    if not actor.is_a(Role.ACCOUNT_MANAGER):
        return first_no(
            may_see_contacts(actor, employer=employer), no("Alleen accountmanagers nemen contacten mee als bestand.")
        )
    if not employer.kvk:
        return no(
            "Een VUM-bestand gaat over een KvK-nummer, en dat is van deze werkgever niet bekend. Vul het eerst in."
        )
    return yes


def may_see_words(actor: Actor) -> Verdict:
    if actor.is_a(Role.ADMINISTRATOR):
        return yes
    return no("Alleen de beheerder ziet en wijzigt de woorden van de regio.")


def may_change_words(actor: Actor) -> Verdict:
    return may_see_words(actor)

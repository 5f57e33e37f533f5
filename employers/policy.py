"""Who may see and change employers. All staff share them; an employer sees itself."""

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes

STAFF_ONLY = "Alleen accountmanagers en jobcoaches zien de werkgevers van de regio."


def may_see_employers(actor: Actor) -> Verdict:
    return yes if actor.is_staff else no(STAFF_ONLY)


def may_see_employer(actor: Actor, *, employer: Employer) -> Verdict:
    own = actor.is_a(Role.EMPLOYER) and employer.id in actor.employer_ids
    return yes if actor.is_staff or own else hidden


def may_register_employer(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    return no("Alleen accountmanagers registreren werkgevers. Vraag een accountmanager om dit te doen.")


def may_change_employer(actor: Actor, *, employer: Employer) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    refusal = no(
        "Alleen accountmanagers wijzigen de gegevens van een werkgever. Geef de wijziging door aan een van hen."
    )
    return first_no(may_see_employer(actor, employer=employer), refusal)


def may_log_contact(actor: Actor, *, employer: Employer) -> Verdict:
    if actor.is_staff and actor.organisation_id is not None:
        return yes
    refusal = no("Alleen accountmanagers en jobcoaches leggen contacten vast.")
    return first_no(may_see_employer(actor, employer=employer), refusal)


def may_take_account(actor: Actor, *, employer: Employer) -> Verdict:
    face = employer.account_manager
    if not actor.is_a(Role.ACCOUNT_MANAGER):
        return may_change_employer(actor, employer=employer)
    if face is None or not face.is_active:
        return yes
    if face.id == actor.id:
        return no("Je bent het aanspreekpunt van deze werkgever.")
    return no(f"{face.name} is het aanspreekpunt. Overleg samen als jij het wilt overnemen.")

"""Who may report a place: the people of the employer itself."""

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, hidden, no, yes


def may_report_place(actor: Actor, *, employer: Employer) -> Verdict:
    own = actor.is_a(Role.EMPLOYER) and employer.id in actor.employer_ids
    if not own:
        return hidden
    if not employer.open_establishments:
        return no("Wij weten nog niet waar u werk heeft. Bel uw aanspreekpunt: die vult het adres in.")
    return yes

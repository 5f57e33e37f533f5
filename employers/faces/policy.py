"""Who may ask, answer and change who is the face of the region at an employer."""

from employers.faces.models import FaceRequest
from employers.faces.workflow import OPEN, RequestStatus
from employers.models import Employer
from employers.policy import may_change_employer
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, hidden, no, yes


def may_ask_account(actor: Actor, *, employer: Employer) -> Verdict:
    face = employer.account_manager
    if not actor.is_a(Role.ACCOUNT_MANAGER):
        return may_change_employer(actor, employer=employer)
    if face is None or not face.is_active:
        return no("Deze werkgever heeft nu geen aanspreekpunt. Je kunt het meteen worden.")
    if face.id == actor.id:
        return no("Je bent het aanspreekpunt van deze werkgever.")
    return yes


def may_see_request(actor: Actor, *, takeover: FaceRequest) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER, Role.COORDINATOR) else hidden


def may_answer_request(actor: Actor, *, takeover: FaceRequest) -> Verdict:
    seen = may_see_request(actor, takeover=takeover)
    if not seen:
        return seen
    if takeover.status not in OPEN:
        return no(f"Dit verzoek is al {takeover.status.value}.")
    if actor.id == takeover.employer.account_manager_id or stands_in(actor, takeover=takeover):
        return yes
    if actor.is_a(Role.COORDINATOR):
        if takeover.status is RequestStatus.FORWARDED:
            return yes
        return no(f"{takeover.face.name} kan nog antwoorden. Daarna komt het verzoek bij de regiocoördinator.")
    substitute = takeover.employer.substitute
    able = f"{takeover.face.name} of vervanger {substitute.name}" if substitute else takeover.face.name
    return no(f"Alleen {able} beantwoordt dit verzoek, en na de termijn de regiocoördinator.")


def stands_in(actor: Actor, *, takeover: FaceRequest) -> bool:
    """Whether this person answers as the substitute. Never about an own request: then only the face can."""
    employer = takeover.employer
    return (
        actor.is_a(Role.ACCOUNT_MANAGER)
        and actor.id is not None
        and actor.id == employer.substitute_id
        and actor.id not in (employer.account_manager_id, takeover.asked_by_id)
    )


def may_withdraw_request(actor: Actor, *, takeover: FaceRequest) -> Verdict:
    seen = may_see_request(actor, takeover=takeover)
    if not seen:
        return seen
    if takeover.status not in OPEN:
        return no(f"Dit verzoek is al {takeover.status.value}.")
    return yes if actor.id == takeover.asked_by_id else no("Alleen wie het vroeg, trekt het verzoek in.")


def may_name_substitute(actor: Actor, *, employer: Employer) -> Verdict:
    face = employer.account_manager
    if not actor.is_a(Role.ACCOUNT_MANAGER):
        return may_change_employer(actor, employer=employer)
    if face is None or not face.is_active:
        return no("Eerst heeft deze werkgever een aanspreekpunt nodig.")
    if face.id == actor.id or face.organisation_id == actor.organisation_id:
        return yes
    return no(f"{face.name} of een collega van {face.organisation} wijst de vervanger aan.")

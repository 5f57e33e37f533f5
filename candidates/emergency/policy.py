"""Who may break the glass, and who sees that it was broken (security.md section 3 and threat 14)."""

from candidates.models import Candidate
from candidates.policy import keeps_file, may_see_profile
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes


def may_open_in_emergency(actor: Actor, *, candidate: Candidate) -> Verdict:
    """A coach, for a person of the own organisation who is in a colleague's caseload."""
    other = no(
        f"Dit bestand is van een andere organisatie. Vraag {candidate.coach.name} ({candidate.organisation.name})."
    )
    return first_no(
        may_see_profile(actor, candidate=candidate),
        no("Je ziet dit bestand al.") if keeps_file(actor, candidate=candidate) else yes,
        yes if candidate.organisation_id == actor.organisation_id else other,
        yes if actor.is_a(Role.COACH) else no("Noodtoegang is er alleen voor jobcoaches."),
    )


def may_list_emergencies(actor: Actor) -> Verdict:
    """Coaches about their own people; account managers and the organisation's administrator about the whole organisation."""
    return yes if actor.is_staff or actor.is_a(Role.ORG_ADMIN) else hidden

"""Who may see and change what of a candidate (security.md section 3).

The whole file: the coach, the substitute, and the account manager of the candidate's own organisation. Other staff see what
someone can under the reference; a coach of the same organisation may open a file for a while, to read, with a reason. Employers meet people only through a voordracht; nobody else may know that one exists.
"""

from candidates.models import Candidate, CandidateStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes

ASK_COACH = "Dit doen de jobcoach of de accountmanager van de kandidaat. Vraag het aan de jobcoach op deze pagina."


def is_in_caseload(actor: Actor, candidate: Candidate) -> bool:
    """Whether this person is the coach, or the substitute. The file is the partner's: who left the partner leaves it too."""
    own = actor.id in (candidate.coach_id, candidate.substitute_id)
    return own and actor.is_a(Role.COACH) and actor.organisation_id == candidate.organisation_id


def may_list_candidates(actor: Actor) -> Verdict:
    return yes if actor.is_staff else hidden


def may_register_candidate(actor: Actor) -> Verdict:
    return yes if actor.is_staff else hidden


def keeps_file(actor: Actor, *, candidate: Candidate) -> bool:
    """Whether the file is this person's to work on: the caseload, or as account manager the own organisation."""
    if candidate.erased_revision is not None:
        return False
    manages = actor.is_a(Role.ACCOUNT_MANAGER) and actor.organisation_id == candidate.organisation_id
    return manages or is_in_caseload(actor, candidate)


def opened_file(actor: Actor, *, candidate: Candidate) -> bool:
    """Whether this person broke the glass a short while ago; reading only, and within the own organisation."""
    same = actor.is_a(Role.COACH) and actor.organisation_id == candidate.organisation_id
    return same and candidate.id in actor.opened_ids and candidate.erased_revision is None


def may_see_file(actor: Actor, *, candidate: Candidate) -> Verdict:
    """Read who somebody is: those who keep the file, and for a while who opened it in an emergency."""
    mine = keeps_file(actor, candidate=candidate) or opened_file(actor, candidate=candidate)
    return yes if mine else hidden


def may_see_profile(actor: Actor, *, candidate: Candidate) -> Verdict:
    """What someone can, under the reference: for all staff, until the person leaves."""
    if may_see_file(actor, candidate=candidate):
        return yes
    return yes if actor.is_staff and candidate.status != CandidateStatus.LEFT else hidden


def may_change_candidate(actor: Actor, *, candidate: Candidate) -> Verdict:
    return first_no(_may_work_on(actor, candidate), _is_present(candidate))


def may_change_profile(actor: Actor, *, candidate: Candidate) -> Verdict:
    return first_no(_may_work_on(actor, candidate), _is_present(candidate))


def may_change_visibility(actor: Actor, *, candidate: Candidate) -> Verdict:
    if keeps_file(actor, candidate=candidate) and not is_in_caseload(actor, candidate):
        return no(f"Dit doet de jobcoach ({candidate.coach.name}) samen met de kandidaat.")
    return first_no(_may_work_on(actor, candidate), _is_present(candidate))


def may_move_candidate(actor: Actor, *, candidate: Candidate) -> Verdict:
    """To pause, to come back, to leave."""
    return _may_work_on(actor, candidate)


def may_hand_over(actor: Actor, *, candidate: Candidate) -> Verdict:
    return first_no(_may_work_on(actor, candidate), _is_present(candidate))


def may_see_registration(actor: Actor, *, candidate: Candidate) -> Verdict:
    """Regeling and register: only for those who have the whole file."""
    return yes if keeps_file(actor, candidate=candidate) else hidden


def _may_work_on(actor: Actor, candidate: Candidate) -> Verdict:
    if keeps_file(actor, candidate=candidate):
        return yes
    return no(ASK_COACH) if may_see_profile(actor, candidate=candidate) else hidden


def _is_present(candidate: Candidate) -> Verdict:
    if candidate.status == CandidateStatus.LEFT:
        return no("Deze kandidaat is uitgeschreven. Schrijf de kandidaat eerst weer in.")
    return yes

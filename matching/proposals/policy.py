"""Who may look for a match, put someone forward and answer (security.md section 3).

The coach of the own caseload puts someone forward; the employer answers, or an account manager notes what the employer
said. Whoever may not know that a voordracht exists gets no answer at all.
"""

from candidates.models import Candidate, CandidateStatus
from candidates.policy import is_in_caseload, may_see_profile
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import HIDDEN_FROM_EMPLOYERS, PROPOSAL, SHOWS_CONTACT, ProposalStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label

WAITING = (ProposalStatus.SENT, ProposalStatus.INVITED)


def may_list_proposals(actor: Actor) -> Verdict:
    return yes if actor.is_staff or actor.is_a(Role.EMPLOYER) else hidden


def may_see_overrides(actor: Actor) -> Verdict:
    """Counts over the whole region, about how colleagues decide: for who works with lists and who watches over them."""
    return yes if actor.is_staff or actor.is_a(Role.COORDINATOR, Role.AUDITOR) else hidden


def may_see_ranking(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    return yes if actor.is_staff else hidden


def may_count_people(actor: Actor) -> Verdict:
    """One number over everybody, while a place is typed; an employer would learn too much by asking often."""
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else hidden


def may_see_places(actor: Actor, *, candidate: Candidate) -> Verdict:
    return may_see_profile(actor, candidate=candidate)


def may_propose_for(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    """Before it is known who: is this someone who puts people forward, and does the place take anybody."""
    if not actor.is_staff:
        return hidden
    if not actor.is_a(Role.COACH):
        return no("De jobcoach van een kandidaat stelt voor. Op de lijst staat bij elke kandidaat wie dat is.")
    if vacancy.status != VacancyStatus.OPEN:
        return no(f"Deze plek heeft de status ‘{label(vacancy.status)}’. Voorstellen kan alleen bij een open plek.")
    return yes


def may_propose(actor: Actor, *, vacancy: Vacancy, candidate: Candidate) -> Verdict:
    """Whether this person may put this candidate forward now; a refusal names whom to ask."""
    seen = may_see_profile(actor, candidate=candidate)
    if not seen:
        return seen
    coach = f"{candidate.coach.name} ({candidate.organisation.name})"
    if not is_in_caseload(actor, candidate):
        return no(f"De eigen jobcoach stelt voor. Vraag {coach}.")
    return first_no(may_propose_for(actor, vacancy=vacancy), _is_ready(candidate, coach), _has_room(vacancy))


def _is_ready(candidate: Candidate, coach: str) -> Verdict:
    if candidate.status != CandidateStatus.ACTIVE:
        return no("Deze kandidaat is nu niet in beeld voor werk.")
    if not _is_shown(candidate):
        return no(
            "Je kunt deze kandidaat nu niet voorstellen: het profiel is nog niet zichtbaar voor werkgevers. "
            "Zet dat samen met de kandidaat aan, op het profiel."
        )
    return yes


def _has_room(vacancy: Vacancy) -> Verdict:
    return yes if vacancy.filled < vacancy.seats else no("Deze plek is al vol.")


def may_see_proposal(actor: Actor, *, proposal: Proposal) -> Verdict:
    if actor.is_a(Role.EMPLOYER):
        return yes if _is_shown_to_employer(actor, proposal) else hidden
    if actor.is_a(Role.COACH):
        own = is_in_caseload(actor, proposal.candidate) or proposal.proposed_by_id == actor.id
        return yes if own else hidden
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes if concerns_organisation(actor, proposal.candidate, proposal.vacancy) else hidden
    return hidden


def concerns_organisation(actor: Actor, candidate: Candidate, vacancy: Vacancy) -> bool:
    """Whether the person or the place is this partner's: its candidate, its employer, or a place it logged."""
    ours = actor.organisation_id
    return candidate.organisation_id == ours or any(
        user is not None and user.organisation_id == ours
        for user in (vacancy.employer.account_manager, vacancy.logged_by)
    )


def _is_shown_to_employer(actor: Actor, proposal: Proposal) -> bool:
    return (
        proposal.vacancy.employer_id in actor.employer_ids
        and proposal.status not in HIDDEN_FROM_EMPLOYERS
        and (proposal.status not in WAITING or _is_shown(proposal.candidate))
    )


def _is_shown(candidate: Candidate) -> bool:
    agreed = candidate.visibility
    return agreed.candidate_agreed_on is not None and agreed.coach_agreed_on is not None


def may_see_contact(actor: Actor, *, proposal: Proposal) -> Verdict:
    """The agreed contact details of the person: for the employer from the invitation until the voordracht or the work ends."""
    seen = may_see_proposal(actor, proposal=proposal)
    if not actor.is_a(Role.EMPLOYER):
        return seen
    if proposal.status not in SHOWS_CONTACT:
        return first_no(seen, no("Na een uitnodiging ziet u hier hoe u de kandidaat bereikt."))
    ended = no("De plaatsing is voorbij. De jobcoach weet hoe u verder kunt.")
    return first_no(seen, yes if is_introduced(proposal) else ended)


def is_introduced(proposal: Proposal) -> bool:
    """Whether employer and candidate know each other by now: from the invitation until the voordracht or the work ends."""
    return proposal.status in SHOWS_CONTACT and (proposal.status != ProposalStatus.PLACED or proposal.works_now)


def may_invite(actor: Actor, *, proposal: Proposal) -> Verdict:
    return _may_answer(actor, proposal, "invite")


def may_accept(actor: Actor, *, proposal: Proposal) -> Verdict:
    return _may_answer(actor, proposal, "accept")


def may_decline(actor: Actor, *, proposal: Proposal) -> Verdict:
    return _may_answer(actor, proposal, "decline")


def _may_answer(actor: Actor, proposal: Proposal, act: str) -> Verdict:
    speaks = (
        no("De werkgever geeft het antwoord. Belde de werkgever? Vraag de accountmanager het te noteren.")
        if actor.is_a(Role.COACH)
        else yes
    )
    return first_no(may_see_proposal(actor, proposal=proposal), speaks, _fits(act, proposal))


def may_withdraw(actor: Actor, *, proposal: Proposal) -> Verdict:
    takes_back = no("Alleen de jobcoach of de accountmanager trekt een voordracht in.") if not actor.is_staff else yes
    return first_no(may_see_proposal(actor, proposal=proposal), takes_back, _fits("withdraw", proposal))


def may_see_story(actor: Actor, *, proposal: Proposal) -> Verdict:
    """The whole story of a voordracht, with reference, score and points: for staff alone."""
    return first_no(may_see_proposal(actor, proposal=proposal), yes if actor.is_staff else hidden)


def _fits(act: str, proposal: Proposal) -> Verdict:
    if PROPOSAL.may(act, proposal.status):
        return yes
    return no(f"Dit kan nu niet: de voordracht heeft de status ‘{label(proposal.status)}’.")

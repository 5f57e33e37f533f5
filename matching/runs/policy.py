"""Who may change the list of a place: the coach of the own caseload, about the own candidate."""

from candidates.models import Candidate
from candidates.policy import is_in_caseload, may_see_profile
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.workflow import label


def may_choose(actor: Actor, *, vacancy: Vacancy, candidate: Candidate) -> Verdict:
    """Put somebody on the list of a place, or take somebody off, while the place is open."""
    return first_no(may_undo(actor, vacancy=vacancy, candidate=candidate), _is_open(vacancy))


def may_undo(actor: Actor, *, vacancy: Vacancy, candidate: Candidate) -> Verdict:
    """Take a choice back."""
    seen = may_see_profile(actor, candidate=candidate)
    if not seen:
        return seen
    if not is_in_caseload(actor, candidate):
        coach = f"{candidate.coach.name} ({candidate.organisation.name})"
        return no(f"De eigen jobcoach past de lijst aan. Vraag {coach}.")
    return yes


def _is_open(vacancy: Vacancy) -> Verdict:
    if vacancy.status == VacancyStatus.OPEN:
        return yes
    return no(f"Deze plek heeft de status ‘{label(vacancy.status)}’. Een lijst aanpassen kan alleen bij een open plek.")

"""Who may see the allocation, ask for one, and decide about a place on a list.

Whoever may see every ranking may see how the region is divided; the coach of the own caseload decides about a person.
"""

from candidates.models import Candidate
from candidates.policy import is_in_caseload, may_see_profile
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.runs.models import AllocationChoice, AllocationRun, RunKind, RunStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label


def may_see_allocation(actor: Actor) -> Verdict:
    return yes if actor.is_staff else hidden


def may_ask(actor: Actor) -> Verdict:
    return may_see_allocation(actor)


def may_see_run(actor: Actor, *, run: AllocationRun) -> Verdict:
    """A run as it was; a what-if has a page of its own."""
    if run.kind is RunKind.WHAT_IF:
        return hidden
    return may_see_allocation(actor)


def may_check(actor: Actor, *, run: AllocationRun) -> Verdict:
    done = yes if run.status is RunStatus.DONE else no("Deze verdeling is niet klaar, dus er is niets te controleren.")
    return first_no(may_see_run(actor, run=run), done)


def may_choose(actor: Actor, *, vacancy: Vacancy, candidate: Candidate) -> Verdict:
    """Put somebody on the list of a place, or take somebody off: the own coach, while the place is open."""
    seen = may_see_profile(actor, candidate=candidate)
    if not seen:
        return seen
    if not is_in_caseload(actor, candidate):
        coach = f"{candidate.coach.name} ({candidate.organisation.name})"
        return no(f"De eigen jobcoach past de lijst aan. Vraag {coach}.")
    if vacancy.status != VacancyStatus.OPEN:
        return no(
            f"Deze plek heeft de status ‘{label(vacancy.status)}’. Een lijst aanpassen kan alleen bij een open plek."
        )
    return yes


def may_take_back(actor: Actor, *, choice: AllocationChoice) -> Verdict:
    """Only who made a choice takes it back, or who is the coach by now."""
    seen = may_see_profile(actor, candidate=choice.candidate)
    if not seen:
        return seen
    mine = choice.by_id == actor.id or is_in_caseload(actor, choice.candidate)
    if not mine:
        return no(f"Alleen {choice.by.name} of de jobcoach van nu maakt deze aanpassing ongedaan.")
    return yes if choice.ended_on is None else no("Deze aanpassing is al ongedaan gemaakt.")

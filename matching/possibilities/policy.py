"""Who may look at a pair: whoever may see the ranking of the place and what this person can, under the reference."""

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.proposals.policy import may_see_places, may_see_proposal, may_see_ranking
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, yes


def may_see_pair(actor: Actor, *, vacancy: Vacancy, candidate: Candidate) -> Verdict:
    return first_no(may_see_ranking(actor, vacancy=vacancy), may_see_places(actor, candidate=candidate))


def may_see_openings(actor: Actor, *, candidate: Candidate) -> Verdict:
    return may_see_places(actor, candidate=candidate)


def may_hand_explanation(actor: Actor, *, proposal: Proposal) -> Verdict:
    """The explanation is for the person; a colleague hands it over, never the employer."""
    return first_no(yes if actor.is_staff else hidden, may_see_proposal(actor, proposal=proposal))

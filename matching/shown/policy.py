"""Who may see a kept ranking: whoever may see the list itself today. An employer never saw one."""

from candidates.models import Candidate
from candidates.policy import may_see_profile
from employers.vacancies.models import Vacancy
from matching.shown.models import ShownRanking
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, yes


def may_see_shown(actor: Actor, *, shown: ShownRanking) -> Verdict:
    staff = yes if actor.is_staff else hidden
    return first_no(staff, may_see_profile(actor, candidate=shown.candidate)) if shown.candidate else staff


def may_see_shown_for_place(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    return yes if actor.is_staff else hidden


def may_see_shown_for_person(actor: Actor, *, candidate: Candidate) -> Verdict:
    return may_see_profile(actor, candidate=candidate)

"""Whom the order of the service puts first for a place, and so whom somebody passes over by putting forward another.

The order is advice; a person decides. Going past it asks a short reason, kept with the voordracht and counted, so that it
can be seen that people really decide. Source: AI Act art. 14.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, Visibility
from candidates.profile.models import Profile
from candidates.profile.pool import fresh_people
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from matching.core.kernel import rank
from matching.proposals.away import away_from
from matching.proposals.models import Proposal
from matching.proposals.shortlist import exposure_of, suitable_from, travel_times
from matching.proposals.standing import Standing, standing_of
from matching.proposals.workflow import OPEN
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

LOOKED_AT = 500
"""So many people in front are looked at; whoever stands further back passes over at least as many."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the order says of one person at one place. ``passed_over`` counts who goes before and can be put forward now.

    ``standing`` is what the run in force says; None for a place that was not in it. ``first`` so many may go before
    somebody without a reason being asked; nobody may on a list of the allocation that holds others.
    """

    standing: Standing | None
    passed_over: int
    first: int
    people_only: bool = False
    """Whether this person chose that people alone look for a place: there is no order, and a person says why."""

    @property
    def by_list(self) -> bool:
        """Whether the allocation made a list with others on it, which is then what counts."""
        return self.standing is not None and (self.standing.others or self.standing.rank is not None)

    @property
    def asks_why(self) -> bool:
        """Whether to put this person forward goes past what the service says."""
        if self.people_only:
            return True
        if self.standing is not None and self.by_list:
            return self.standing.asks_why
        return self.passed_over >= self.first


def advice_of(session: Session, vacancy: Vacancy, candidate: Candidate, *, on: date, key: bytes) -> Advice:
    """What the order of today says; ``key`` is ``month_key``. Raises ValueError for a place whose tasks do not add up yet.

    With a list of the allocation for the place, being on it is enough: the list is advice as a whole. Without one, the
    first of ‘Wie kan dit werk?’ count, as many as a list would be long, and never fewer than there are free seats.
    """
    first = max(whole_number_on(session, Parameter.LIST_LENGTH, on), vacancy.seats_left)
    if candidate.people_only_since is not None:
        return Advice(None, 0, first, people_only=True)
    standing = standing_of(session, vacancy, candidate)
    advice = Advice(standing, 0, first)
    if advice.by_list:
        return Advice(standing, standing.before if standing else 0, first)
    return Advice(standing, _in_front(session, vacancy, candidate, on, key), first)


def _in_front(session: Session, vacancy: Vacancy, candidate: Candidate, on: date, key: bytes) -> int:
    snapshot = fresh_people(session)
    people = snapshot.without(frozenset().union(*away_from(session, vacancy, on=on).values()))
    pseudonym = session.scalar(select(Profile.pseudonym).where(Profile.candidate_id == candidate.id))
    tau = suitable_from(session, on)
    ranking = rank(
        people,
        demand_of(vacancy),
        limit=len(people),
        hash_key=key,
        travel=travel_times(),
        exposure=exposure_of(session, on),
        tau=tau,
    )
    front = ranking.ids.index(pseudonym) if pseudonym in ranking.ids else ranking.suitable
    ids = snapshot.ids_of(ranking.ids[: min(front, LOOKED_AT)])
    here = select(Proposal.candidate_id).where(Proposal.vacancy_id == vacancy.id, Proposal.status.in_(OPEN))
    can_now = select(func.count()).where(
        Visibility.candidate_id.in_(ids),
        Visibility.candidate_id.not_in(here),
        Visibility.candidate_agreed_on.is_not(None),
        Visibility.coach_agreed_on.is_not(None),
    )
    return session.scalar(can_now) or 0

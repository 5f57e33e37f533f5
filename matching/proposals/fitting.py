"""Whether this person can be put forward for this place at all: the same reasons that keep someone out of the list."""

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.offer import offer_of
from candidates.profile.pool import fresh_people
from candidates.profile.queries import profile_of
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from matching.core.eligibility import REASONS, reasons, sentence
from matching.core.fit import NEUTRAL
from matching.core.language import TravelMode
from matching.proposals.errors import DoesNotFit, NoProfile
from matching.proposals.shortlist import neutral_of, travel_times


def refuse_unfit(session: Session, vacancy: Vacancy, candidate: Candidate) -> None:
    """Raise DoesNotFit with every reason of matching.md 2.5 that holds, and NoProfile when nothing can be compared.

    Who can do less of the work than the region asks passes: that is a choice of the coach, and stands in the explanation.
    """
    profile = profile_of(session, candidate)
    if profile is None:
        raise NoProfile(candidate)
    demand, offer = demand_of(vacancy), offer_of(profile)
    minutes = travel_times().minutes(offer.pc4, demand.pc4, TravelMode(profile.mode.value))
    # The region's levels only matter for an unknown level that safety asks.
    neutral = neutral_of(fresh_people(session)) if demand.hard else NEUTRAL
    found = reasons(demand, offer, minutes, neutral)
    if found:
        told = [sentence(one, demand, offer, minutes) for one in REASONS if one in found]
        raise DoesNotFit(candidate, vacancy, told)

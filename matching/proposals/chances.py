"""What is open to one person now, and which questions would open more: for beside the profile."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.offer import offer_of
from candidates.profile.pool import fresh_people
from candidates.profile.queries import profile_of
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.core.catalogue import capability
from matching.core.places import rank_places
from matching.core.questions import Worth, WorthAsking, worth_asking
from matching.proposals.errors import NoProfile
from matching.proposals.open_places import fresh_places
from matching.proposals.shortlist import neutral_of, suitable_from, travel_times
from werkbedrijf.foundation.texts import count

BEST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in words: ``does`` says what its answer could do."""

    code: str
    name: str
    does: str


@dataclass(frozen=True, slots=True)
class Chances:
    """The best places of now and the questions worth asking; ``open_places`` counts every open place."""

    best: tuple[Vacancy, ...]
    open_places: int
    worth: WorthAsking
    questions: tuple[Asked, ...]
    part: int


def chances_of(session: Session, candidate: Candidate, *, on: date, key: bytes) -> Chances:
    """What is open to this person on this day. Raises NoProfile when nobody filled in what someone can."""
    profile = profile_of(session, candidate)
    if profile is None:
        raise NoProfile(candidate)
    travel, tau, neutral = travel_times(), suitable_from(session, on), neutral_of(fresh_people(session))
    places, offer = fresh_places(session), offer_of(profile)
    ranking = rank_places(offer, places, limit=BEST, hash_key=key, travel=travel, tau=tau, neutral=neutral)
    worth = worth_asking(offer, places, travel=travel, tau=tau, neutral=neutral)
    best = [row.id for row in ranking if row.suitable]
    named = session.scalars(open_vacancies().where(Vacancy.reference.in_(best))).unique()
    vacancies = {vacancy.reference: vacancy for vacancy in named}
    return Chances(
        best=tuple(vacancies[reference] for reference in best),
        open_places=len(places),
        worth=worth,
        questions=tuple(_asked(one) for one in worth.questions),
        part=int(tau * 100),
    )


def _asked(one: Worth) -> Asked:
    name = capability(one.code).name
    return Asked(one.code, name[:1].upper() + name[1:], _does(one))


def _does(one: Worth) -> str:
    """What the answer could do, in words."""
    if one.opens:
        return f"opent tot {count(one.opens, 'plek', 'plekken')}"
    if one.rests:
        return f"geeft zekerheid over {count(one.rests, 'plek', 'plekken')}"
    return "brengt plekken dichterbij"

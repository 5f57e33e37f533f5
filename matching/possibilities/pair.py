"""One person at one place as it is now: the fit as explained, what stands in the way, and every smallest way round it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.models import Profile
from candidates.profile.offer import offer_of
from candidates.profile.pool import fresh_people
from candidates.profile.queries import profile_of
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.core.change_words import OPENINGS, ToldChange, told
from matching.core.eligibility import REASONS, Reason, reasons, sentence
from matching.core.fit import suitable_points
from matching.core.language import Demand, Offer, TravelMode
from matching.core.possibilities import Way, openings, smallest_ways
from matching.proposals.errors import NoProfile
from matching.proposals.open_places import fresh_places
from matching.proposals.shortlist import neutral_of, suitable_from, travel_times
from matching.proposals.shown import Shown, shown_of

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """What can be said of one pair.

    ``always`` are the steps of every smallest way, ``choices`` what comes with them, one of these; both empty when nothing
    has to change or nothing small suffices.
    """

    shown: Shown
    obstacles: tuple[str, ...]
    own_choice: bool
    suitable: bool
    part: int
    always: tuple[ToldChange, ...] = ()
    choices: tuple[tuple[ToldChange, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """One kind of change: how it begins a sentence, what to do, how many places it opens, and a few of them."""

    start: str
    how: str
    count: int
    examples: tuple[Vacancy, ...]


def pair_of(session: Session, vacancy: Vacancy, candidate: Candidate, *, on: date) -> Pair:
    """Explain one pair. Raises NoProfile, or ValueError for a place whose tasks do not add up yet."""
    profile, neutral, tau = _known(session, candidate, on)
    demand, offer = demand_of(vacancy), offer_of(profile)
    minutes = travel_times().minutes(profile.pc4, vacancy.establishment.pc4, TravelMode(profile.mode.value))
    shown = shown_of(profile, demand, minutes=minutes, neutral=neutral, tau=tau, on=on)
    bits = reasons(demand, offer, minutes, neutral)
    enough = shown.explanation.points >= suitable_points(shown.explanation.smax, tau)
    return Pair(
        shown=shown,
        obstacles=tuple(sentence(reason, demand, offer, minutes) for reason in REASONS if reason in bits),
        own_choice=Reason.OWN_CHOICE in bits,
        suitable=not bits and enough,
        part=int(tau * 100),
        **_steps(demand, offer, smallest_ways(demand, offer, minutes, neutral, tau) or ()),
    )


def _steps(demand: Demand, offer: Offer, ways: Sequence[Way]) -> dict[str, Any]:
    """What every way has in common, once, and what differs."""
    always = tuple(change for change in (ways[0] if ways else ()) if all(change in way for way in ways))
    rest = [tuple(told(change, demand, offer) for change in way if change not in always) for way in ways]
    return {
        "always": tuple(told(change, demand, offer) for change in always),
        "choices": tuple(way for way in rest if way),
    }


def opened_to(session: Session, candidate: Candidate, *, on: date) -> tuple[Opened, ...]:
    """What one single change would open to this person, most places first. Raises NoProfile."""
    profile, neutral, tau = _known(session, candidate, on)
    found = openings(offer_of(profile), fresh_places(session), travel=travel_times(), neutral=neutral, tau=tau)
    examples = {place for one in found for place in one.places[:EXAMPLES]}
    named = session.scalars(open_vacancies().where(Vacancy.reference.in_(examples))).unique()
    vacancies = {vacancy.reference: vacancy for vacancy in named}
    return tuple(_opened(one.code, one.places, vacancies) for one in found)


def _opened(code: str, places: Sequence[str], vacancies: Mapping[str, Vacancy]) -> Opened:
    start, how = OPENINGS[code]
    return Opened(start, how, len(places), tuple(vacancies[place] for place in places[:EXAMPLES]))


def _known(session: Session, candidate: Candidate, on: date) -> tuple[Profile, list[int], Fraction]:
    profile = profile_of(session, candidate)
    if profile is None:
        raise NoProfile(candidate)
    return profile, neutral_of(fresh_people(session)), suitable_from(session, on)

"""Who can do this work, and which places suit this person: an ordered list with for each row why, and who is not in it.

The order comes from ``matching.core`` and knows no name, regeling, ground, birth date, gender or gemeente. What is shown
beside it (reference, coach, a name for those who have the file) is read afterwards, for the rows of one page only.
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.profile.models import Profile
from candidates.profile.offer import known_points, offer_of
from candidates.profile.pool import Snapshot, fresh_people
from candidates.profile.queries import profile_of, profiles_of
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.core.kernel import rank
from matching.core.language import Demand, TravelMode
from matching.core.places import rank_places
from matching.core.possibilities import would_suit
from matching.core.question import prepare
from matching.core.ranking import Ranked
from matching.core.travel import TravelTimes
from matching.proposals.away import LeftOut, away_from, left_out_of
from matching.proposals.errors import NoProfile
from matching.proposals.models import Proposal
from matching.proposals.open_places import fresh_places
from matching.proposals.paging import page_of_places, stand_apart
from matching.proposals.queries import EXPOSURE_DAYS, open_proposals_among, open_proposals_of
from matching.proposals.shown import Shown, shown_of
from werkbedrijf.foundation.parameters import Parameter, value_on

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: this person at this place, why, and the open voordracht between them when there is one.

    ``number`` counts from 1 over all pages; ``open_elsewhere`` counts the person's open voordrachten at other places.
    """

    number: int
    candidate: Candidate
    vacancy: Vacancy
    ranked: Ranked
    shown: Shown
    open_here: Proposal | None
    open_elsewhere: int

    @property
    def score(self) -> int:
        """0 to 100, for this person at this place only."""
        return self.ranked.score


@dataclass(frozen=True, slots=True)
class Shortlist:
    """One page of people for one place, or of places for one person.

    ``considered`` counts everybody compared, ``eligible`` who could come, ``suitable`` who can do at least ``part`` percent
    of the work; ``listed`` the rows on all pages together. ``eligible`` and the counts of ``left_out`` add up to
    ``considered``.
    """

    rows: tuple[Row, ...]
    page: int
    considered: int
    eligible: int
    suitable: int
    listed: int
    part: int
    left_out: tuple[LeftOut, ...]
    first: tuple[Row, ...] = ()
    """Rows that were asked to stand apart; they are in none of the pages."""
    revision: int = 0
    """The number of the last change in the pool that this list saw."""
    neutral: tuple[int, ...] = ()
    """The levels that stood for what is unknown."""


def month_key(secret: str, on: date) -> bytes:
    """The key that draws fair lots among equals this month; nobody can foresee the next one (matching.md 2.7)."""
    return hmac.new(secret.encode(), f"lot|{on:%Y-%m}".encode(), hashlib.sha256).digest()


@cache
def travel_times() -> TravelTimes:
    """Minutes between postcodes, remembered for the life of the process."""
    return TravelTimes(known_points())


def suitable_from(session: Session, on: date) -> Fraction:
    """The part of the work from which someone counts as able to do it."""
    return Fraction(value_on(session, Parameter.SUITABLE_FROM, on)) / 100


def exposure_of(session: Session, on: date) -> dict[str, int]:
    """How many voordrachten everybody had in the last half year, by pseudonym; those without are left away."""
    counted = (
        select(Profile.pseudonym, func.count())
        .join(Proposal, Proposal.candidate_id == Profile.candidate_id)
        .where(Proposal.sent_on > on - timedelta(days=EXPOSURE_DAYS))
        .group_by(Profile.pseudonym)
    )
    return {pseudonym: count for pseudonym, count in session.execute(counted)}


def candidates_for(
    session: Session,
    vacancy: Vacancy,
    *,
    on: date,
    key: bytes,
    limit: int = PAGE,
    page: int = 1,
    among: Collection[int] | None = None,
    suitable_only: bool = False,
    first: Collection[int] = (),
) -> Shortlist:
    """Who can do this work, best first; ``key`` is ``month_key``, ``limit`` the rows of a page.

    ``among`` keeps only these candidates (ids) in the rows and ``suitable_only`` only those who can do enough of the work;
    ``first`` (ids) come apart, in the same order, as far as they could come; the other counts stay those of everybody. Raises ValueError for a place whose tasks do not add up yet.
    """
    snapshot, tau, demand = fresh_people(session), suitable_from(session, on), demand_of(vacancy)
    away = away_from(session, vacancy, on=on)
    people = snapshot.without(frozenset().union(*away.values()))
    ranking = rank(
        people,
        demand,
        limit=page * limit if among is None and not first else len(people),
        hash_key=key,
        travel=travel_times(),
        exposure=exposure_of(session, on),
        tau=tau,
    )
    apart, places = stand_apart(ranking, snapshot, among, first, suitable_only=suitable_only)
    number, here = page_of_places(places, page, limit)
    number_after = len(apart) + (number - 1) * limit
    numbered = [*enumerate(apart, start=1), *enumerate(here, start=number_after + 1)]
    rows = tuple(
        _people_rows(session, vacancy, snapshot, [(at, ranking[place]) for at, place in numbered], (demand, tau, on))
    )
    return Shortlist(
        rows=rows[len(apart) :],
        first=rows[: len(apart)],
        page=number,
        considered=len(snapshot),
        eligible=ranking.eligible,
        suitable=ranking.suitable,
        listed=len(places),
        part=int(tau * 100),
        revision=snapshot.revision,
        neutral=tuple(neutral_of(snapshot)),
        left_out=left_out_of(
            {code: len(snapshot.rows_of(ids)) for code, ids in away.items()} | ranking.left_out,
            would_suit(people, prepare(demand), travel=travel_times(), tau=tau),
        ),
    )


def _people_rows(
    session: Session,
    vacancy: Vacancy,
    snapshot: Snapshot,
    pairs: Sequence[tuple[int, Ranked]],
    question: tuple[Demand, Fraction, date],
) -> Any:
    demand, tau, on = question
    ids = snapshot.ids_of([ranked.id for _, ranked in pairs])
    people = _candidates(session, ids)
    profiles = profiles_of(session, ids)
    open_ones = _open_by_candidate(session, ids)
    neutral = neutral_of(snapshot)
    for id_, (number, ranked) in zip(ids, pairs, strict=True):
        mine = open_ones.get(id_, [])
        here = [proposal for proposal in mine if proposal.vacancy_id == vacancy.id]
        shown = shown_of(profiles[id_], demand, minutes=ranked.minutes, neutral=neutral, tau=tau, on=on)
        yield Row(
            number=number,
            candidate=people[id_],
            vacancy=vacancy,
            ranked=ranked,
            shown=shown,
            open_here=here[0] if here else None,
            open_elsewhere=len(mine) - len(here),
        )


def neutral_of(snapshot: Snapshot) -> list[int]:
    """The region's levels for what is unknown, as plain numbers."""
    return [int(level) for level in snapshot.people.neutral]


def _candidates(session: Session, ids: Collection[int]) -> Mapping[int, Candidate]:
    query = select(Candidate).where(Candidate.id.in_(ids))
    beside = (joinedload(Candidate.coach), joinedload(Candidate.organisation), joinedload(Candidate.visibility))
    return {candidate.id: candidate for candidate in session.scalars(query.options(*beside)).unique()}


def _open_by_candidate(session: Session, ids: Collection[int]) -> Mapping[int, list[Proposal]]:
    found: dict[int, list[Proposal]] = {}
    for proposal in session.scalars(open_proposals_among(ids)):
        found.setdefault(proposal.candidate_id, []).append(proposal)
    return found


def places_for(
    session: Session,
    candidate: Candidate,
    *,
    on: date,
    key: bytes,
    limit: int = PAGE,
    page: int = 1,
    suitable_only: bool = False,
) -> Shortlist:
    """Which open places suit this person, best first. Raises NoProfile when nobody filled in what someone can."""
    profile = profile_of(session, candidate)
    if profile is None:
        raise NoProfile(candidate)
    snapshot, tau = fresh_people(session), suitable_from(session, on)
    neutral = neutral_of(snapshot)
    ranking = rank_places(
        offer_of(profile),
        fresh_places(session),
        limit=page * limit,
        hash_key=key,
        travel=travel_times(),
        tau=tau,
        neutral=neutral,
    )
    places = range(ranking.suitable if suitable_only else ranking.eligible)
    number, here = page_of_places(places, page, limit)
    mine = {proposal.vacancy_id: proposal for proposal in session.scalars(open_proposals_of(candidate))}
    shown_here = open_vacancies().where(Vacancy.reference.in_([ranking.ids[place] for place in here]))
    vacancies = {vacancy.reference: vacancy for vacancy in session.scalars(shown_here).unique()}
    rows = []
    for place in here:
        ranked, vacancy = ranking[place], vacancies[ranking.ids[place]]
        demand = demand_of(vacancy)
        rows.append(
            Row(
                number=place + 1,
                candidate=candidate,
                vacancy=vacancy,
                ranked=ranked,
                shown=shown_of(profile, demand, minutes=ranked.minutes, neutral=neutral, tau=tau, on=on),
                open_here=mine.get(vacancy.id),
                open_elsewhere=len(mine) - (vacancy.id in mine),
            )
        )
    return Shortlist(
        rows=tuple(rows),
        page=number,
        considered=ranking.considered,
        eligible=ranking.eligible,
        suitable=ranking.suitable,
        listed=len(places),
        part=int(tau * 100),
        revision=snapshot.revision,
        neutral=tuple(neutral),
        left_out=left_out_of(ranking.left_out),
    )


def explained(session: Session, vacancy: Vacancy, candidate: Candidate, *, on: date) -> dict[str, Any]:
    """What is shown of this person at this place on this day, as it is stored with a voordracht. Raises NoProfile."""
    profile = profile_of(session, candidate)
    if profile is None:
        raise NoProfile(candidate)
    minutes = travel_times().minutes(profile.pc4, vacancy.establishment.pc4, TravelMode(profile.mode.value))
    neutral = neutral_of(fresh_people(session))
    tau = suitable_from(session, on)
    return shown_of(profile, demand_of(vacancy), minutes=minutes, neutral=neutral, tau=tau, on=on).to_dict()

"""What can be asked about recruiting: counted from the latest allocation, who is in beeld now, and the vocabulary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.profile.pool import fresh_people
from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from employers.vacancies.workflow import VacancyStatus
from employers.vocabulary.catalogue import Occupation, occupations
from employers.vocabulary.draft import draft_demand
from matching.advice.spots import Spot, spots_of
from matching.core.advice import Lack, Pick, most_coverage, one_step_away, only, reach
from matching.core.catalogue import FAMILY_CODES
from matching.core.question import Question, prepare
from matching.core.store import People
from matching.proposals.open_places import fresh_questions
from matching.proposals.queries import working_candidates
from matching.proposals.shortlist import travel_times
from matching.runs.models import AllocationRun
from matching.runs.outcome import Outcome, PlaceOutcome
from matching.runs.queries import latest_run, outcome_of

MOST_CARDS = 10
MOST_HARD = 6
MOST_LACKS = 2
MOST_EMPLOYERS = 3
TRANSPORT: Lack = ("vervoer", "")


@dataclass(frozen=True, slots=True)
class Idea:
    """One line of the advice: this work in this gemeente. ``fresh`` counts who no line before it reached."""

    occupation: Occupation
    spot: Spot
    people: int
    fresh: int


@dataclass(frozen=True, slots=True)
class SectorLack:
    """What keeps waiting people one step away from the open places of one kind of work."""

    family: str
    lack: Lack
    people: int


@dataclass(frozen=True, slots=True)
class HardPlace:
    """An open place whose list is hard to fill, and what keeps most people one step away from it."""

    vacancy: Vacancy
    place: PlaceOutcome
    listed: int
    lack: Lack | None
    people: int


@dataclass(frozen=True, slots=True)
class Advice:
    """Where to recruit, as of the latest allocation. ``waiting`` has no proposal, ``nowhere`` also no suitable place."""

    run: AllocationRun
    waiting: int
    nowhere: int
    ideas: tuple[Idea, ...]
    lacks: tuple[SectorLack, ...]
    hard: tuple[HardPlace, ...]

    @property
    def reached(self) -> int:
        """Waiting people for whom at least one of the ideas is work they can do."""
        return sum(idea.fresh for idea in self.ideas)


def advice_of(session: Session, hours: Decimal) -> Advice | None:
    """The advice for places of so many hours per week; None before the first allocation."""
    run = latest_run(session)
    if run is None:
        return None
    outcome, tau = outcome_of(run), Fraction(str(run.settings["tau"]))
    snapshot = fresh_people(session)
    people = snapshot.without(frozenset(session.scalars(working_candidates())))
    waiting = _only_waiting(people, outcome)
    questions = fresh_questions(session)
    return Advice(
        run=run,
        waiting=len(waiting),
        nowhere=sum(not outcome.people[id_].qualified for id_ in waiting.ids.tolist()),
        ideas=tuple(_ideas(waiting, spots_of(session), hours, tau)),
        lacks=tuple(_sector_lacks(session, waiting, questions, tau)),
        hard=tuple(_hard(session, people, questions, outcome, tau)),
    )


def _only_waiting(people: People, outcome: Outcome) -> People:
    """Who has no proposal in this allocation and is still looking."""
    told = outcome.people
    rows = [row for row, id_ in enumerate(people.ids.tolist()) if id_ in told and not told[id_].proposals]
    return only(people, np.array(rows, np.intp))


@lru_cache(maxsize=16)
def _drafts(hours: Decimal) -> tuple[tuple[Occupation, Question], ...]:
    return tuple((one, prepare(draft_demand(one, hours=hours))) for one in occupations().values())


def _ideas(waiting: People, spots: Sequence[Spot], hours: Decimal, tau: Fraction) -> list[Idea]:
    asked = [(work, spot, replace(draft, pc4=spot.pc4)) for work, draft in _drafts(hours) for spot in spots]
    found = reach(waiting, [question for _, _, question in asked], travel=travel_times(), tau=tau)
    picks: list[Pick] = most_coverage(found, MOST_CARDS)
    return [Idea(*asked[pick.question][:2], pick.people, pick.fresh) for pick in picks]


def _sector_lacks(
    session: Session, waiting: People, questions: Mapping[str, Question], tau: Fraction
) -> list[SectorLack]:
    """Per kind of work with open places the things most waiting people lack, the largest first."""
    kinds = {reference: kind for reference, kind in session.execute(select(Vacancy.reference, Vacancy.family))}
    found: list[SectorLack] = []
    for family in FAMILY_CODES:
        asked = [question for reference, question in questions.items() if kinds[reference] == family]
        lacks = _largest(one_step_away(waiting, asked, travel=travel_times(), tau=tau))
        # Travel nearly always comes first and would hide what the work itself asks: it stands apart.
        work = [one for one in lacks if one[0] != TRANSPORT][:MOST_LACKS]
        kept = [one for one in lacks if one[0] == TRANSPORT or one in work]
        found += [SectorLack(family, lack, people) for lack, people in kept]
    return sorted(found, key=lambda one: -one.people)


def _largest(lacks: Mapping[Lack, frozenset[int]]) -> list[tuple[Lack, int]]:
    return sorted(((lack, len(rows)) for lack, rows in lacks.items()), key=lambda one: (-one[1], one[0]))


def _hard(
    session: Session, people: People, questions: Mapping[str, Question], outcome: Outcome, tau: Fraction
) -> list[HardPlace]:
    """Open places with room on their list, or as many suitable people as it asks: the scarcest first."""
    told = {reference: outcome.places[reference] for reference in questions if reference in outcome.places}
    scarce = {
        reference: place
        for reference, place in told.items()
        if len(outcome.lists[reference]) < place.slots or place.qualified <= place.slots
    }
    order = sorted(
        scarce, key=lambda reference: (Fraction(told[reference].qualified, told[reference].slots), reference)
    )
    named = session.scalars(open_vacancies().where(Vacancy.reference.in_(order[:MOST_HARD]))).unique()
    places = {vacancy.reference: vacancy for vacancy in named}
    found = []
    for reference in order[:MOST_HARD]:
        lacks = _largest(one_step_away(people, [questions[reference]], travel=travel_times(), tau=tau))
        lack, many = lacks[0] if lacks else (None, 0)
        found.append(HardPlace(places[reference], told[reference], len(outcome.lists[reference]), lack, many))
    return found


@dataclass(frozen=True, slots=True)
class Prospect:
    """An employer that had places of this kind of work and has none open now."""

    reference: str
    name: str
    gemeente_code: str


def prospects(session: Session, families: frozenset[str]) -> Mapping[str, list[Prospect]]:
    """By kind of work, the employers that know it and have no open place of it now, by name."""
    query = (
        select(Vacancy.family, Employer.reference, Employer.name, Establishment.gemeente_code, Vacancy.status)
        .join(Vacancy.employer)
        .join(Vacancy.establishment)
        .where(Vacancy.family.in_(families))
        .order_by(Employer.search_name, Vacancy.id)
    )
    found: dict[str, dict[str, Prospect]] = {family: {} for family in families}
    has_open: set[tuple[str, str]] = set()
    for family, reference, name, gemeente_code, status in session.execute(query):
        if status is VacancyStatus.OPEN:
            has_open.add((family, reference))
        found[family].setdefault(reference, Prospect(reference, name, gemeente_code))
    return {
        family: [one for one in known.values() if (family, one.reference) not in has_open]
        for family, known in found.items()
    }

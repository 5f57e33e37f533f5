"""What an attempt to learn is made from. Here, and nowhere below, a regeling meets an outcome, and only to be audited."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from candidates.profile.pool import fresh_people
from candidates.registration.models import Regeling
from candidates.registration.queries import regelingen_on
from employers.vacancies.demand import demand_of
from employers.vacancies.queries import open_vacancies
from matching.core.explanation import Explanation
from matching.core.learning_facts import FactColumns, MatchFacts, facts_of, facts_of_pairs
from matching.core.pairs import all_pairs, engine_for
from matching.proposals.queries import promised_candidates, working_candidates
from matching.proposals.shortlist import suitable_from, travel_times
from werkbedrijf.learning.judging import Outcomes, Region
from werkbedrijf.learning.outcome import lasted
from werkbedrijf.learning.queries import placements_to_learn_from


def outcomes_of(session: Session, on: date) -> tuple[Outcomes, int]:
    """Every outcome that is known on a day, and how many placements say nothing."""
    facts, came, employers, people, left_out = [], [], [], [], 0
    for row in session.execute(placements_to_learn_from(on)):
        stayed, known = lasted(row.starts_on, row.ended_on, row.end_reason), facts_in(row.explanation)
        if stayed is None or known is None:
            left_out += 1
            continue
        facts.append(known)
        came.append(stayed)
        employers.append(row.employer_id)
        people.append(row.candidate_id)
    groups = _groups(session, people, on)
    return Outcomes(FactColumns.of(facts), np.array(came, bool), np.array(employers, np.int64), groups), left_out


def facts_in(stored: Mapping[str, Any]) -> MatchFacts | None:
    """The facts in what was stored with a voordracht; None where it was stored in another way."""
    try:
        return facts_of(Explanation.from_dict(stored["explanation"]))
    except (KeyError, TypeError, ValueError):
        return None


def _groups(session: Session, people: Iterable[int], on: date) -> Mapping[str, NDArray[np.bool_]]:
    """A column of yes or no per regeling; somebody may come under several, or none."""
    listed = list(people)
    found = regelingen_on(session, set(listed), on)
    return {law.value: np.array([law in found.get(id_, ()) for id_ in listed], bool) for law in Regeling}


def region_of(session: Session, on: date, key: bytes) -> Region:
    """Who can do which open place today, among those who look for work."""
    snapshot = fresh_people(session)
    busy = {*session.scalars(working_candidates()), *session.scalars(promised_candidates())}
    people = snapshot.without(busy)
    places = [place for place in session.scalars(open_vacancies()).unique() if place.seats_left]
    demands = {place.reference: demand_of(place) for place in places}
    pairs = all_pairs(
        people,
        demands.values(),
        travel=travel_times(),
        hash_key=key,
        tau=suitable_from(session, on),
        engine=engine_for(people, demands),
    )
    return Region(
        pairs=pairs,
        facts=facts_of_pairs(people, pairs, demands, travel_times()),
        positions={place.reference: place.seats_left for place in places},
        groups=_groups(session, snapshot.ids_of(pairs.people), on),
    )

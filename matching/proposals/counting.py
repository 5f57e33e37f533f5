"""How many people can do a place that is still being typed: one number for everybody together, never a list."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from candidates.profile.pool import fresh_people
from matching.core.kernel import rank
from matching.core.language import Demand
from matching.proposals.away import away_at
from matching.proposals.shortlist import suitable_from, travel_times
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.suppression import is_small


@dataclass(frozen=True, slots=True)
class Able:
    """``people`` of ``considered`` who look for work can come and do at least ``part`` percent; None when too few to show.

    A number that is not shown is 1 to ``smallest`` - 1.
    """

    people: int | None
    considered: int
    part: int
    smallest: int


def able_people(session: Session, demand: Demand, *, starts_on: date | None, on: date) -> Able:
    """Counts with the same filter and the same part of the work as the list of candidates for a place."""
    snapshot, tau = fresh_people(session), suitable_from(session, on)
    gone = frozenset().union(*away_at(session, max(starts_on or on, on)).values())
    ranking = rank(snapshot.without(gone), demand, limit=1, hash_key=b"", travel=travel_times(), tau=tau)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, on)
    small = is_small(ranking.suitable, smallest=smallest)
    return Able(None if small else ranking.suitable, len(snapshot), int(tau * 100), smallest)

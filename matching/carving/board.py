"""The tasks of one employer and the people who wait, counted now.

People stand here as numbers alone: no name, reference or regeling is read, and nobody is ordered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from candidates.profile.pool import fresh_people
from employers.models import Employer
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Task, Vacancy
from employers.vacancies.queries import open_vacancies
from matching.carving.queries import not_waiting, open_places_of
from matching.core.carving import Piece, Remainder, Source, contract_hours, refusal, remains
from matching.core.carving_front import Function, Group, Workbench, front, groups_of, most_hours, most_people, workbench
from matching.core.store import People
from matching.proposals.shortlist import suitable_from, travel_times


@dataclass(frozen=True)
class Board:
    """The workbench of one employer, with the places behind it."""

    employer: Employer
    places: Mapping[str, Vacancy]
    bench: Workbench

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every task of the open places."""
        return self.bench.pieces

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What is looked at together."""
        return groups_of(self.pieces)

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The functions that no other beats."""
        return front(self.bench, self.groups)

    def indices(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Where the tasks with these ids stand, in order; unknown ones are left away."""
        wanted = set(ids)
        return tuple(index for index, piece in enumerate(self.pieces) if piece.id in wanted)

    def chosen(self, indices: Sequence[int]) -> "Chosen":
        """What comes of these tasks as a function."""
        effort = sum(self.pieces[index].effort for index in indices)
        words = refusal(self.pieces, indices)
        people = self.bench.people_for(indices)
        return Chosen(tuple(indices), effort, people, words, remains(self.pieces, indices))

    def task(self, index: int) -> Task:
        """The row behind a task."""
        piece = self.pieces[index]
        return self.places[piece.source].tasks[piece.number - 1]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice of tasks: its weekly units, who waits and could do it, why it cannot be (or nothing), and what stays."""

    tasks: tuple[int, ...]
    effort: int
    people: int
    refused: str
    remains: tuple[Remainder, ...]

    @property
    def hours(self) -> Decimal:
        """Hours a week as they would be agreed."""
        return contract_hours(self.effort)


def board_of(session: Session, employer: Employer, *, on: date) -> Board:
    """Count for one employer."""
    places = session.scalars(open_places_of(employer)).unique().all()
    people, tau = _waiting(session, on), suitable_from(session, on)
    return _board(employer, places, people, tau)


def _waiting(session: Session, on: date) -> People:
    return fresh_people(session).without(not_waiting(session, on))


def _board(employer: Employer, places: Sequence[Vacancy], people: People, tau: Fraction) -> Board:
    bench = workbench(people, sources_of(places), travel=travel_times(), tau=tau)
    return Board(employer, {place.reference: place for place in places}, bench)


def sources_of(places: Iterable[Vacancy]) -> list[Source]:
    """Places as tasks can be taken from them."""
    return [
        Source(demand_of(place), f"{place.title} ({place.reference})", place.establishment.reference)
        for place in places
    ]


@dataclass(frozen=True, slots=True)
class Opening:
    """An employer where dividing work differently would open work: the function for most people, and the longest one."""

    employer: Employer
    places: int
    best: Function
    longest: Function

    @property
    def hours(self) -> Decimal:
        """Hours a week of the function for most people."""
        return contract_hours(self.best.effort)

    @property
    def longest_hours(self) -> Decimal:
        """Hours a week of the function with most hours."""
        return contract_hours(self.longest.effort)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted for the open places of one employer; ``best`` and ``longest`` are nothing where nothing opens."""

    sources: Sequence[Source]
    tau: Fraction
    best: Function | None = None
    longest: Function | None = None


# By whom was looked at: after any change of a profile that is somebody new, and everything is counted again.
_COUNTED: WeakKeyDictionary[People, dict[int, Counted]] = WeakKeyDictionary()


def openings(session: Session, *, on: date) -> list[Opening]:
    """Employers with such a function, most people first; then most hours, then by name.

    What was counted for the same people and the same places is taken as it is, as when somebody turns a page of the list.
    """
    by_employer: dict[int, list[Vacancy]] = {}
    for place in session.scalars(open_vacancies()).unique():
        by_employer.setdefault(place.employer_id, []).append(place)
    people, tau = _waiting(session, on), suitable_from(session, on)
    before, found = _COUNTED.setdefault(people, {}), []
    for number, places in by_employer.items():
        sources, counted = sources_of(places), before.get(number)
        if counted is None or (counted.sources, counted.tau) != (sources, tau):
            counted = before[number] = _counted(sources, people, tau)
        if counted.best is not None and counted.longest is not None:
            found.append(Opening(places[0].employer, len(places), counted.best, counted.longest))
    return sorted(found, key=lambda one: (-one.best.people, -one.best.effort, one.employer.search_name))


def _counted(sources: Sequence[Source], people: People, tau: Fraction) -> Counted:
    bench = workbench(people, sources, travel=travel_times(), tau=tau)
    functions = front(bench, groups_of(bench.pieces))
    return Counted(sources, tau, most_people(functions), most_hours(functions)) if functions else Counted(sources, tau)

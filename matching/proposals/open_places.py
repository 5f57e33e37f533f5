"""Every open place, packed in memory and always as fresh as the database.

Each question first asks for the number, version and postcode of every open place: a narrow query. Only places that are new
or changed since are read whole. What is remembered belongs to one version of one place, so it can never be out of date.
"""

import threading
from collections.abc import Collection, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.profile.offer import known_points
from employers.models import Establishment
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from employers.vacancies.workflow import VacancyStatus
from matching.core.places import Places
from matching.core.question import Question, prepare

# Number, version and postcode of a place: together they say what it asks.
Key = tuple[int, int, str]


class Packed:
    """The open places of one database as they were last seen, shared by all threads of this process."""

    def __init__(self) -> None:
        """Start with nothing; the first question fills it."""
        self._last: tuple[tuple[Key, ...], Mapping[Key, Question], Places] | None = None
        self._refreshing = threading.Lock()

    def fresh(self, session: Session) -> tuple[Mapping[Key, Question], Places]:
        """The open places as this session sees them now: what each asks, and all of them packed."""
        keys: tuple[Key, ...] = tuple(
            (number, version, postcode) for number, version, postcode in session.execute(_keys())
        )
        last = self._last
        if last is not None and last[0] == keys:
            return last[1], last[2]
        with self._refreshing:
            known = self._last[1] if self._last else {}
            read = _read(session, [key for key in keys if key not in known])
            questions = {key: known.get(key) or read[key] for key in keys}
            places = Places.from_demands([questions[key] for key in keys], known_points())
            # Who is writing may still take it back: what it sees is for itself alone.
            if not session.info.get("writing"):
                self._last = (keys, questions, places)
            return questions, places


_PACKED: WeakKeyDictionary[Any, Packed] = WeakKeyDictionary()
_MAKING = threading.Lock()


def fresh_places(session: Session) -> Places:
    """Every open place now, oldest first; whatever any process saved is seen. The ids are references."""
    return _packed(session).fresh(session)[1]


def fresh_questions(session: Session) -> dict[str, Question]:
    """What every open place asks now, by reference, oldest first."""
    return {question.id: question for question in _packed(session).fresh(session)[0].values()}


def _packed(session: Session) -> Packed:
    with _MAKING:
        return _PACKED.setdefault(session.get_bind(), Packed())


def _keys() -> Any:
    here = select(Vacancy.id, Vacancy.version, Establishment.postcode).join(Vacancy.establishment)
    return here.where(Vacancy.status == VacancyStatus.OPEN).order_by(Vacancy.id)


def _read(session: Session, missing: Collection[Key]) -> dict[Key, Question]:
    if not missing:
        return {}
    by_id = {key[0]: key for key in missing}
    query = open_vacancies()
    if len(missing) < MOST_BY_NUMBER:
        query = query.where(Vacancy.id.in_(by_id))
    read = session.scalars(query).unique()
    return {by_id[place.id]: prepare(demand_of(place)) for place in read if place.id in by_id}


# Beyond this all open places are read: shorter than naming each, and within what a database takes in one question.
MOST_BY_NUMBER = 500

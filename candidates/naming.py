"""Names of many people at once, to search and to sort by: the database cannot, for it holds them locked.

Only of people whose file the asker may see. What was opened is kept in this process for some minutes, under the locked
value it came from: a name that changed or was erased is not found there again. Nothing of it is logged.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.locks import lock_of_person, note_seen, ring_of, unlock, with_keys
from werkbedrijf.foundation.keys.sealed import Sealed

KEPT_SECONDS: Final = 600
MOST_KEPT: Final = 60_000
_AT_ONCE: Final = 900


@dataclass(frozen=True, slots=True)
class Named:
    """One person by name. ``last_name`` is in lower case, ``search_name`` without accents and signs."""

    id: int
    last_name: str
    search_name: str


class _Kept:
    """Opened names under the cells they came from, for a while."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}
        self._since = monotonic()
        self._lock = threading.Lock()

    def known(self) -> dict[bytes, str]:
        """What is at hand; starts anew when it is too old or too much."""
        with self._lock:
            if monotonic() - self._since > KEPT_SECONDS or len(self._names) > 2 * MOST_KEPT:
                self._names, self._since = {}, monotonic()
            return self._names

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._names = {}


_kept = _Kept()
forget_names = _kept.clear


def names_of(session: Session, people: Select[Candidate]) -> list[Named]:
    """The people of a query by name, in no order. Two questions, however many there are."""
    columns = (Candidate.id, Candidate.uuid, Candidate.last_name.label("last"), Candidate.search_name.label("search"))
    rows = session.execute(people.with_only_columns(*columns).order_by(None)).all()
    kept = _kept.known()
    _open_more(session, people, rows, kept)
    return [Named(row.id, kept.get(row.last, "").lower(), kept.get(row.search, "")) for row in rows]


def _open_more(session: Session, people: Select[Candidate], rows: Sequence[Any], kept: dict[bytes, str]) -> None:
    closed = {row.uuid: row for row in rows if not {row.last, row.search} - {None} <= kept.keys()}
    if not closed:
        return
    ring = ring_of(session)
    wanted = with_keys(select(Candidate.id), Candidate.uuid)
    if len(closed) > _AT_ONCE:
        mine = people.with_only_columns(Candidate.id).order_by(None)
        wanted = wanted.where(Candidate.id.in_(mine))
    else:
        wanted = wanted.where(Candidate.id.in_([row.id for row in closed.values()]))
    last, search = (Candidate.__dict__[name] for name in ("last_name", "search_name"))
    for keyed in session.execute(wanted):
        row = closed.get(keyed.person_uuid)
        if row is None:
            continue
        lock = unlock(ring, keyed)
        for column, cell in ((last, row.last), (search, row.search)):
            if cell is not None:
                kept[cell] = column.opened_with(lock, cell, row.uuid)


NAME: Final = (Candidate.uuid, Candidate.first_name.label("first"), Candidate.last_name.label("last"))
"""What ``Names`` needs of a row beside what else it tells."""

_FIRST: Final[Sealed[str]] = Candidate.__dict__["first_name"]
_LAST: Final[Sealed[str]] = Candidate.__dict__["last_name"]


class Names:
    """The names on one page. At the first name that is asked, the locks of everybody noted so far come in one question."""

    def __init__(self, session: Session):
        self._session = session
        self._opened: dict[str, str] = {}

    def noted(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The same rows, each with NAME, of people whose file the asker may see."""
        for row in rows:
            note_seen(self._session, row.uuid)
        return rows

    def lock(self, row: Any) -> Lock | None:
        """The lock of the person of a row, for what else is locked in it; None when the key was thrown away."""
        return lock_of_person(self._session, row.uuid)

    def of(self, row: Any) -> str:
        """First and last name, as ``Candidate.name``."""
        uuid = row.uuid
        if uuid not in self._opened:
            lock = self.lock(row)
            first, last = _FIRST.opened_with(lock, row.first, uuid), _LAST.opened_with(lock, row.last, uuid)
            self._opened[uuid] = f"{first} {last}"
        return self._opened[uuid]

"""The chain of peppers in force: read it while you write a digest, and hold it so that nobody swaps it meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from candidates.numbers.models import PepperChain
from werkbedrijf.foundation.keys.digests import birth_digest, bsn_digest
from werkbedrijf.foundation.keys.locks import ring_of
from werkbedrijf.foundation.keys.ring import Kind

ONE = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Peppers:
    """The peppers in force and, while one is laid over, the next."""

    kids: tuple[str, ...]
    secrets: tuple[bytes, ...]
    next_kid: str | None
    next_secret: bytes | None

    @property
    def kid(self) -> str:
        """The newest in force: what a digest is labelled with."""
        return self.kids[-1]

    def digests(self, bsn: str) -> tuple[str, str | None]:
        """The digest of a number, and the one of tomorrow while a pepper is laid over."""
        now = bsn_digest(self.secrets, bsn)
        later = bsn_digest((*self.secrets, self.next_secret), bsn) if self.next_secret is not None else None
        return now, later

    def birth_digests(self, surname: str, born_on: str) -> tuple[str, str | None]:
        """As ``digests``, of a last name with a birth date."""
        now = birth_digest(self.secrets, surname, born_on)
        more = (*self.secrets, self.next_secret) if self.next_secret is not None else None
        return now, birth_digest(more, surname, born_on) if more else None


def hold_peppers(session: Session) -> Peppers:
    """The peppers, held until this transaction ends: who lays a new one over waits for that, and we wait for who does."""
    return _peppers(session, held_alone=False)


def hold_peppers_alone(session: Session) -> Peppers:
    """As ``hold_peppers``, when nobody else holds them: for the moment of swapping."""
    return _peppers(session, held_alone=True)


def look_at_peppers(session: Session) -> Peppers:
    """The peppers in force, to compare with and not to write: nobody waits for it."""
    ring = ring_of(session)
    columns = select(PepperChain.kids, PepperChain.next_kid).where(PepperChain.id == ONE)
    with session.no_autoflush:
        row = session.execute(columns).first()
    kids = tuple(row.kids) if row else (ring.all(Kind.PEPPER)[0].kid,)
    later = row.next_kid if row else None
    secret = ring.get(later).secret if later else None
    return Peppers(kids, tuple(ring.get(kid).secret for kid in kids), later, secret)


def read_under_peppers(session: Session, read: Callable[[Peppers], T]) -> tuple[Peppers, T]:
    """What was read, with the peppers that were in force all the while; read anew when they were swapped in between.

    Without this, who looks reads the digests of after the swap with the peppers of before it, and finds nobody.
    """
    while True:
        peppers = look_at_peppers(session)
        found = read(peppers)
        if look_at_peppers(session).kids == peppers.kids:
            return peppers, found


def keep_chain(session: Session, kids: Sequence[str], next_kid: str | None) -> None:
    """The chain from now on."""
    row = session.get_one(PepperChain, ONE, populate_existing=True)
    row.kids, row.next_kid = list(kids), next_kid
    session.flush()


def _peppers(session: Session, *, held_alone: bool) -> Peppers:
    ring = ring_of(session)
    columns = select(PepperChain.kids, PepperChain.next_kid).where(PepperChain.id == ONE)
    with session.no_autoflush:
        row = session.execute(columns.with_for_update(read=not held_alone)).first()
        if row is None:
            dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
            first = {"id": ONE, "kids": [ring.all(Kind.PEPPER)[0].kid], "next_kid": None}
            session.execute(dialect.insert(PepperChain).values(first).on_conflict_do_nothing(index_elements=["id"]))
            row = session.execute(columns.with_for_update(read=not held_alone)).one()
    secrets = tuple(ring.get(kid).secret for kid in row.kids)
    later = ring.get(row.next_kid).secret if row.next_kid else None
    return Peppers(tuple(row.kids), secrets, row.next_kid, later)

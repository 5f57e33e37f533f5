"""Which lock belongs to whom, found in the database once per session and many people at a time."""

import os
import secrets
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, bindparam, delete, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.keys.cells import Lock, lock_of_organisation
from werkbedrijf.foundation.keys.models import OrganisationKey, PersonKey
from werkbedrijf.foundation.keys.ring import KeyRing, Kind
from werkbedrijf.foundation.rows import rows_reached

AT_ONCE = 500
_PEOPLE, _PARTNERS, _SEEN = "locks of people", "locks of partners", "people without a lock"

KEY_COLUMNS = (
    PersonKey.person_uuid,
    PersonKey.kid,
    PersonKey.wrapped,
    OrganisationKey.organisation_id,
    OrganisationKey.kid.label("partner_kid"),
    OrganisationKey.wrapped.label("partner_wrapped"),
    OrganisationKey.region_kid,
)


class KeyGone(DomainError):
    """The key of this person was thrown away, so nothing new can be locked for this person either."""

    status = 410

    def __init__(self) -> None:
        super().__init__("De gegevens van deze kandidaat zijn gewist. Er kan niets meer bij worden geschreven.")


def ring_of(session: Session) -> KeyRing:
    """The key ring that goes with the database of this session."""
    return cast("KeyRing", session.get_bind().get_execution_options()["keys"])


def note_seen(session: Session | None, uuid: str | None) -> None:
    """Remember that this person was loaded: whoever's lock is asked first, the others' come along in one question."""
    if session is not None and uuid:
        session.info.setdefault(_SEEN, {})[uuid] = None


def lock_of_person(session: Session, uuid: str) -> Lock | None:
    """The lock of a person; None when the key was thrown away."""
    known: dict[str, Lock | None] = session.info.setdefault(_PEOPLE, {})
    if uuid not in known:
        seen: dict[str, None] = session.info.setdefault(_SEEN, {})
        seen.pop(uuid, None)
        others = [one for one in list(seen)[-AT_ONCE:] if one not in known]
        for one in others:
            del seen[one]
        _learn(session, known, [uuid, *others])
    return known[uuid]


def new_lock_of_person(session: Session, uuid: str, organisation_id: int) -> Lock:
    """Make the key of a new person; it is saved with the person."""
    partner_id, partner = _partner(session, organisation_id)
    kid, secret = secrets.token_hex(8), os.urandom(32)
    wrapped = partner.close(secret, "person_key", "wrapped", f"{uuid}/{kid}")
    session.add(PersonKey(person_uuid=uuid, organisation_key_id=partner_id, kid=kid, wrapped=wrapped))
    lock = Lock.of(kid, secret)
    session.info.setdefault(_PEOPLE, {})[uuid] = lock
    return lock


def lock_of_partner(session: Session, organisation_id: int) -> Lock:
    """The lock of a partner; made at the first question."""
    return _partner(session, organisation_id)[1]


def lock_of_region(session: Session, kid: str) -> Lock:
    """The lock of the region with this id; raises KeyLost when it is not on the ring."""
    return Lock.of(kid, ring_of(session).get(kid).secret)


def throw_away(session: Session, uuid: str) -> bool:
    """Delete the key of a person for good: whatever was locked with it stays closed. False when it was gone already."""
    session.flush()
    gone = rows_reached(session, delete(PersonKey).where(PersonKey.person_uuid == uuid))
    session.info.setdefault(_PEOPLE, {})[uuid] = None
    return bool(gone)


def with_keys(query: Any, uuid: Any) -> Select[Any]:
    """The query with KEY_COLUMNS behind its own columns, for ``unlock`` to use; ``uuid`` is the column of the person."""
    joined: Select[Any] = query.outerjoin(PersonKey, PersonKey.person_uuid == uuid)
    joined = joined.outerjoin(OrganisationKey, OrganisationKey.id == PersonKey.organisation_key_id)
    return joined.add_columns(*KEY_COLUMNS)


def unlock(ring: KeyRing, row: Any) -> Lock | None:
    """The lock of the person in a row of ``with_keys``."""
    if row.wrapped is None:
        return None
    partner = lock_of_organisation(
        row.partner_kid, row.partner_wrapped, row.organisation_id, row.region_kid, ring.get(row.region_kid).secret
    )
    secret = partner.open(row.wrapped, "person_key", "wrapped", f"{row.person_uuid}/{row.kid}")
    return Lock.of(row.kid, secret)


def _learn(session: Session, known: dict[str, Lock | None], uuids: Collection[str]) -> None:
    known.update(dict.fromkeys(uuids))
    ring = ring_of(session)
    with session.no_autoflush:
        for row in session.execute(_keys_of_people(), {"people": list(uuids)}):
            known[row.person_uuid] = unlock(ring, row)


@cache
def _keys_of_people() -> Any:
    wanted = PersonKey.person_uuid.in_(bindparam("people", expanding=True))
    return select(*KEY_COLUMNS).join(OrganisationKey, OrganisationKey.id == PersonKey.organisation_key_id).where(wanted)


def _partner(session: Session, organisation_id: int) -> tuple[int, Lock]:
    known: dict[int, tuple[int, Lock]] = session.info.setdefault(_PARTNERS, {})
    if organisation_id not in known:
        with session.no_autoflush:
            found = _stored(session, organisation_id)
            if found is None:
                _store_new(session, organisation_id)
                found = _stored(session, organisation_id)
        assert found is not None  # noqa: S101  # it was stored just now, by us or by another process
        secret = ring_of(session).get(found.region_kid).secret
        lock = lock_of_organisation(found.kid, found.wrapped, organisation_id, found.region_kid, secret)
        known[organisation_id] = (found.id, lock)
    return known[organisation_id]


def _stored(session: Session, organisation_id: int) -> Any:
    columns = (OrganisationKey.id, OrganisationKey.kid, OrganisationKey.wrapped, OrganisationKey.region_kid)
    return session.execute(select(*columns).where(OrganisationKey.organisation_id == organisation_id)).first()


def _store_new(session: Session, organisation_id: int) -> None:
    """Two processes may come first at once: the database keeps one of the two keys, and both use that one."""
    region = ring_of(session).current(Kind.REGION)
    kid = f"partner-{organisation_id}-{secrets.token_hex(4)}"
    wrapped = wrapped_partner_key(region.kid, region.secret, kid, organisation_id, os.urandom(32))
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "organisation_id": organisation_id,
        "kid": kid,
        "region_kid": region.kid,
        "wrapped": wrapped,
        "made_on": day_of(session.info["at"]),
    }
    session.execute(insert(OrganisationKey).values(values).on_conflict_do_nothing(index_elements=["organisation_id"]))


def wrapped_partner_key(region_kid: str, region: bytes, kid: str, organisation_id: int, secret: bytes) -> bytes:
    """The key of a partner, locked by the key of the region."""
    return Lock.of(region_kid, region).close(secret, "organisation_key", "wrapped", f"{organisation_id}/{kid}")


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _transaction: Any) -> None:
    """What was made in a transaction that failed does not exist: ask the database again."""
    for name in (_PEOPLE, _PARTNERS):
        session.info.pop(name, None)


def seen(session: Session) -> Iterable[str]:
    """People that were loaded and whose lock was not asked yet; for tests of this module."""
    return tuple(session.info.get(_SEEN, ()))


def lock_partners_anew(session: Session) -> int:
    """Lock the key of every partner with the newest key of the region. Returns how many; people and values stay as they are."""
    ring = ring_of(session)
    region, done = ring.current(Kind.REGION), 0
    for row in session.scalars(
        select(OrganisationKey).where(OrganisationKey.region_kid != region.kid).with_for_update()
    ):
        place = ("organisation_key", "wrapped", f"{row.organisation_id}/{row.kid}")
        secret = Lock.of(row.region_kid, ring.get(row.region_kid).secret).open(row.wrapped, *place)
        row.wrapped = wrapped_partner_key(region.kid, region.secret, row.kid, row.organisation_id, secret)
        row.region_kid = region.kid
        done += 1
    session.flush()
    session.info.pop(_PARTNERS, None)
    return done

"""The keys of the audit chain, as the key ring holds them. Asked at every line, so read from the ring once in a while."""

import time
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from werkbedrijf.foundation.chain import AuditKeys
from werkbedrijf.foundation.keys.ring import KeyRing, Kind

# A key that another process made is taken into use within this many seconds.
FRESH: Final = 30.0
_known: dict[KeyRing, tuple[float, AuditKeys]] = {}


def keys_on(ring: KeyRing) -> AuditKeys:
    """The keys that are on the ring; makes none, so that a lost key is missed instead of replaced."""
    keys = ring.kept(Kind.AUDIT)
    return AuditKeys({key.kid: key.secret for key in keys}, keys[-1].kid if keys else "")


def keys_of(session: Session) -> AuditKeys:
    """The keys with which lines of this session are proved; a session may bring its own."""
    given: AuditKeys | None = session.info.get("audit_keys")
    return _kept_for_a_while(session.connection()) if given is None else given


def _kept_for_a_while(connection: Connection) -> AuditKeys:
    ring: KeyRing | None = connection.get_execution_options().get("keys")
    if ring is None:
        return AuditKeys()
    since, keys = _known.get(ring, (0.0, AuditKeys()))
    now = time.monotonic()
    if not keys or now - since > FRESH:
        ring.audit_key()
        keys = keys_on(ring)
        _known[ring] = (now, keys)
    return keys

"""A new key of the region over everything that stands under an older one, and what still needs which key.

Directly under a key of the region stand the keys of the partners, the secrets of authenticator apps, and reasons beside the
audit trail. People, their notes and import files stand under the key of a partner, and stay as they are.
"""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.accounts.models import TotpFactor
from werkbedrijf.accounts.totp import seal_factors_anew
from werkbedrijf.foundation.keys.locks import lock_partners_anew, ring_of
from werkbedrijf.foundation.keys.models import OrganisationKey
from werkbedrijf.foundation.keys.ring import Kind
from werkbedrijf.foundation.keys.sealed import OfRegion


def lock_region_anew(session: Session) -> Mapping[str, int]:
    """Lock what stands under an older key of the region with the newest. Returns how many of what; again changes nothing."""
    return {
        "partners": lock_partners_anew(session),
        "apps": seal_factors_anew(session),
        "reasons": sum(_rows_anew(session, kind) for kind in OfRegion.__subclasses__()),
    }


def needed_keys(session: Session) -> Counter[str]:
    """How many values need which key of the region; a key that is not in it opens nothing any more in this database."""
    needed: Counter[str] = Counter()
    needed.update(session.scalars(select(OrganisationKey.region_kid)))
    for kind in OfRegion.__subclasses__():
        needed.update(session.scalars(select(kind.region_kid)))
    needed.update(sealed.rpartition(".")[0] for sealed in session.scalars(select(TotpFactor.sealed_secret)))
    return needed


def _rows_anew(session: Session, kind: type[OfRegion]) -> int:
    newest, done = ring_of(session).current(Kind.REGION).kid, 0
    for row in session.scalars(select(kind).where(kind.region_kid != newest).with_for_update()):
        row.lock_anew(session)
        done += 1
    session.flush()
    return done

"""A backup that was put back, as the trail remembers it: what was written after the backup is gone, and that stays visible.

The line stands in the chain, so nobody without the key can claim a restore to explain a tail that was cut off. An anchor from
between the backup and the restore speaks of lines that are gone: it tells how many, and is no proof of tampering.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry, note
from werkbedrijf.foundation.chain import AuditKeys, said_moment
from werkbedrijf.foundation.sealing import is_genuine
from werkbedrijf.logbook.anchors import Anchor

ACT: Final = "audit.restored"
# An anchor is dated when its job began, which may be a little before the backup that it is newer than.
SLACK: Final = timedelta(minutes=1)
_AFTER: Final = re.compile(r"laatste regel (\d+)")


@dataclass(frozen=True, slots=True)
class Restored:
    """One restore: when, of a backup made when, and the last line of the chain that came back."""

    at: datetime
    made_at: datetime
    after: int

    def explains(self, anchor: Anchor) -> bool:
        """Whether this anchor speaks of lines that went with the restore.

        >>> one = Restored(datetime(2026, 11, 26, 12, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC), 7)
        >>> [one.explains(Anchor(seq, "", "", f"2026-11-26T{hour}:00:00.000000Z")) for seq, hour in ((9, 10), (9, 13), (7, 10))]
        [True, False, False]
        """
        begin, end = said_moment(self.made_at - SLACK), said_moment(self.at)
        return anchor.seq > self.after and begin <= anchor.at <= end

    def told(self, anchors: Iterable[Anchor]) -> dict[str, Any]:
        """For who checks: what came back, and how many lines the anchors say are gone (None when none of them tells)."""
        last = max((one.seq for one in anchors if self.explains(one)), default=None)
        return {
            "at": self.at.isoformat(),
            "made_at": self.made_at.isoformat(),
            "after": self.after,
            "lost": last - self.after if last is not None else None,
        }


def write_restored(session: Session, *, made_at: datetime, after: int) -> None:
    """Write down in the trail that a backup was put back."""
    note(session, TIMETABLE, ACT, "audit", made_at.isoformat(), reason=f"laatste regel {after}")


def restores(session: Session, keys: AuditKeys) -> list[Restored]:
    """Every restore that the trail tells of and the service itself wrote, oldest first."""
    rows = session.execute(select(AuditEntry.__table__).where(AuditEntry.act == ACT).order_by(AuditEntry.id)).all()
    found = []
    for row in rows:
        after = _AFTER.search(row.reason)
        if after and row.proof and is_genuine(keys, row, None):
            made_at = datetime.fromisoformat(row.subject_reference).astimezone(UTC)
            found.append(Restored(row.at, made_at, int(after[1])))
    return found


def unexplained(anchors: Sequence[Anchor], known: Sequence[Restored]) -> list[Anchor]:
    """The anchors that the chain of now must still fit."""
    return [one for one in anchors if not any(restored.explains(one) for restored in known)]

"""Why something was done, in words somebody typed, kept locked beside the audit trail.

The trail never holds what people type: such words may name somebody. A line says ``toelichting`` and the number of the words,
and that number is part of their lock: other words cannot be put in their place.

    record(session, actor, "vacancy.closed", vacancy, reason=keep_reason(session, words))
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.emergency import EmergencyAccess
from werkbedrijf.foundation.keys.sealed import OfRegion, Sealed
from werkbedrijf.foundation.plain import one_line

MARK: Final = "toelichting "
OPENED: Final = "noodtoegang-"
FORGOTTEN: Final = "toelichting gewist"
AT_ONCE: Final = 500


class ToldReason(OfRegion, Base):
    """What somebody typed as the reason of an act that has no place of its own for it."""

    __tablename__ = "told_reason"

    at: Mapped[datetime] = mapped_column(index=True)
    words = Sealed("")


def keep_reason(session: Session, words: str) -> str:
    """Keep these words locked; returns what the line of the trail says instead. Nothing typed is nothing kept."""
    told = one_line(words)
    if not told:
        return ""
    row = ToldReason(at=session.info["at"], words=told)
    session.add(row)
    return f"{MARK}{row.uuid}"


def reasons_of(session: Session, entries: Iterable[AuditEntry]) -> Mapping[str, str]:
    """What the lines say as reason, by what stands in the trail, in one question; of a line of before the words themselves."""
    said = {entry.reason: entry.reason for entry in entries if entry.reason}
    marked = [one.removeprefix(MARK) for one in said if one.startswith(MARK)]
    said.update(dict.fromkeys((f"{MARK}{uuid}" for uuid in marked), FORGOTTEN))
    for start in range(0, len(marked), AT_ONCE):
        for row in session.scalars(select(ToldReason).where(ToldReason.uuid.in_(marked[start : start + AT_ONCE]))):
            said[f"{MARK}{row.uuid}"] = row.words or FORGOTTEN
    said.update(_of_emergencies(session, said))
    return said


def _of_emergencies(session: Session, said: Mapping[str, str]) -> Mapping[str, str]:
    """Why glass was broken stands with the person, and goes with the person."""
    numbers = {one: one.removeprefix(OPENED) for one in said if one.startswith(OPENED)}
    wanted = {one: int(number) for one, number in numbers.items() if number.isascii() and number.isdigit()}
    kept: dict[int, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = list(wanted.values())[start : start + AT_ONCE]
        for row in session.scalars(select(EmergencyAccess).where(EmergencyAccess.id.in_(some))):
            kept[row.id] = row.reason
    return {one: kept.get(number) or FORGOTTEN for one, number in wanted.items()}


def forget_reasons_before(session: Session, limit: datetime) -> None:
    """The words go when the lines do."""
    session.execute(delete(ToldReason).where(ToldReason.at < limit))

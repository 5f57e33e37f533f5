"""What is kept beside the chain: anchors that were sent out, and months that were closed."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.db import Base


class AuditAnchor(Base):
    """Where the chain was at a moment, as it was told to the outside. The copy that counts is the one elsewhere."""

    __tablename__ = "audit_anchor"

    at: Mapped[datetime] = mapped_column(index=True)
    seq: Mapped[int]
    mac: Mapped[str]
    key_id: Mapped[str]


class AuditSegment(Base):
    """A closed stretch of the chain, in an archive file. The row stays when the lines go: the rest hangs on ``last_mac``.

    The database lets a line go only when a segment that holds it has ``released_at``; ``proof`` covers the whole row, so
    nobody without the key can release anything.
    """

    __tablename__ = "audit_segment"
    __table_args__ = (CheckConstraint("last_seq >= first_seq", name="first_before_last"),)

    month: Mapped[str]
    first_seq: Mapped[int] = mapped_column(unique=True)
    last_seq: Mapped[int] = mapped_column(unique=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    first_mac: Mapped[str]
    last_mac: Mapped[str]
    archive: Mapped[str]
    sha256: Mapped[str]
    key_id: Mapped[str]
    released_at: Mapped[datetime | None]
    proof: Mapped[str]

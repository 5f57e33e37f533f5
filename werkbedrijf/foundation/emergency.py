"""Files that a colleague opened outside the own caseload: by whom, why, and until when.

The table stands on the ground floor because the rights of a person are read with the person; the acts and doors are in
``candidates.emergency``. Candidates are named by table, because they live a floor up.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base

if TYPE_CHECKING:
    from werkbedrijf.foundation.actors import User


class EmergencyAccess(Audited, Base):
    """One opening of one file, with its reason, for a short time. ``organisation_id`` is the partner of both."""

    __tablename__ = "emergency_access"
    __table_args__ = (
        CheckConstraint("expires_at > opened_at", name="ends_after_it_began"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        Index("ix_emergency_access_user_id_expires_at", "user_id", "expires_at"),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    reason: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]

    user: Mapped["User"] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"noodtoegang-{self.id}"


def opened_by(session: Session, user_id: int, organisation_id: int | None) -> frozenset[int]:
    """Ids of the candidates whose file this person may read at this moment, outside the own caseload."""
    open_now = select(EmergencyAccess.candidate_id).where(
        EmergencyAccess.user_id == user_id,
        EmergencyAccess.organisation_id == organisation_id,
        EmergencyAccess.expires_at > session.info["at"],
    )
    return frozenset(session.scalars(open_now))

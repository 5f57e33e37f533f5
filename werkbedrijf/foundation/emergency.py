"""Files that a colleague opened outside the own caseload: by whom, why, and until when.

The table stands on the ground floor because the rights of a person are read with the person; the acts and doors are in
``candidates.emergency``. Candidates are named by table, because they live a floor up.
"""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, bindparam, column, event, select, table
from sqlalchemy.orm import Mapped, Session, column_property, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.keys import locks
from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed

if TYPE_CHECKING:
    from werkbedrijf.foundation.actors import User


_CANDIDATE = table("candidate", column("id"), column("uuid"))


class EmergencyAccess(AboutPerson, Audited, Base):
    """One opening of one file, with its reason, for a short time. ``organisation_id`` is the partner of both."""

    __tablename__ = "emergency_access"
    __table_args__ = (
        CheckConstraint("expires_at > opened_at", name="ends_after_it_began"),
        Index("ix_emergency_access_user_id_expires_at", "user_id", "expires_at"),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    reason = Sealed("")
    opened_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]

    user: Mapped["User"] = relationship()

    if TYPE_CHECKING:
        person_uuid: Mapped[str | None]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"noodtoegang-{self.id}"

    def lock(self, session: Session) -> Lock | None:
        """The lock of the person whose file it is."""
        uuid = self.person_uuid if self.id else session.scalar(_uuid_of(self.candidate_id))
        return locks.lock_of_person(session, uuid) if uuid else None


def _uuid_of(candidate_id: Any) -> Any:
    return select(_CANDIDATE.c.uuid).where(_CANDIDATE.c.id == candidate_id)


EmergencyAccess.person_uuid = column_property(_uuid_of(EmergencyAccess.candidate_id).scalar_subquery())


@event.listens_for(EmergencyAccess, "load")
def _note(access: EmergencyAccess, context: Any) -> None:
    locks.note_seen(context.session, access.__dict__.get("person_uuid"))


def opened_by(session: Session, user_id: int, organisation_id: int | None) -> frozenset[int]:
    """Ids of the candidates whose file this person may read at this moment, outside the own caseload."""
    asked = {"user_id": user_id, "organisation_id": organisation_id, "now": session.info["at"]}
    return frozenset(session.scalars(_open_now(), asked))


@cache
def _open_now() -> Select[int]:
    return select(EmergencyAccess.candidate_id).where(
        EmergencyAccess.user_id == bindparam("user_id"),
        EmergencyAccess.organisation_id == bindparam("organisation_id"),
        EmergencyAccess.expires_at > bindparam("now"),
    )

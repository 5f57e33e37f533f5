"""Who was the face of the region at an employer and when, and requests to take over."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.faces.workflow import RequestStatus
from employers.models import Employer
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class FacePart(StrEnum):
    """As what somebody stands for the region at an employer."""

    FACE = "aanspreekpunt"
    SUBSTITUTE = "vervanger"


class FaceTerm(Audited, Base):
    """Somebody was face or substitute, from a day until a day. ``since`` is unknown for who was there before this was kept."""

    __tablename__ = "employer_face"
    __table_args__ = (
        CheckConstraint("until IS NULL OR since IS NULL OR until >= since", name="until_follows_since"),
        Index(
            "uq_employer_face_one_now",
            "employer_id",
            "part",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    part: Mapped[FacePart] = mapped_column(one_of(FacePart))
    since: Mapped[date | None]
    until: Mapped[date | None]

    employer: Mapped[Employer] = relationship()
    user: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"aanspreekpunt-{self.id}"


_STILL_OPEN = "status IN ('gevraagd', 'voorgelegd')"


class FaceRequest(Audited, Base):
    """Somebody asks to become the face; ``face`` is who was asked, ``answer_by`` the last day to answer."""

    __tablename__ = "face_request"
    __table_args__ = (
        CheckConstraint("(status IN ('gevraagd', 'voorgelegd')) = (ended_on IS NULL)", name="ended_has_day"),
        Index(
            "uq_face_request_one_open",
            "employer_id",
            unique=True,
            sqlite_where=text(_STILL_OPEN),
            postgresql_where=text(_STILL_OPEN),
        ),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    face_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    reason: Mapped[str]
    asked_on: Mapped[date]
    answer_by: Mapped[date]
    status: Mapped[RequestStatus] = mapped_column(one_of(RequestStatus), default=RequestStatus.ASKED)
    word: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_on: Mapped[date | None]

    employer: Mapped[Employer] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    face: Mapped[User] = relationship(foreign_keys=[face_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"overname-{self.id}"

"""Handing over by who leaves. What is still to be given away is never stored: it is asked anew each time."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class HandOver(Audited, Base):
    """One hand-over: of whom, started by whom, the last working day, and whether it was finished or dropped."""

    __tablename__ = "hand_over"
    __table_args__ = (
        CheckConstraint("NOT finished OR ended_on IS NOT NULL", name="finished_has_day"),
        Index(
            "uq_hand_over_one_busy",
            "user_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    started_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    started_on: Mapped[date]
    leaves_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    finished: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    started_by: Mapped[User] = relationship(foreign_keys=[started_by_id])

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"overdracht-{self.id}"

    @property
    def is_busy(self) -> bool:
        """Whether there may still be something to hand over."""
        return self.ended_on is None

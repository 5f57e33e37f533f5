"""Secret addresses of calendars."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class CalendarLink(Audited, Base):
    """The one address of somebody's calendar; only a digest of it is kept. With another role it no longer works."""

    __tablename__ = "calendar_link"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(one_of(Role, checked=False))
    made_at: Mapped[datetime]

    user: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"agenda-{self.user_id}"

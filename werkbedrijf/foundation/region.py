"""The one region this installation serves."""

from datetime import date
from functools import cache

from sqlalchemy import CheckConstraint, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class Region(Audited, Base):
    """The arbeidsmarktregio, by its CBS code and the name on every page."""

    __tablename__ = "region"
    __table_args__ = (CheckConstraint("id = 1", name="only_one_region"),)

    code: Mapped[str]
    name: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    started_on: Mapped[date]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.code


def current_region(session: Session) -> Region | None:
    """The region of this installation, or None before it was set up."""
    return session.scalars(_here()).first()


@cache
def _here() -> Select[Region]:
    # Asked for every page, so made once.
    return select(Region)

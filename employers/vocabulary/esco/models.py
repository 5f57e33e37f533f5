"""ESCO occupations and every word for them, as they were read the last time."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class EscoRelease(Audited, Base):
    """One reading of the file. Its number tells a copy in memory whether it is the newest."""

    __tablename__ = "esco_release"

    read_on: Mapped[date]
    occupations: Mapped[int]
    labels: Mapped[int]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"esco-{self.id}"


class EscoOccupation(Base):
    """An occupation of ESCO. Codes are text: ``0110`` keeps its zero and ``5120.10`` its last one."""

    __tablename__ = "esco_occupation"
    __table_args__ = (CheckConstraint("length(isco) = 4", name="isco_has_four_digits"),)

    uri: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(default="")
    isco: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    # What ESCO says of the work, in Dutch; empty when the file did not tell.
    description: Mapped[str] = mapped_column(default="", server_default="")


class EscoLabel(Base):
    """A word for an occupation: the preferred label too."""

    __tablename__ = "esco_label"

    esco_occupation_id: Mapped[int] = mapped_column(ForeignKey("esco_occupation.id"), index=True)
    label: Mapped[str]

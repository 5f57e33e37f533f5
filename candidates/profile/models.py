"""The capability profile and the history of its levels."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed

UNKNOWN_LEVELS = "?" * 32


class Mode(StrEnum):
    """How someone travels to work."""

    WALK = "lopen"
    BICYCLE = "fiets"
    TRANSIT = "ov"
    CAR = "auto"


class Profile(AboutPerson, Audited, Versioned, Base):
    """A profile as matching.md 2.1 describes it.

    ``levels`` has one character per capability in the fixed order of the core's catalogue: ``0``-``4``, or ``?`` for
    unknown. ``needs``, ``essentials``, ``times``, ``certificates`` and ``vetoes`` are bits in the catalogue's order.
    """

    __tablename__ = "profile"
    __table_args__ = (
        CheckConstraint("length(levels) = 32", name="one_level_per_capability"),
        CheckConstraint("(essentials & ~needs) = 0", name="essentials_are_needs"),
        CheckConstraint("hours_min > 0 AND hours_min <= hours_max", name="hours_in_order"),
        CheckConstraint("max_minutes > 0", name="some_travel"),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    # Stable and random: breaks ties without telling who registered someone.
    pseudonym: Mapped[str] = mapped_column(unique=True)
    levels: Mapped[str] = mapped_column(default=UNKNOWN_LEVELS)
    needs: Mapped[int] = mapped_column(default=0)
    essentials: Mapped[int] = mapped_column(default=0)
    hours_min: Mapped[Decimal]
    hours_max: Mapped[Decimal]
    build_up = Sealed("")
    pc4: Mapped[str]
    mode: Mapped[Mode] = mapped_column(one_of(Mode))
    max_minutes: Mapped[int]
    times: Mapped[int] = mapped_column(default=0)
    certificates: Mapped[int] = mapped_column(default=0)
    vetoes: Mapped[int] = mapped_column(default=0)
    wishes: Mapped[list[str]] = mapped_column(JSON, default=list)
    available_from: Mapped[date]
    confirmed_on: Mapped[date]
    # Rises with every change anywhere in the pool, so that a packed copy can ask for what is new.
    pool_revision: Mapped[int] = mapped_column(index=True)

    candidate: Mapped[Candidate] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"profiel {self.candidate.reference}"


class PoolRevision(Base):
    """The number of the last change in the pool; its row is locked by whoever changes a profile."""

    __tablename__ = "pool_revision"

    last: Mapped[int] = mapped_column(default=0)


class NeutralLevels(Audited, Base):
    """What stands for a level nobody asked yet: one value per capability, for everybody, a whole month (matching.md 2.7).

    ``month`` is its first day. ``levels`` has a character per capability in catalogue order, ``people`` counts those whose
    levels it is the median of. Earlier months stay, so that what was shown then can be worked out again.
    """

    __tablename__ = "neutral_levels"
    __table_args__ = (
        CheckConstraint("length(levels) = 32", name="one_level_per_capability"),
        CheckConstraint("people >= 1", name="of_somebody"),
    )

    month: Mapped[date] = mapped_column(unique=True)
    levels: Mapped[str]
    people: Mapped[int]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"{self.month:%Y-%m}"


class LevelChange(Base):
    """One level that changed: when and by whom. A level None stands for unknown, a person None for an import."""

    __tablename__ = "level_change"

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id"), index=True)
    capability: Mapped[str]
    before: Mapped[int | None]
    after: Mapped[int | None]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # When it came of something, such as a second answer by a colleague.
    because: Mapped[str] = mapped_column(default="", server_default="")

    by: Mapped[User | None] = relationship()

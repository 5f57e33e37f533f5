"""Help that runs with a placement."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from matching.placements.models import Placement
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of


class SupportKind(StrEnum):
    """What is arranged. One word where laws have several, so that nobody reads a law in it (security.md 3: names only)."""

    WAGE = "loonkosten"
    TAX = "loonkostenvoordeel"
    ILLNESS = "ziekte"
    COACH = "jobcoach"
    COLLEAGUE = "begeleiding_collega"
    WORKPLACE = "werkplek"
    TRANSPORT = "vervoer"
    TRAINING = "scholing"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            SupportKind.WAGE: "Lagere loonkosten",
            SupportKind.TAX: "Voordeel via de Belastingdienst",
            SupportKind.ILLNESS: "Verzekerd bij ziekte (no-risk)",
            SupportKind.COACH: "Jobcoach op het werk",
            SupportKind.COLLEAGUE: "Begeleiding door een collega",
            SupportKind.WORKPLACE: "Aanpassing of hulpmiddel op de werkplek",
            SupportKind.TRANSPORT: "Vervoer naar het werk",
            SupportKind.TRAINING: "Scholing op het werk",
        }[self]

    @property
    def is_of_contract(self) -> bool:
        """Whether it is between the region and who signs the contract, and nothing for a workplace that only borrows."""
        return self in {SupportKind.WAGE, SupportKind.TAX, SupportKind.ILLNESS}


class Support(Audited, Versioned, Base):
    """One kind of help with one placement; ``until`` is the last day, None as long as the work lasts."""

    __tablename__ = "placement_support"
    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="support_ends_after_it_starts"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    kind: Mapped[SupportKind] = mapped_column(one_of(SupportKind, checked=False))
    since: Mapped[date]
    until: Mapped[date | None]
    noted_on: Mapped[date]

    placement: Mapped[Placement] = relationship()
    candidate: Mapped[Candidate] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)

    @property
    def last_day(self) -> date | None:
        """The last day it runs: its own, or that of the work when that comes first."""
        return last_of(self.until, self.placement.last_day)

    def runs_on(self, day: date) -> bool:
        """Whether it runs on a day."""
        return runs(self.since, self.last_day, day)


def last_of(*days: date | None) -> date | None:
    """The first of some last days; None where none of them is known."""
    return min((day for day in days if day is not None), default=None)


def runs(since: date, last_day: date | None, day: date) -> bool:
    """Whether something from one day through another runs on a day."""
    return since <= day and (last_day is None or day <= last_day)

"""The closing assessment of a leerwerkplek."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from matching.aftercare.closing.workflow import ASSESSMENT, AssessmentStatus
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.foundation.keys.sealed import JSON, AboutPerson, Sealed

_DRAFT = text("status = 'concept'")


class Learned(StrEnum):
    """How far somebody came with a task."""

    ALONE = "zelfstandig"
    HELPED = "met_hulp"
    STARTED = "begonnen"
    NOT_DONE = "niet_gedaan"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Learned.ALONE: "Doet dit zelfstandig",
            Learned.HELPED: "Doet dit met hulp",
            Learned.STARTED: "Begint dit te leren",
            Learned.NOT_DONE: "Niet gedaan op deze plek",
        }[self]


class Answer(StrEnum):
    """What the learner says of it."""

    AGREED = "eens"
    NOT_AGREED = "oneens"

    @property
    def words(self) -> str:
        """As the learner says it."""
        return {
            Answer.AGREED: "Ik ben het ermee eens",
            Answer.NOT_AGREED: "Ik ben het er niet mee eens",
        }[self]


class Assessment(AboutPerson, Audited, Versioned, Base):
    """One version of what somebody learned. ``outcome`` is a list of (task, how far) in the order of the place.

    ``witness`` is the coach beside whom the learner signed: a candidate has no way in of its own.
    """

    __tablename__ = "closing_assessment"
    __table_args__ = (
        UniqueConstraint("placement_id", "number"),
        CheckConstraint("(status = 'ondertekend') = (signed_on IS NOT NULL)", name="signed_has_day"),
        CheckConstraint("(status = 'ondertekend') = (answer IS NOT NULL)", name="signed_has_answer"),
        CheckConstraint("(status = 'ondertekend') = (witness_id IS NOT NULL)", name="signed_has_witness"),
        Index(
            "uq_closing_assessment_one_draft",
            "placement_id",
            unique=True,
            sqlite_where=_DRAFT,
            postgresql_where=_DRAFT,
        ),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    number: Mapped[int]
    status: Mapped[AssessmentStatus] = mapped_column(one_of(AssessmentStatus), default=ASSESSMENT.start)
    outcome: Sealed[Any] = Sealed(None, JSON)
    words = Sealed("")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_on: Mapped[date]
    answer: Mapped[Answer | None] = mapped_column(one_of(Answer))
    own_words = Sealed("")
    signed_on: Mapped[date | None]
    witness_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    placement: Mapped[Placement] = relationship()
    candidate: Mapped[Candidate] = relationship()
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    witness: Mapped[User | None] = relationship(foreign_keys=[witness_id])

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)

    @property
    def is_signed(self) -> bool:
        """Whether it is finished for good."""
        return self.status is AssessmentStatus.SIGNED

    @property
    def tasks(self) -> list[tuple[str, Learned]]:
        """Each task with how far the learner came."""
        return [(task, Learned(level)) for task, level in self.outcome or ()]

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = ASSESSMENT.after(act, self.status)

"""A gesprek between an employer and a candidate who was invited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.proposals.models import Proposal
from matching.proposals.workflow import SHOWS_CONTACT
from matching.talks.workflow import TALK, TalkStatus
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class Talk(Audited, Base):
    """When and where; one per voordracht, moved as often as needed. ``sequence`` counts the changes, for calendars."""

    __tablename__ = "talk"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 10 AND 480", name="minutes_are_possible"),
        CheckConstraint("sequence >= 0", name="sequence_not_negative"),
    )

    uid: Mapped[str] = mapped_column(unique=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    place: Mapped[str]
    with_whom: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)
    status: Mapped[TalkStatus] = mapped_column(one_of(TalkStatus), default=TalkStatus.PLANNED, index=True)
    changed_at: Mapped[datetime]

    proposal: Mapped[Proposal] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it."""
        return str(self.id)

    @property
    def goes_on(self) -> bool:
        """Whether people meet: it was not called off, and the voordracht did not end meanwhile."""
        return self.status is TalkStatus.PLANNED and self.proposal.status in SHOWS_CONTACT

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = TALK.after(act, self.status)

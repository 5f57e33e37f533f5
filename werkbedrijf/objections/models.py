"""Bezwaren."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed
from werkbedrijf.objections.workflow import ObjectionStatus


class Subject(StrEnum):
    """Against what somebody objects."""

    RANKING = "lijst"
    PROPOSAL = "voordracht"
    ALGORITHM = "rekenhulp"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Subject.RANKING: "Een plaats op een lijst, of er niet op staan",
            Subject.PROPOSAL: "Een voordracht",
            Subject.ALGORITHM: "Dat de computer helpt met zoeken",
        }[self]


class Speaker(StrEnum):
    """Who brings the bezwaar."""

    PERSON = "kandidaat"
    COACH = "jobcoach"
    REPRESENTATIVE = "vertegenwoordiger"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Speaker.PERSON: "De kandidaat zelf",
            Speaker.COACH: "De jobcoach, namens de kandidaat",
            Speaker.REPRESENTATIVE: "Iemand anders namens de kandidaat, zoals een familielid of advocaat",
        }[self]


class Outcome(StrEnum):
    """What was decided."""

    FOUNDED = "gegrond"
    UNFOUNDED = "ongegrond"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {Outcome.FOUNDED: "Gegrond: de kandidaat krijgt gelijk", Outcome.UNFOUNDED: "Ongegrond"}[self]


class Objection(AboutPerson, Audited, Versioned, Base):
    """One bezwaar. ``about`` is the reference of a list, place or voordracht when there is one; ``due_on`` the last day of
    the term; ``changed`` what was done because of it.
    """

    __tablename__ = "objection"
    __table_args__ = (
        CheckConstraint(
            "(status IN ('besloten', 'bekendgemaakt')) = (outcome IS NOT NULL)", name="decided_has_outcome"
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    subject: Mapped[Subject] = mapped_column(one_of(Subject))
    speaker: Mapped[Speaker] = mapped_column(one_of(Speaker))
    about = Sealed("")
    ground = Sealed("")
    status: Mapped[ObjectionStatus] = mapped_column(
        one_of(ObjectionStatus), default=ObjectionStatus.RECEIVED, index=True
    )
    received_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    extended_on: Mapped[date | None]
    extension_reason = Sealed("")
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    decision = Sealed("")
    changed = Sealed("")
    decided_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship()
    organisation: Mapped[Organisation] = relationship()
    registered_by: Mapped[User] = relationship(foreign_keys=[registered_by_id])
    owner: Mapped[User] = relationship(foreign_keys=[owner_id])

    def __str__(self) -> str:
        return f"bezwaar {self.reference}"

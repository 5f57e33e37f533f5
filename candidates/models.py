"""Candidates: who someone is and whom to ask. What someone can stands in the profile, the law in the registration."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.foundation.keys.sealed import DAY, Person, Sealed


class CandidateStatus(StrEnum):
    """Whether someone looks for work through the region. Working follows from placements and is not stored here."""

    ACTIVE = "in_beeld"
    PAUSED = "pauze"
    LEFT = "uitgeschreven"


class Candidate(Person, Audited, Versioned, Base):
    """A person who wants work. Names stay on guarded pages; everywhere else the reference stands.

    Who someone is and how to reach this person stands locked in the database (decision 0008).
    """

    __tablename__ = "candidate"

    reference: Mapped[str] = mapped_column(unique=True)
    first_name = Sealed("")
    last_name = Sealed("")
    search_name = Sealed("")
    born_on: Sealed[date | None] = Sealed(None, DAY)
    email = Sealed("")
    phone = Sealed("")
    gemeente_code: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    status: Mapped[CandidateStatus] = mapped_column(one_of(CandidateStatus), default=CandidateStatus.ACTIVE)
    registered_on: Mapped[date]
    # The same in every copy of the database, and telling nothing: how an erasure finds the person again after a restore.
    uuid: Mapped[str] = mapped_column(String(32), unique=True, index=True)
    # When somebody left: from then on the term of keeping runs.
    left_on: Mapped[date | None]
    # Wants to be helped by people alone: in no list, in no allocation, since this day.
    people_only_since: Mapped[date | None]
    # Erased: the revision of the pool at that moment, so that every packed copy forgets this person. Empty for everybody else.
    erased_revision: Mapped[int | None] = mapped_column(index=True)

    organisation: Mapped[Organisation] = relationship()
    coach: Mapped[User] = relationship(foreign_keys=[coach_id])
    substitute: Mapped[User | None] = relationship(foreign_keys=[substitute_id])
    visibility: Mapped["Visibility"] = relationship(back_populates="candidate", cascade="all, delete-orphan")

    def __str__(self) -> str:
        return self.reference

    @property
    def name(self) -> str:
        """First and last name: only for those who may see the whole file."""
        return f"{self.first_name} {self.last_name}"


class Visibility(Base):
    """Whether employers may see the profile: candidate and coach each said yes, each on a day.

    ``shares_…`` is what an employer may know after an invitation, agreed with the candidate on ``shares_agreed_on``.
    """

    __tablename__ = "visibility"
    __table_args__ = (
        CheckConstraint(
            "NOT (shares_name OR shares_phone OR shares_email) OR shares_agreed_on IS NOT NULL",
            name="sharing_is_agreed",
        ),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    candidate_agreed_on: Mapped[date | None]
    coach_agreed_on: Mapped[date | None]
    shares_name: Mapped[bool] = mapped_column(default=False)
    shares_phone: Mapped[bool] = mapped_column(default=False)
    shares_email: Mapped[bool] = mapped_column(default=False)
    shares_agreed_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship(back_populates="visibility")

    def is_shown(self, on: date) -> bool:
        """Whether both said yes, on or before this day."""
        return all(agreed is not None and agreed <= on for agreed in (self.candidate_agreed_on, self.coach_agreed_on))

"""Which candidate has which number, what number is known in the region, and who may be two files of one person."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed


class PepperChain(Base):
    """One row: the peppers in force, oldest first, and the one that is being laid over. Writers hold it while they write."""

    __tablename__ = "pepper_chain"

    kids: Mapped[list[str]] = mapped_column(JSON)
    next_kid: Mapped[str | None]


class KnownNumber(Base):
    """A number somebody in the region has, as a digest under the newest pepper in force (``kid``).

    While a pepper is laid over, the digest of tomorrow stands beside it.
    """

    __tablename__ = "known_number"
    __table_args__ = (
        UniqueConstraint("kid", "digest"),
        UniqueConstraint("next_kid", "next_digest"),
        CheckConstraint("(next_kid IS NULL) = (next_digest IS NULL)", name="next_is_whole"),
    )

    kid: Mapped[str]
    digest: Mapped[str]
    next_kid: Mapped[str | None]
    next_digest: Mapped[str | None]


class CandidateNumber(AboutPerson, Audited, Base):
    """The number of one candidate. A partner has no two files with one number."""

    __tablename__ = "candidate_number"
    __table_args__ = (UniqueConstraint("number_id", "organisation_id"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    number_id: Mapped[int] = mapped_column(ForeignKey("known_number.id"))
    bsn = Sealed("")

    candidate: Mapped[Candidate] = relationship()
    number: Mapped[KnownNumber] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.candidate.reference

    @property
    def masked(self) -> str:
        """The last three digits: all that anybody ever sees of it."""
        return f"••••••{self.bsn[-3:]}"


class Verdict(StrEnum):
    """What came of two files that may be of one person."""

    OPEN = "open"
    SAME = "zelfde_persoon"
    OTHER = "andere_persoon"


_OPEN = text("verdict = 'open' AND other_id IS NOT NULL")


class DuplicateCheck(Audited, Base):
    """One look whether a number is known, by whom; with ``other_id`` it is a line in the queue of the coordinator.

    Names show when both partners agreed. The row is written whether or not there is another: looking takes as long.
    """

    __tablename__ = "duplicate_check"
    __table_args__ = (
        Index("ix_duplicate_check_by_id_on_day", "by_id", "on_day"),
        Index("ix_duplicate_check_open", "verdict", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    on_day: Mapped[date]
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict), default=Verdict.OPEN)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    other_agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    candidate: Mapped[Candidate] = relationship(foreign_keys=[candidate_id])
    other: Mapped[Candidate | None] = relationship(foreign_keys=[other_id])
    agreed_by: Mapped[User | None] = relationship(foreign_keys=[agreed_by_id])
    other_agreed_by: Mapped[User | None] = relationship(foreign_keys=[other_agreed_by_id])

    @property
    def reference(self) -> str:
        """How the trail and the address name it."""
        return f"D-{self.id:04d}"

    @property
    def both_agreed(self) -> bool:
        """Whether names may show."""
        return self.agreed_by_id is not None and self.other_agreed_by_id is not None

    def partners(self) -> list[Organisation]:
        """Both partners, the newest file first."""
        assert self.other is not None  # noqa: S101  # only lines of the queue are asked
        return [self.candidate.organisation, self.other.organisation]

"""Which candidate has which number, what number is known in the region, and who may be two files of one person."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

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


class Found(StrEnum):
    """By what two files were found."""

    NUMBER = "nummer"
    BIRTH = "geboortedatum"


class BirthMark(Base):
    """The last name and birth date of a candidate as a digest: a hint that two files may be of one person, and no more.

    ``told_version`` is the version of the candidate it was made of. The timetable makes it: no request waits for it, so no
    request takes longer when it meets another.
    """

    __tablename__ = "birth_mark"
    __table_args__ = (
        Index("ix_birth_mark_kid_digest", "kid", "digest"),
        CheckConstraint("(next_kid IS NULL) = (next_digest IS NULL)", name="next_is_whole"),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    told_version: Mapped[int]
    kid: Mapped[str]
    digest: Mapped[str]
    next_kid: Mapped[str | None]
    next_digest: Mapped[str | None]


_SUGGESTED = text("found_by = 'geboortedatum'")


class InQueue:
    """What follows from the columns of a line in the queue of the coordinator, whether as a row or as its columns alone."""

    if TYPE_CHECKING:
        id: Any
        verdict: Any
        found_by: Any
        asked_by_id: Any
        agreed_by_id: Any
        other_agreed_by_id: Any

        @property
        def partner_ids(self) -> tuple[int, int | None]:
            """Whose files they are, the newest file first."""

    @property
    def reference(self) -> str:
        """How the trail and the address name it."""
        return f"D-{self.id:04d}"

    @property
    def both_agreed(self) -> bool:
        """Whether names may show."""
        return self.agreed_by_id is not None and self.other_agreed_by_id is not None

    @property
    def within(self) -> bool:
        """Whether both files are of one partner."""
        newer, older = self.partner_ids
        return newer == older

    @property
    def is_told(self) -> bool:
        """Whether partners know of it: what was found by a number at once, a suggestion when the coordinator asks."""
        return self.found_by is Found.NUMBER or self.asked_by_id is not None

    def agreed_for(self, organisation_id: int | None) -> bool:
        """Whether this partner said yes already."""
        newer = self.partner_ids[0] == organisation_id
        return (self.agreed_by_id if newer else self.other_agreed_by_id) is not None


class DuplicateCheck(InQueue, Audited, Base):
    """One look whether a number is known, by whom; with ``other_id`` it is a line in the queue of the coordinator.

    Names show when both partners agreed. The row is written whether or not there is another: looking takes as long.
    What was found by name and birth date is a suggestion of the timetable (``by_id`` is None): partners hear of it only when
    the coordinator asks them (``asked_by_id``), so nobody learns anything by taking somebody in. Within one partner it is a
    matter of that partner alone.
    """

    __tablename__ = "duplicate_check"
    __table_args__ = (
        Index("ix_duplicate_check_by_id_on_day", "by_id", "on_day"),
        Index(
            "uq_duplicate_check_one_suggestion_per_pair",
            "candidate_id",
            "other_id",
            unique=True,
            sqlite_where=_SUGGESTED,
            postgresql_where=_SUGGESTED,
        ),
        Index("ix_duplicate_check_open", "verdict", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    on_day: Mapped[date]
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict), default=Verdict.OPEN)
    found_by: Mapped[Found] = mapped_column(one_of(Found, checked=False), default=Found.NUMBER, server_default="nummer")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    other_agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    candidate: Mapped[Candidate] = relationship(foreign_keys=[candidate_id])
    other: Mapped[Candidate | None] = relationship(foreign_keys=[other_id])
    agreed_by: Mapped[User | None] = relationship(foreign_keys=[agreed_by_id])
    other_agreed_by: Mapped[User | None] = relationship(foreign_keys=[other_agreed_by_id])

    @property
    def partner_ids(self) -> tuple[int, int | None]:
        """Whose files they are, the newest file first."""
        return self.candidate.organisation_id, self.other.organisation_id if self.other is not None else None

    @property
    def both(self) -> tuple[Candidate, Candidate]:
        """Both people, the newest file first."""
        assert self.other is not None  # noqa: S101  # only lines of the queue are asked
        return self.candidate, self.other

    def partners(self) -> list[Organisation]:
        """Both partners, the newest file first."""
        return [person.organisation for person in self.both]

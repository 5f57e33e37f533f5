"""What stays of an erasure, requests to correct, and who may stay longer than the term."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from employers.models import Employer
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed


class ErasureGround(StrEnum):
    """Why somebody is erased (AVG art. 17(1)), or that the term of keeping is over."""

    NOT_NEEDED = "niet_meer_nodig"
    CONSENT = "toestemming_ingetrokken"
    OBJECTION = "bezwaar"
    UNLAWFUL = "onrechtmatig"
    LEGAL = "wettelijke_plicht"
    REQUEST = "verzoek"
    TERM = "bewaartermijn"
    OTHER = "andere_grond"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return _GROUNDS[self]


_GROUNDS = {
    ErasureGround.NOT_NEEDED: "De gegevens zijn niet meer nodig",
    ErasureGround.CONSENT: "De persoon trekt de toestemming in",
    ErasureGround.OBJECTION: "De persoon maakt bezwaar tegen het gebruik",
    ErasureGround.UNLAWFUL: "De gegevens hadden hier niet mogen staan",
    ErasureGround.LEGAL: "Een wet schrijft voor dat zij weg moeten",
    ErasureGround.REQUEST: "De persoon vraagt erom",
    ErasureGround.TERM: "De bewaartermijn is voorbij",
    ErasureGround.OTHER: "Een andere grond",
}


class Tombstone(Base):
    """Somebody was erased: which number, when and why. Nothing of the person; it serves to erase again after a restore."""

    __tablename__ = "tombstone"

    uuid: Mapped[str] = mapped_column(unique=True)
    erased_at: Mapped[datetime] = mapped_column(index=True)
    ground: Mapped[ErasureGround] = mapped_column(one_of(ErasureGround, checked=False))


class RetentionHold(AboutPerson, Audited, Base):
    """A file that stays longer than its term, with who said so and why; the latest day counts."""

    __tablename__ = "retention_hold"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    until: Mapped[date]
    reason = Sealed("")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]

    candidate: Mapped[Candidate] = relationship()
    by: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"bewaren {self.candidate.reference}"


class RetentionChoice(Audited, Base):
    """How long one partner keeps files of candidates, from a day on: the controller decides, the region proposes."""

    __tablename__ = "retention_choice"
    __table_args__ = (
        CheckConstraint("months > 0", name="some_months"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    valid_from: Mapped[date]
    months: Mapped[int]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    organisation: Mapped[Organisation] = relationship()
    by: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"bewaartermijn {self.organisation.reference}"


class CorrectionOutcome(StrEnum):
    """What came of a request to correct."""

    CORRECTED = "aangepast"
    PARTLY = "deels_aangepast"
    REFUSED = "niet_aangepast"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {"aangepast": "Aangepast", "deels_aangepast": "Deels aangepast", "niet_aangepast": "Niet aangepast"}[
            self
        ]


_WAITING = text("answered_on IS NULL")


class Correction(AboutPerson, Audited, Base):
    """Klopt niet: what a person says is wrong, who sees to it and until when, and what came of it (AVG art. 16 and 12(3))."""

    __tablename__ = "correction"
    __table_args__ = (
        Index("ix_correction_due", "due_on", sqlite_where=_WAITING, postgresql_where=_WAITING),
        CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name="answered_has_a_day"),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    what = Sealed("")
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_on: Mapped[date]
    due_on: Mapped[date]
    outcome: Mapped[CorrectionOutcome | None] = mapped_column(one_of(CorrectionOutcome))
    answer = Sealed("")
    answered_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship()
    owner: Mapped[User] = relationship()
    notices: Mapped[list["CorrectionNotice"]] = relationship(
        back_populates="correction", order_by="CorrectionNotice.id"
    )

    @property
    def reference(self) -> str:
        """How the trail and the address name it."""
        return reference_of(self.id)


def reference_of(number: int) -> str:
    """How the trail and the address name the request to correct with this number."""
    return f"correctie-{number}"


class CorrectionNotice(Audited, Base):
    """A recipient who has to hear that something was corrected (AVG art. 19): a partner or an employer, and when it was told."""

    __tablename__ = "correction_notice"
    __table_args__ = (CheckConstraint("(employer_id IS NULL) <> (organisation_id IS NULL)", name="one_recipient"),)

    correction_id: Mapped[int] = mapped_column(ForeignKey("correction.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    told_on: Mapped[date | None]

    correction: Mapped[Correction] = relationship(back_populates="notices")
    employer: Mapped[Employer | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"bericht {self.id} bij correctie-{self.correction_id}"

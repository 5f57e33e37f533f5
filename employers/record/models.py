"""Other names of an employer, the sector of each day, and what was agreed."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import ContactPerson, Employer, Sector
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of


class AgreementKind(StrEnum):
    """What an agreement with an employer is about."""

    SROI = "SROI-verplichting"
    PLACES = "plekken_aanbieden"
    TRAINING = "leren_op_de_werkplek"
    COOPERATION = "samenwerking"
    OTHER = "anders"


class TradeName(Audited, Base):
    """Another name under which an employer is known; it is searched wherever a name is searched."""

    __tablename__ = "trade_name"
    __table_args__ = (UniqueConstraint("employer_id", "search_name"),)

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    name: Mapped[str]
    search_name: Mapped[str] = mapped_column(index=True)
    added_on: Mapped[date]

    employer: Mapped[Employer] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"handelsnaam-{self.id}"


class SectorPeriod(Audited, Base):
    """The sector of an employer from a day on, until the next of its rows; the first also counts for the days before."""

    __tablename__ = "sector_period"
    __table_args__ = (UniqueConstraint("employer_id", "valid_from"),)

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    sector: Mapped[Sector] = mapped_column(one_of(Sector))
    valid_from: Mapped[date]

    employer: Mapped[Employer] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"sector-{self.id}"


class EmployerAgreement(Audited, Versioned, Base):
    """What a partner and an employer agreed, from a day on; ``until`` is the last day, None as long as it goes on."""

    __tablename__ = "employer_agreement"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= starts_on", name="agreement_ends_after_it_starts"),
        CheckConstraint("exchange_code IS NULL OR exchange_code BETWEEN 1 AND 3", name="exchange_code_is_known"),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    kind: Mapped[AgreementKind] = mapped_column(one_of(AgreementKind, checked=False))
    subject: Mapped[str]
    starts_on: Mapped[date]
    until: Mapped[date | None]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact_person.id"))
    # The code of VUM 3.1 for agreements, once the region said what its codes mean; see employers.contacts.agreement_words.
    exchange_code: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    made_on: Mapped[date]

    employer: Mapped[Employer] = relationship()
    contact: Mapped[ContactPerson | None] = relationship()
    by: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"afspraak-{self.id}"

    def runs_on(self, day: date) -> bool:
        """Whether it counts on this day."""
        return self.starts_on <= day and (self.until is None or day <= self.until)

"""Employers, their establishments, contact persons and contact moments."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of


class Sector(StrEnum):
    """How the banenafspraak divides employers (Regeling Wfsv art. 3.27)."""

    MARKET = "markt"
    GOVERNMENT = "overheid"


class Channel(StrEnum):
    """How a contact person prefers to be reached."""

    PHONE = "telefoon"
    EMAIL = "e-mail"


class Size(StrEnum):
    """How many people work for an employer, in the classes of the CBS."""

    SMALL = "1-9"
    MEDIUM = "10-49"
    LARGE = "50-249"
    LARGEST = "250+"


class ContactKind(StrEnum):
    """How the contact went."""

    PHONE = "telefoon"
    VISIT = "bezoek"
    EMAIL = "e-mail"
    OTHER = "anders"


# The codes of VUM 3.1 that the older words became. Codes 4 and 5 were not there yet: to the older version they are "anders".
KIND_CODES = {ContactKind.PHONE: 1, ContactKind.VISIT: 2, ContactKind.EMAIL: 3, ContactKind.OTHER: 6}


class Employer(Audited, Versioned, Base):
    """One employer, once for the whole region."""

    __tablename__ = "employer"
    __table_args__ = (
        CheckConstraint("kvk IS NULL OR length(kvk) = 8", name="kvk_has_eight_digits"),
        CheckConstraint("sbb_recognised OR sbb_until IS NULL", name="end_of_sbb_once_recognised"),
        CheckConstraint("(no_calls_since IS NULL) = (no_calls_reason = '')", name="no_calls_has_a_reason"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    # Lower case, without accents and legal forms: what a loosely typed name is compared with.
    search_name: Mapped[str] = mapped_column(index=True)
    kvk: Mapped[str | None] = mapped_column(unique=True)
    # The sector of today; ``employers.record.queries.sector_on`` tells that of another day.
    sector: Mapped[Sector] = mapped_column(one_of(Sector), default=Sector.MARKET)
    # A letter of the Standaard Bedrijfsindeling; see employers.record.sections.
    sbi_section: Mapped[str | None] = mapped_column(String(1), index=True)
    size: Mapped[Size | None] = mapped_column(one_of(Size))
    # A training company recognised by SBB, through the last day if that is known.
    sbb_recognised: Mapped[bool] = mapped_column(default=False, server_default=false())
    sbb_until: Mapped[date | None]
    sbb_number: Mapped[str] = mapped_column(default="", server_default="")
    # Asked not to be called: since when, why, and through which day; without the last until somebody ends it.
    no_calls_since: Mapped[date | None]
    no_calls_until: Mapped[date | None]
    no_calls_reason: Mapped[str] = mapped_column(default="", server_default="")
    website: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    account_manager_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    registered_on: Mapped[date]
    # This employer went into another: it is shown nowhere by itself, and its reference leads to the other.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)

    # The face of the region at this employer, and who stands in for them.
    account_manager: Mapped[User | None] = relationship(foreign_keys=[account_manager_id])
    substitute: Mapped[User | None] = relationship(foreign_keys=[substitute_id])
    establishments: Mapped[list["Establishment"]] = relationship(
        back_populates="employer", order_by="Establishment.id", cascade="all, delete-orphan"
    )
    contacts: Mapped[list["ContactPerson"]] = relationship(
        back_populates="employer", order_by="ContactPerson.id", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.name

    @property
    def open_establishments(self) -> list["Establishment"]:
        """Where something new can begin: the vestigingen that are not closed and will not be."""
        return [one for one in self.establishments if one.closed_on is None]

    def is_training_company(self, day: date) -> bool:
        """Whether SBB recognises it on this day, as far as the region knows."""
        return self.sbb_recognised and (self.sbb_until is None or day <= self.sbb_until)

    def may_be_called(self, day: date) -> bool:
        """Whether it did not ask to be left in peace on this day."""
        if self.no_calls_since is None or day < self.no_calls_since:
            return True
        return self.no_calls_until is not None and day > self.no_calls_until


class Establishment(Audited, Versioned, Base):
    """A vestiging: where the work is done."""

    __tablename__ = "establishment"
    __table_args__ = (
        CheckConstraint("branch_number IS NULL OR length(branch_number) = 12", name="branch_number_has_twelve_digits"),
        CheckConstraint("length(postcode) = 6", name="postcode_has_six_characters"),
        CheckConstraint("(closed_on IS NULL) = (closed_reason = '')", name="closing_has_a_reason"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    name: Mapped[str]
    branch_number: Mapped[str | None]
    street: Mapped[str] = mapped_column(default="")
    house_number: Mapped[str] = mapped_column(default="")
    # Four digits and two letters, without a space.
    postcode: Mapped[str]
    place: Mapped[str]
    gemeente_code: Mapped[str] = mapped_column(index=True)
    # From which day no work is done here any more, also while that day has yet to come: nothing new is begun here.
    closed_on: Mapped[date | None]
    closed_reason: Mapped[str] = mapped_column(default="", server_default="")

    employer: Mapped[Employer] = relationship(back_populates="establishments")

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"

    @property
    def pc4(self) -> str:
        """The four digits that travel times are computed from."""
        return self.postcode[:4]


class ContactPerson(Audited, Versioned, Base):
    """Someone to speak with at an employer."""

    __tablename__ = "contact_person"

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    channel: Mapped[Channel] = mapped_column(one_of(Channel), default=Channel.PHONE)
    # No longer to be spoken with there; what was said with this person stays.
    left_on: Mapped[date | None]

    employer: Mapped[Employer] = relationship(back_populates="contacts")

    @property
    def reference(self) -> str:
        """How the trail names this person: without the name."""
        return f"contactpersoon-{self.id}"


class ContactMoment(Audited, Base):
    """A contact with an employer by any partner: registered once; that it happened is seen by all.

    ``kind`` is the word of an older version; ``kind_code`` and ``subject_code`` are the codes of VUM 3.1, worded in
    ``employers.contacts``. What was promised and what comes next each have an owner of ours, a day, and an end.
    """

    __tablename__ = "contact_moment"
    __table_args__ = (
        CheckConstraint("subject_code IS NULL OR subject_code BETWEEN 1 AND 6", name="subject_is_a_code"),
        CheckConstraint("kind_code IS NULL OR kind_code BETWEEN 1 AND 6", name="kind_is_a_code"),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    on: Mapped[date] = mapped_column("held_on")
    subject_code: Mapped[int | None]
    kind: Mapped[ContactKind] = mapped_column(one_of(ContactKind))
    kind_code: Mapped[int | None]
    contact_person_id: Mapped[int | None] = mapped_column(ForeignKey("contact_person.id"))
    spoke_with: Mapped[str] = mapped_column(default="")
    note: Mapped[str]
    next_step: Mapped[str] = mapped_column(default="")
    next_step_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    next_step_on: Mapped[date | None]
    next_step_done_on: Mapped[date | None]
    agreement: Mapped[str] = mapped_column(default="", server_default="")
    agreement_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    agreement_on: Mapped[date | None]
    agreement_done_on: Mapped[date | None]
    # Whether every partner reads the detail, or only colleagues of the own partner.
    shared: Mapped[bool] = mapped_column(default=True, server_default=true())
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))

    employer: Mapped[Employer] = relationship()
    contact_person: Mapped[ContactPerson | None] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    next_step_by: Mapped[User | None] = relationship(foreign_keys=[next_step_by_id])
    agreement_by: Mapped[User | None] = relationship(foreign_keys=[agreement_by_id])
    organisation: Mapped[Organisation] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"contactmoment-{self.id}"

    @property
    def code(self) -> int:
        """How it went, as a code; a moment of the older version only has the word."""
        return self.kind_code or KIND_CODES[self.kind]

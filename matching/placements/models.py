"""Placements and their terms."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy, VacancyKind
from matching.placements.reasons import LongerReason, TermsReason
from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals.models import Proposal
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of

_ACTIVE = text("status IN ('gepland', 'loopt')")


class ContractForm(StrEnum):
    """Who employs whom. It decides whether and with which sector hours count (domain, banenafspraak)."""

    REGULAR = "regulier"
    AGENCY = "uitzend"
    PAYROLL = "payroll"
    WSW_POSTED = "wsw_detachering"
    WSW_SUPPORTED = "wsw_begeleid_werken"
    WSW_INTERNAL = "wsw_intern"
    POSTED = "detachering"
    BBL = "bbl"
    NONE = "geen_arbeidscontract"

    @property
    def words(self) -> str:
        """The form as it stands on a page."""
        return {
            ContractForm.REGULAR: "Arbeidscontract met deze werkgever",
            ContractForm.AGENCY: "Uitzendcontract",
            ContractForm.PAYROLL: "Payrollcontract",
            ContractForm.WSW_POSTED: "Wsw, gedetacheerd bij deze werkgever",
            ContractForm.WSW_SUPPORTED: "Wsw, begeleid werken",
            ContractForm.WSW_INTERNAL: "Wsw, werk binnen het sw-bedrijf",
            ContractForm.POSTED: "Detachering",
            ContractForm.BBL: "Leerbaan met arbeidscontract (bbl)",
            ContractForm.NONE: "Geen arbeidscontract (met behoud van uitkering)",
        }[self]


class EndReason(StrEnum):
    """Why a placement ended."""

    CONTRACT_END = "einde_contract"
    BY_EMPLOYER = "door_werkgever"
    BY_PERSON = "door_kandidaat"
    OTHER_WORK = "ander_werk"
    FOLLOWED = "vervolg"
    OTHER = "anders"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            EndReason.CONTRACT_END: "Het contract liep af",
            EndReason.BY_EMPLOYER: "De werkgever stopte",
            EndReason.BY_PERSON: "De kandidaat stopte",
            EndReason.OTHER_WORK: "De kandidaat heeft ander werk",
            EndReason.FOLLOWED: "Het werk ging verder onder een nieuwe afspraak",
            EndReason.OTHER: "Een andere reden",
        }[self]


class Placement(Audited, Base):
    """Someone works, or will, at a workplace.

    ``formal_employer`` signs the contract; ``workplace`` is where the work is done (for agency work and posting: the
    inlener), whose sector counts (Regeling Wfsv art. 3.30). ``ends_on`` is the agreed end, ``ended_on`` the real one: the
    first day that is no longer worked.
    """

    __tablename__ = "placement"
    __table_args__ = (
        Index(
            "uq_placement_one_active_per_candidate",
            "candidate_id",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),
        CheckConstraint("(status = 'beeindigd') = (ended_on IS NOT NULL)", name="ended_on_once_ended"),
        CheckConstraint("(status = 'beeindigd') = (end_reason IS NOT NULL)", name="ended_has_a_reason"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    kind: Mapped[VacancyKind] = mapped_column(one_of(VacancyKind))
    formal_employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    workplace_id: Mapped[int] = mapped_column(ForeignKey("establishment.id"), index=True)
    contract_form: Mapped[ContractForm] = mapped_column(one_of(ContractForm))
    status: Mapped[PlacementStatus] = mapped_column(
        one_of(PlacementStatus), default=PlacementStatus.PLANNED, index=True
    )
    planned_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason))
    # Why it may last longer than a kind with a term does at first.
    longer_because: Mapped[LongerReason | None] = mapped_column(one_of(LongerReason, checked=False))
    # The work this follows closely enough to be one road (Parameter.FOLLOWS_DAYS).
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"), unique=True)

    proposal: Mapped[Proposal | None] = relationship()
    candidate: Mapped[Candidate] = relationship()
    vacancy: Mapped[Vacancy] = relationship()
    formal_employer: Mapped[Employer] = relationship()
    workplace: Mapped[Establishment] = relationship()
    terms: Mapped[list["Terms"]] = relationship(
        back_populates="placement", order_by="Terms.starts_on", cascade="all, delete-orphan"
    )
    follows: Mapped["Placement | None"] = relationship(remote_side="Placement.id")

    def __str__(self) -> str:
        return f"plaatsing {self.reference}"

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = PLACEMENT.after(act, self.status)

    def hours_on(self, day: date) -> Decimal | None:
        """Hours a week that hold on a day; None outside the placement."""
        holding = self.terms_on(day)
        return holding.hours_per_week if holding else None

    def terms_on(self, day: date) -> "Terms | None":
        """What was agreed about a day; None outside the placement."""
        return next((t for t in self.terms if t.starts_on <= day and (t.ends_on is None or t.ends_on > day)), None)

    def form_on(self, day: date) -> ContractForm:
        """The contract of a day; before and after the placement the one it was planned with."""
        holding = self.terms_on(day)
        return holding.form if holding else self.contract_form

    @property
    def last_day(self) -> date | None:
        """The last day of work, real or agreed, as people say it; None without an end."""
        return last_day_of(self.ended_on or self.ends_on)


def last_day_of(end: date | None) -> date | None:
    """The day before an end, as people say it."""
    return end - timedelta(days=1) if end else None


class Terms(Base):
    """What holds over a period, half-open: hours a week and the contract. A change closes one row and opens the next.

    At most one row holds on a day; what was registered before stands in ``ReplacedTerms``. ``contract_form`` is empty in
    rows of before it was kept per period: then that of the placement holds.
    """

    __tablename__ = "terms"
    __table_args__ = (
        UniqueConstraint("placement_id", "starts_on"),
        CheckConstraint("hours_per_week > 0", name="hours_are_possible"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    hours_per_week: Mapped[Decimal]
    contract_form: Mapped[ContractForm | None] = mapped_column(one_of(ContractForm, checked=False))

    placement: Mapped[Placement] = relationship(back_populates="terms")

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def form(self) -> ContractForm:
        """The contract of this period."""
        return self.contract_form or self.placement.contract_form


class ReplacedTerms(Base):
    """Terms that were registered for days and hold no more, with why and since when. Never counted, never changed."""

    __tablename__ = "terms_replaced"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    hours_per_week: Mapped[Decimal]
    contract_form: Mapped[ContractForm] = mapped_column(one_of(ContractForm, checked=False))
    reason: Mapped[TermsReason] = mapped_column(one_of(TermsReason, checked=False))
    replaced_on: Mapped[date]

    placement: Mapped[Placement] = relationship()

    @property
    def last_day(self) -> date | None:
        """The last day for which it was registered, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

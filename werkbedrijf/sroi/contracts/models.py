"""Contracts with a social return clause. What was agreed is never overwritten: a change is a new row with its reason."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from employers.models import Employer
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.sroi.obligation import Agreed, Basis
from werkbedrijf.sroi.tables import ValueTable, shipped_table
from werkbedrijf.sroi.values.queries import table_named


class Change(StrEnum):
    """What made the agreement what it is."""

    AWARD = "gunning"
    EXTENSION = "verlenging"
    OPTION = "optie"
    AMOUNT = "bedrag"
    PSO = "pso_trede"
    OTHER = "anders"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Change.AWARD: "Gegund",
            Change.EXTENSION: "Verlengd",
            Change.OPTION: "Optie gebruikt",
            Change.AMOUNT: "Ander bedrag of percentage",
            Change.PSO: "Andere PSO-trede",
            Change.OTHER: "Iets anders",
        }[self]


class Rung(StrEnum):
    """The rungs of the PSO ladder (Prestatieladder Socialer Ondernemen)."""

    ASPIRANT = "aspirant"
    FIRST = "trede_1"
    SECOND = "trede_2"
    THIRD = "trede_3"
    THIRTY = "30_plus"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Rung.ASPIRANT: "Aspirant",
            Rung.FIRST: "Trede 1",
            Rung.SECOND: "Trede 2",
            Rung.THIRD: "Trede 3",
            Rung.THIRTY: "PSO 30+",
        }[self]


class Contract(Audited, Versioned, Base):
    """One contract: who gave it to whom. ``table_version`` is the value table of its own date, and stays that.

    ``four_eyes``: the gemeente wants another person to approve than who checked.
    """

    __tablename__ = "sroi_contract"

    reference: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    contractor_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    title: Mapped[str]
    # A code of the Common Procurement Vocabulary, eight digits; empty when nobody knows it.
    cpv: Mapped[str] = mapped_column(default="")
    table_version: Mapped[str]
    starts_on: Mapped[date]
    registered_on: Mapped[date]
    four_eyes: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship()
    contractor: Mapped[Employer] = relationship()
    agreements: Mapped[list["Agreement"]] = relationship(back_populates="contract", order_by="Agreement.id")
    milestones: Mapped[list["Milestone"]] = relationship(back_populates="contract", order_by="Milestone.id")
    options: Mapped[list["ContractOption"]] = relationship(back_populates="contract", order_by="ContractOption.id")
    subcontractors: Mapped[list["Subcontractor"]] = relationship(back_populates="contract", order_by="Subcontractor.id")
    repairs: Mapped[list["Repair"]] = relationship(back_populates="contract", order_by="Repair.id")

    def __str__(self) -> str:
        return f"opdracht {self.reference}"

    @property
    def now(self) -> "Agreement":
        """What is agreed now: the last row."""
        return self.agreements[-1]

    @property
    def ends_on(self) -> date:
        """The first day that does not belong to it any more, with every extension."""
        return self.now.ends_on

    @property
    def last_day(self) -> date:
        """The last day, as people say it."""
        return self.ends_on - timedelta(days=1)

    @property
    def counts_until(self) -> date:
        """The first day on which nothing counts any more: its end, or a later one that was agreed to put right what is short."""
        return max([self.ends_on, *(one.until for one in self.repairs[-1:])])

    @property
    def last_day_that_counts(self) -> date:
        """The last day of that, as people say it."""
        return self.counts_until - timedelta(days=1)

    @property
    def has_repair(self) -> bool:
        """Whether it may still be put right after its end."""
        return self.counts_until > self.ends_on

    @property
    def table(self) -> ValueTable:
        """The value table that everything in this contract is worth by; one that was brought in comes with its session."""
        session = object_session(self)
        return table_named(session, self.table_version) if session else shipped_table(self.table_version)

    @property
    def plan(self) -> list["Milestone"]:
        """The agreed milestones by day; of two for one day the later agreed, and one of nothing is withdrawn."""
        last = {milestone.due_on: milestone for milestone in self.milestones}
        return [last[day] for day in sorted(last) if last[day].amount > 0]

    @property
    def employer_ids(self) -> frozenset[int]:
        """The contractor and everybody who works under it."""
        return frozenset({self.contractor_id, *(one.employer_id for one in self.subcontractors)})


class Agreement(Audited, Base):
    """What was agreed from a moment on, whole: amounts in euro, percentages of 100. ``change`` is what it adds to what is owed.

    ``rebate`` and ``threshold`` are the values of the contract's date, kept as they were then.
    """

    __tablename__ = "sroi_agreement"
    __table_args__ = (
        CheckConstraint("total > 0", name="sum_is_possible"),
        CheckConstraint("percentage > 0", name="percentage_is_possible"),
        CheckConstraint("rebate >= 0", name="rebate_is_possible"),
        CheckConstraint("basis <> 'loonsom' OR wages IS NOT NULL", name="wages_where_they_count"),
        CheckConstraint("reason <> ''", name="change_has_a_reason"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    kind: Mapped[Change] = mapped_column(one_of(Change))
    agreed_on: Mapped[date]
    ends_on: Mapped[date]
    total: Mapped[Decimal]
    wages: Mapped[Decimal | None]
    percentage: Mapped[Decimal]
    basis: Mapped[Basis] = mapped_column(one_of(Basis))
    rung: Mapped[Rung | None] = mapped_column(one_of(Rung))
    rebate: Mapped[Decimal] = mapped_column(default=Decimal(0))
    threshold: Mapped[Decimal | None]
    below_threshold_too: Mapped[bool] = mapped_column(default=False)
    change: Mapped[Decimal]
    reason: Mapped[str]
    option_id: Mapped[int | None] = mapped_column(ForeignKey("sroi_option.id"), unique=True)

    contract: Mapped[Contract] = relationship(back_populates="agreements")
    option: Mapped["ContractOption | None"] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.contract.reference

    @property
    def agreed(self) -> Agreed:
        """What the arithmetic needs of it."""
        return Agreed(
            total=self.total,
            percentage=self.percentage,
            basis=self.basis,
            wages=self.wages,
            rebate=self.rebate,
            threshold=self.threshold,
            below_threshold_too=self.below_threshold_too,
        )


class ContractOption(Audited, Base):
    """An option that was offered with the contract: until when it would run, and by how much the sum would grow, in euro."""

    __tablename__ = "sroi_option"
    __table_args__ = (CheckConstraint("extra >= 0", name="sum_is_possible"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    ends_on: Mapped[date]
    extra: Mapped[Decimal]

    contract: Mapped[Contract] = relationship(back_populates="options")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.contract.reference


class Subcontractor(Audited, Base):
    """An employer that does part of the work; what it does counts for the contractor."""

    __tablename__ = "sroi_subcontractor"
    __table_args__ = (UniqueConstraint("contract_id", "employer_id"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    since: Mapped[date]

    contract: Mapped[Contract] = relationship(back_populates="subcontractors")
    employer: Mapped[Employer] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.contract.reference


class Milestone(Audited, Base):
    """So much must be approved on this day, in euro and in all."""

    __tablename__ = "sroi_milestone"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_is_possible"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    due_on: Mapped[date]
    amount: Mapped[Decimal]
    note: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date]

    contract: Mapped[Contract] = relationship(back_populates="milestones")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.contract.reference


class Repair(Audited, Base):
    """Up to and not including which day effort still counts, although the contract is over; the last row holds.

    Regions agree it in many ways, so there is no default. A day that is not after the end withdraws it.
    """

    __tablename__ = "sroi_repair"
    __table_args__ = (CheckConstraint("reason <> ''", name="repair_has_a_reason"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    until: Mapped[date]
    agreed_on: Mapped[date]
    reason: Mapped[str]

    contract: Mapped[Contract] = relationship(back_populates="repairs")

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.contract.reference

    @property
    def last_day(self) -> date:
        """The last day that counts, as people say it."""
        return self.until - timedelta(days=1)

"""Claims, the hours they count, and the events of the books."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, event, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.placements.models import Placement
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.sroi import ledger
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims.workflow import CLAIM, ClaimStatus
from werkbedrijf.sroi.contracts.models import Contract

_COUNTS = text("placement_id IS NOT NULL AND status NOT IN ('teruggedraaid', 'afgewezen')")
_FROM_FILE = text("from_row IS NOT NULL AND status IN ('ingediend', 'nagekeken', 'goedgekeurd')")


class Evidence(StrEnum):
    """What kind of document was seen. The document itself is never kept here, and a payslip is never asked."""

    OWN_RECORDS = "plaatsing_in_de_regio"
    REGISTER_STATEMENT = "verklaring_doelgroepregister"
    DECISION = "besluit_gemeente_of_uwv"
    CONTRACT = "arbeidsovereenkomst"
    TRAINING_AGREEMENT = "praktijkovereenkomst"
    INVOICE = "factuur"
    REPORT = "verslag_of_urenlijst"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Evidence.OWN_RECORDS: "Plaatsing die de regio zelf kent",
            Evidence.REGISTER_STATEMENT: "Verklaring dat iemand in het doelgroepregister staat",
            Evidence.DECISION: "Besluit of verklaring van gemeente of UWV",
            Evidence.CONTRACT: "Arbeidsovereenkomst",
            Evidence.TRAINING_AGREEMENT: "Praktijk- of stageovereenkomst",
            Evidence.INVOICE: "Factuur",
            Evidence.REPORT: "Verslag of urenlijst",
        }[self]


class Claim(Audited, Versioned, Base):
    """One contribution to a contract, from claimed to approved.

    About somebody's work it names no person: a placement made here, or the contractor's own mark for a worker. ``block`` is
    None as long as nobody who saw a document chose it. ``hours`` are a week for work over time, and all hours together for an
    activity; ``ends_on`` is the first day not worked any more. ``sums`` is the worth written out when it was worked out.
    """

    __tablename__ = "sroi_claim"
    __table_args__ = (
        Index(
            "uq_sroi_claim_once_per_placement",
            "contract_id",
            "placement_id",
            "starts_on",
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
        Index(
            "uq_sroi_claim_once_per_row",
            "contract_id",
            "from_file",
            "from_row",
            unique=True,
            sqlite_where=_FROM_FILE,
            postgresql_where=_FROM_FILE,
        ),
        CheckConstraint("hours IS NULL OR hours > 0", name="hours_are_possible"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_is_possible"),
        CheckConstraint("ends_on > starts_on", name="period_in_order"),
        CheckConstraint("status NOT IN ('afgewezen', 'teruggedraaid') OR reason <> ''", name="no_has_a_reason"),
        CheckConstraint(
            "status NOT IN ('nagekeken', 'goedgekeurd', 'teruggedraaid') "
            "OR (value IS NOT NULL AND evidence IS NOT NULL AND seen_on IS NOT NULL)",
            name="checked_has_evidence",
        ),
        CheckConstraint(
            "NOT four_eyes OR approved_by_id IS NULL OR approved_by_id <> seen_by_id", name="another_person_approves"
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    status: Mapped[ClaimStatus] = mapped_column(one_of(ClaimStatus), default=CLAIM.start, index=True)
    block: Mapped[str | None]
    bonuses: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Asked by the contractor, and no document was seen for it.
    bonuses_refused: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    with_lks: Mapped[bool] = mapped_column(default=False, server_default=false())
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    hours: Mapped[Decimal | None]
    amount: Mapped[Decimal | None]
    days: Mapped[int | None]
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"), index=True)
    worker: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    value: Mapped[Decimal | None]
    sums: Mapped[list[str]] = mapped_column(JSON, default=list)
    # How many months of it count, as a fraction such as 13/2; empty where no time is counted.
    counted_months: Mapped[str] = mapped_column(default="")
    claimed_on: Mapped[date]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    evidence: Mapped[Evidence | None] = mapped_column(one_of(Evidence))
    seen_on: Mapped[date | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # Hours a week that the document says somebody worked; more than that never counts.
    seen_hours: Mapped[Decimal | None]
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")
    four_eyes: Mapped[bool] = mapped_column(default=False)
    # The file it stood in, by a digest of its rows, and which row that was: a row is claimed once.
    from_file: Mapped[str] = mapped_column(default="", server_default="")
    from_row: Mapped[int | None]

    contract: Mapped[Contract] = relationship()
    placement: Mapped[Placement | None] = relationship()
    seen_by: Mapped[User | None] = relationship(foreign_keys=[seen_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])

    def __str__(self) -> str:
        return f"bijdrage {self.reference}"

    @property
    def last_day(self) -> date:
        """The last day, as people say it."""
        return self.ends_on - timedelta(days=1)

    @property
    def from_here(self) -> bool:
        """Whether the region knows the work itself."""
        return self.evidence is Evidence.OWN_RECORDS or self.placement_id is not None


class MonthOfWork(Base):
    """The hours somebody worked in a month, and how many of them count in the books, over all contracts together.

    The database refuses to count an hour twice: ``counted`` never passes ``worked``. Whose hours they are is a placement, or a
    contractor with its own mark for the worker; when somebody is erased nothing of that is left, and the hours stay.
    """

    __tablename__ = "sroi_month_of_work"
    __table_args__ = (
        UniqueConstraint("placement_id", "month"),
        UniqueConstraint("contractor_id", "worker", "month"),
        CheckConstraint("counted >= 0 AND counted <= worked", name="no_hour_counts_twice"),
    )

    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"), index=True)
    contractor_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    worker: Mapped[str | None]
    month: Mapped[date]
    worked: Mapped[Decimal]
    counted: Mapped[Decimal] = mapped_column(default=Decimal(0))

    @property
    def whose(self) -> str:
        """A name for whose hours they are, for the books alone; nobody reads it."""
        if self.placement_id is not None:
            return f"plaatsing-{self.placement_id}"
        return f"werknemer-{self.contractor_id}-{self.worker}" if self.worker else f"gewist-{self.id}"


class BookEvent(Base):
    """One event of the books, as the pure ledger replays it. Never changed and never removed: what was wrong is put right by another."""

    __tablename__ = "sroi_event"
    __table_args__ = (CheckConstraint("(hours IS NULL) = (month_of_work_id IS NULL)", name="hours_of_a_month"),)

    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ledger.Kind] = mapped_column(one_of(ledger.Kind))
    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("sroi_claim.id"), index=True)
    on: Mapped[date] = mapped_column("booked_on")
    amount: Mapped[Decimal]
    month_of_work_id: Mapped[int | None] = mapped_column(ForeignKey("sroi_month_of_work.id"), index=True)
    hours: Mapped[Decimal | None]
    reason: Mapped[str] = mapped_column(default="")

    contract: Mapped[Contract] = relationship()
    month_of_work: Mapped[MonthOfWork | None] = relationship()


@event.listens_for(BookEvent, "before_update")
@event.listens_for(BookEvent, "before_delete")
def _never(_mapper: Any, _connection: Any, target: BookEvent) -> None:
    raise ProgrammingError(f"the books only grow: {target.key} cannot be changed or removed")

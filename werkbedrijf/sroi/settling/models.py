"""Settlements: what was left of a contract was paid, charged or let go, or one of those was taken back."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.settling.workflow import SettlementStatus

_WAITS = text("status = 'voorgesteld'")
_STANDS = text("undoes_id IS NOT NULL AND status <> 'afgewezen'")


class How(StrEnum):
    """How what was left is settled."""

    PAID = "betaald"
    PENALTY = "boete"
    WAIVED = "kwijtgescholden"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            How.PAID: "Betaald of ingehouden",
            How.PENALTY: "Boete",
            How.WAIVED: "Kwijtgescholden",
        }[self]


class Settlement(Audited, Base):
    """A settlement, or one that takes another back, from proposed to booked; ``amount`` is in euro and above nothing in both.

    ``four_eyes``: another person books it than who proposed it; a constraint keeps that. What was settled before there were
    proposals has no ``how``.
    """

    __tablename__ = "sroi_settlement"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_is_possible"),
        CheckConstraint("reason <> ''", name="settlement_has_a_reason"),
        CheckConstraint("(status = 'voorgesteld') = (decided_on IS NULL)", name="decided_has_a_day"),
        CheckConstraint(
            "NOT four_eyes OR status <> 'vastgelegd' "
            "OR (proposed_by_id IS NOT NULL AND decided_by_id IS NOT NULL AND decided_by_id <> proposed_by_id)",
            name="another_person_books",
        ),
        Index(
            "uq_sroi_settlement_one_waits",
            "contract_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index(
            "uq_sroi_settlement_undone_once", "undoes_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("sroi_settlement.id"))
    amount: Mapped[Decimal]
    how: Mapped[How | None] = mapped_column(one_of(How))
    # On what ground, as it was typed: an article of the contract, a decision.
    ground: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    status: Mapped[SettlementStatus] = mapped_column(one_of(SettlementStatus))
    four_eyes: Mapped[bool] = mapped_column(default=False)
    proposed_on: Mapped[date]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    refused_because: Mapped[str] = mapped_column(default="")

    contract: Mapped[Contract] = relationship()
    undoes: Mapped["Settlement | None"] = relationship(remote_side="Settlement.id")
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    def __str__(self) -> str:
        return f"afrekening {self.reference}"

    @property
    def key(self) -> str:
        """Its name in the books; that of one that takes another back holds the other, so it is there once."""
        if self.undoes is not None:
            return f"{self.undoes.key}/teruggedraaid"
        return f"{self.contract.reference}/{self.reference}"

    @property
    def in_books(self) -> Decimal:
        """What it adds to what is settled."""
        return self.amount if self.undoes_id is None else -self.amount

    @property
    def words(self) -> str:
        """How it was settled and on what ground, as it stands in the books and in the letter."""
        if self.undoes is not None:
            return f"Teruggedraaid ({self.undoes.words})"
        how = self.how.words if self.how else "Afgerekend"
        return f"{how}, {self.ground}" if self.ground else how

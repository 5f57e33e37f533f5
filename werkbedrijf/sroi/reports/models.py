"""The days on which a contractor reports, as rows that stay."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.reports.steps import Step


class InterimReport(Audited, Base):
    """One step of the report that is due on a day; of several for one day the last holds. What it says is not kept here."""

    __tablename__ = "sroi_report"

    contract_id: Mapped[int] = mapped_column(ForeignKey("sroi_contract.id"), index=True)
    due_on: Mapped[date]
    step: Mapped[Step] = mapped_column(one_of(Step))
    on: Mapped[date] = mapped_column("happened_on")

    contract: Mapped[Contract] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.contract.reference

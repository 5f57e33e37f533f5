"""What was measured of a run: counts alone."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.runs.models import AllocationRun
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class FairnessReport(Audited, Base):
    """The measures of one run, as ``result.Measures`` writes them down. Made once, never changed.

    Counts per set of regelingen stand in it as they are; what of them may be seen is decided when they are shown.
    """

    __tablename__ = "fairness_report"

    run_id: Mapped[int] = mapped_column(ForeignKey("allocation_run.id"), unique=True)
    day: Mapped[date] = mapped_column(index=True)
    made_at: Mapped[datetime]
    measures: Mapped[dict[str, Any]] = mapped_column(JSON)

    run: Mapped[AllocationRun] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"meting {self.run.reference}"

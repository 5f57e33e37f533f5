"""What came out of a what-if, counted once, so that it can be shown again exactly."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.runs.models import AllocationRun
from werkbedrijf.foundation.db import Base


class ScenarioResult(Base):
    """The figures of one what-if, in counts only: nobody can be found in it.

    ``figures`` holds ``nights``, ``days`` (first and last), ``before`` and ``after`` (``figures.figures_of``), ``fewer`` (people
    with fewer proposals than before), ``new`` (how the places that came in fared) and ``groups`` (``groups.Numbers`` per row).
    """

    __tablename__ = "scenario_result"

    run_id: Mapped[int] = mapped_column(ForeignKey("allocation_run.id"), unique=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)

    run: Mapped[AllocationRun] = relationship()

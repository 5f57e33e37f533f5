"""What the timetable ran, and how it went."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.db import Base


class JobRun(Base):
    """One due moment of one job. The unique key is what keeps two processes from doing the same work."""

    __tablename__ = "job_run"
    __table_args__ = (
        CheckConstraint("attempts >= 1", name="attempts_from_one"),
        CheckConstraint("finished_at IS NOT NULL OR problem = ''", name="problem_once_finished"),
    )

    name: Mapped[str] = mapped_column(index=True)
    due_key: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=1)
    result: Mapped[int | None]
    problem: Mapped[str] = mapped_column(default="")

    @property
    def went_well(self) -> bool:
        """Whether it was finished without a problem."""
        return self.finished_at is not None and not self.problem

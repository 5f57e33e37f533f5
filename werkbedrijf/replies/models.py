"""What was published about answering in time."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base
from werkbedrijf.replies.published import edge

_ROUND = "coalesce({0}, 0) % 10 = 0 AND coalesce({0}_in_time, 0) % 5 = 0"


class ReplyMonth(Audited, Base):
    """Answering over the quarter that ended on a month end, worked out once and kept as it was published.

    ``proposals`` and ``questions`` are how many were settled, in tens; ``…_in_time`` the percentage that was answered within the
    term, in fives; ``…_days`` the middle number of working days. No number means too few to show. Until November 2026 every
    month was published, over the three months before it.
    """

    __tablename__ = "reply_month"
    __table_args__ = (
        CheckConstraint(_ROUND.format("proposals"), name="proposals_are_round"),
        CheckConstraint(_ROUND.format("questions"), name="questions_are_round"),
    )

    on: Mapped[date] = mapped_column("month_end", unique=True)
    first: Mapped[date]
    smallest: Mapped[int]
    frozen_at: Mapped[datetime]
    proposals: Mapped[int | None]
    proposals_in_time: Mapped[int | None]
    proposals_days: Mapped[int | None]
    questions: Mapped[int | None]
    questions_in_time: Mapped[int | None]
    questions_days: Mapped[int | None]

    @property
    def proposals_edge(self) -> int:
        """Whether the share of the voordrachten is so much or more (1), so much or less (-1), or about so much."""
        return edge(self.proposals, self.proposals_in_time, smallest=self.smallest)

    @property
    def questions_edge(self) -> int:
        """The same of the questions."""
        return edge(self.questions, self.questions_in_time, smallest=self.smallest)

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"antwoorden-{self.on:%Y-%m}"

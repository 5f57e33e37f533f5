"""Attempts to learn, and the switch. Counts and weights of the whole region alone; nothing about one person or placement."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class LearningAttempt(Audited, Base):
    """One attempt: what was counted, what was learned, how every rule came out. Made once, never changed.

    ``left_out`` are placements that say nothing. ``weights`` None when there was too little to fit. ``rules`` as
    ``learning_rules.Judged``, ``bins`` as ``learning_fit.CalibrationBin``. ``valid_until`` is the first day on which an
    acceptance no longer holds.
    """

    __tablename__ = "learning_attempt"
    __table_args__ = (
        CheckConstraint("lasted + stopped = outcomes", name="outcomes_add_up"),
        CheckConstraint("accepted = (valid_until IS NOT NULL)", name="accepted_has_an_end"),
    )

    tried_on: Mapped[date] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    outcomes: Mapped[int]
    lasted: Mapped[int]
    stopped: Mapped[int]
    left_out: Mapped[int]
    weights: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    losses: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    bins: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    accepted: Mapped[bool]
    valid_until: Mapped[date | None]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"poging {self.tried_on.isoformat()}"


class LearningSwitch(Audited, Base):
    """One turn of the switch, with who, when and why; the last one counts. ``attempt`` are the weights it was about."""

    __tablename__ = "learning_switch"
    __table_args__ = (
        CheckConstraint("NOT is_on OR attempt_id IS NOT NULL", name="on_with_weights"),
        CheckConstraint("reason <> ''", name="with_a_reason"),
    )

    is_on: Mapped[bool]
    set_on: Mapped[date]
    made_at: Mapped[datetime]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("learning_attempt.id"))

    by: Mapped[User] = relationship()
    attempt: Mapped[LearningAttempt | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"leren {self.set_on.isoformat()}"

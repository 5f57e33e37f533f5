"""A second answer to the same questions, beside the profile and never in it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from candidates.profile.models import UNKNOWN_LEVELS
from candidates.scoring.workflow import ScoringStatus
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of


class Instrument(StrEnum):
    """With what the first levels were found; differences are looked at per instrument too."""

    TALK = "gesprek"
    TRIAL = "werk_of_stage"
    MELBA = "melba"
    INVRA = "invra"
    DARIUZ = "dariuz"
    OTHER = "anders"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return _INSTRUMENTS[self]


_INSTRUMENTS = {
    Instrument.TALK: "Gesprek",
    Instrument.TRIAL: "Gezien op werk of stage",
    Instrument.MELBA: "Melba",
    Instrument.INVRA: "INVRA",
    Instrument.DARIUZ: "Dariuz",
    Instrument.OTHER: "Iets anders",
}
_STILL_OPEN = "status IN ('gevraagd', 'bezig')"


class SecondScoring(Audited, Versioned, Base):
    """One request for a second answer, and what came of it.

    ``levels`` are the second answers, ``own_levels`` the profile as it was when they were finished; both have a character per
    capability in catalogue order. ``organisation_id`` is the partner whose answers are looked at, ``scorer_id`` who answers
    anew; ``invited_id`` is set when only that coach is asked.
    """

    __tablename__ = "second_scoring"
    __table_args__ = (
        CheckConstraint("length(levels) = 32 AND length(own_levels) = 32", name="one_level_per_capability"),
        CheckConstraint(
            "status NOT IN ('bezig', 'klaar', 'besproken') OR scorer_id IS NOT NULL", name="busy_has_scorer"
        ),
        CheckConstraint("(status IN ('klaar', 'besproken')) = (finished_on IS NOT NULL)", name="done_has_day"),
        Index(
            "uq_second_scoring_open",
            "candidate_id",
            unique=True,
            sqlite_where=text(_STILL_OPEN),
            postgresql_where=text(_STILL_OPEN),
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    invited_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    scorer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    instrument: Mapped[Instrument | None] = mapped_column(one_of(Instrument))
    status: Mapped[ScoringStatus] = mapped_column(one_of(ScoringStatus), default=ScoringStatus.ASKED, index=True)
    levels: Mapped[str] = mapped_column(default=UNKNOWN_LEVELS)
    own_levels: Mapped[str] = mapped_column(default=UNKNOWN_LEVELS)
    asked_on: Mapped[date]
    expires_on: Mapped[date]
    started_on: Mapped[date | None]
    finished_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship()
    organisation: Mapped[Organisation] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    invited: Mapped[User | None] = relationship(foreign_keys=[invited_id])
    scorer: Mapped[User | None] = relationship(foreign_keys=[scorer_id])

    def __str__(self) -> str:
        return self.reference

    @property
    def answered(self) -> int:
        """How many questions have a second answer."""
        return len(self.levels) - self.levels.count("?")

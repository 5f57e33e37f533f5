"""What stays of how long work lasted when a person is erased."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from employers.vacancies.kinds import VacancyKind
from werkbedrijf.foundation.db import Base, one_of


class KeptSpell(Base):
    """So many whole weeks of one kind of work, and whether it ended; of nobody any more.

    Without these rows only people who are still here would count, and work would seem to last longer than it does.
    """

    __tablename__ = "kept_spell"
    __table_args__ = (CheckConstraint("weeks >= 0", name="weeks_not_negative"),)

    kind: Mapped[VacancyKind] = mapped_column(one_of(VacancyKind, checked=False))
    weeks: Mapped[int]
    ended: Mapped[bool]

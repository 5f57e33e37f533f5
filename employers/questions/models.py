"""Questions of employers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import Employer
from employers.questions.terms import Asked
from employers.questions.workflow import QUESTION, QuestionStatus
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class EmployerQuestion(Audited, Base):
    """Something an employer asked, on the own pages or to a colleague who noted it.

    ``owner`` answers; without one that is every account manager of ``organisation``. ``due_on`` is the last day of the term,
    ``moment_id`` the contact in which it was answered, when it was not in writing alone.
    """

    __tablename__ = "employer_question"
    __table_args__ = (
        CheckConstraint("(status = 'beantwoord') = (answered_on IS NOT NULL)", name="answered_has_a_day"),
        CheckConstraint("due_on >= asked_on", name="term_in_order"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    asked_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    due_on: Mapped[date] = mapped_column(index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    status: Mapped[QuestionStatus] = mapped_column(one_of(QuestionStatus), default=QUESTION.start, index=True)
    reminded_on: Mapped[date | None]
    escalated_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    moment_id: Mapped[int | None] = mapped_column(ForeignKey("contact_moment.id"))

    employer: Mapped[Employer] = relationship()
    organisation: Mapped[Organisation] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    def __str__(self) -> str:
        return f"vraag {self.reference}"

    @property
    def waited(self) -> Asked:
        """What the clock says of it."""
        return Asked(self.asked_on, self.due_on, self.answered_on)

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = QUESTION.after(act, self.status)

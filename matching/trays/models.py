"""Kaartenmapjes, their cards, and every time a card was looked at through the link."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.trays.workflow import CARD, TRAY, CardStatus, TrayStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of

MOST_CARDS = 5


class Tray(Audited, Base):
    """Up to five cards for one place. ``token_digest`` is the only thing kept of the link; without it there is none.

    ``open_until`` is the last day on which the link works.
    """

    __tablename__ = "tray"
    __table_args__ = (
        CheckConstraint(
            "(status = 'gedeeld') = (token_digest IS NOT NULL AND open_until IS NOT NULL)", name="a_link_has_a_term"
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    status: Mapped[TrayStatus] = mapped_column(one_of(TrayStatus), default=TrayStatus.DRAFT, index=True)
    made_on: Mapped[date]
    shared_on: Mapped[date | None]
    open_until: Mapped[date | None]
    ended_on: Mapped[date | None]
    token_digest: Mapped[str | None] = mapped_column(unique=True)

    vacancy: Mapped[Vacancy] = relationship()
    made_by: Mapped[User] = relationship()
    cards: Mapped[list["TrayCard"]] = relationship(back_populates="tray", order_by="TrayCard.id")

    def __str__(self) -> str:
        return f"kaartenmapje {self.reference}"

    @property
    def link_mark(self) -> str:
        """How a page names the link there is now, without telling it; empty without one."""
        return (self.token_digest or "")[:12]

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = TRAY.after(act, self.status)


class TrayCard(Audited, Base):
    """One person in one kaartenmapje. ``code`` is how the employer names the card: drawn by lot, the same at one place only.

    ``explanation`` is what was shown on the day of the yes, with what is kept back; None before it. ``wanted_at`` is when
    the employer asked for more, ``followed_on`` when a colleague took that up.
    """

    __tablename__ = "tray_card"
    __table_args__ = (
        UniqueConstraint("tray_id", "candidate_id"),
        UniqueConstraint("tray_id", "code"),
        CheckConstraint("status <> 'akkoord' OR explanation IS NOT NULL", name="agreed_card_tells"),
    )

    tray_id: Mapped[int] = mapped_column(ForeignKey("tray.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    code: Mapped[str]
    status: Mapped[CardStatus] = mapped_column(one_of(CardStatus), default=CardStatus.ASKED, index=True)
    asked_on: Mapped[date]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    gone_on: Mapped[date | None]
    wanted_at: Mapped[datetime | None]
    followed_on: Mapped[date | None]
    explanation: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    tray: Mapped[Tray] = relationship(back_populates="cards")
    candidate: Mapped[Candidate] = relationship()

    @property
    def reference(self) -> str:
        """How doors and the trail name it; never shown to who holds the link."""
        return str(self.id)

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = CARD.after(act, self.status)


class TrayLook(Base):
    """One card was shown to whoever held the link, at this moment. Nothing of that person or the device is kept."""

    __tablename__ = "tray_look"

    card_id: Mapped[int] = mapped_column(ForeignKey("tray_card.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    at: Mapped[datetime]

    card: Mapped[TrayCard] = relationship()


class TrayTry(Base):
    """A link that is nobody's was tried from an address, kept for a day as a digest under the key of this service."""

    __tablename__ = "tray_try"

    origin: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)

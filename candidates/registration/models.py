"""Regelingen and entries in the doelgroepregister, each with its period."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class Regeling(StrEnum):
    """The law someone comes under. One person may come under several."""

    PARTICIPATIEWET = "participatiewet"
    WAJONG = "wajong"
    WSW = "wsw"
    WIA = "wia"

    @property
    def words(self) -> str:
        """The law as it is written."""
        return "WIA" if self is Regeling.WIA else self.value.capitalize()


class Ground(StrEnum):
    """Grounds of the doelgroepregister (Wfsv art. 38b, Besluit Wfsv art. 2.24-2.25; text of 1 July 2026)."""

    PW_COLLEGE = "PW_COLLEGE"
    PRAKTIJKROUTE = "PRAKTIJKROUTE"
    WSW = "WSW"
    WAJONG = "WAJONG"
    VSO = "VSO"
    PRO = "PRO"
    ENTREE = "ENTREE"
    WSW_VERLOPEN = "WSW_VERLOPEN"
    WAJONG_AFGEWEZEN = "WAJONG_AFGEWEZEN"
    PW_EIGEN_VERZOEK = "PW_EIGEN_VERZOEK"
    OUD_B_C = "OUD_B_C"
    WIA_EXPERIMENT = "WIA_EXPERIMENT"
    JONGGEHANDICAPT_VOORZIENING = "JONGGEHANDICAPT_VOORZIENING"
    WIW_ID = "WIW_ID"
    BLIJFT = "BLIJFT"

    @property
    def words(self) -> str:
        """The ground in everyday words."""
        return _GROUND_WORDS[self]


_GROUND_WORDS = {
    Ground.PW_COLLEGE: "Participatiewet, via de gemeente",
    Ground.PRAKTIJKROUTE: "Praktijkroute, loonwaarde op de werkplek bepaald",
    Ground.WSW: "Wsw-indicatie",
    Ground.WAJONG: "Wajong",
    Ground.VSO: "Voortgezet speciaal onderwijs",
    Ground.PRO: "Praktijkonderwijs",
    Ground.ENTREE: "Entreeopleiding, op eigen verzoek beoordeeld",
    Ground.WSW_VERLOPEN: "Wsw-indicatie van eind 2014, daarna verlopen",
    Ground.WAJONG_AFGEWEZEN: "Wajong afgewezen, minimumloon niet haalbaar",
    Ground.PW_EIGEN_VERZOEK: "Participatiewet, op eigen verzoek beoordeeld",
    Ground.OUD_B_C: "Was Wsw of Wajong op of na 1 januari 2013",
    Ground.WIA_EXPERIMENT: "WIA, proef met loondispensatie",
    Ground.JONGGEHANDICAPT_VOORZIENING: "Minimumloon alleen haalbaar met een voorziening",
    Ground.WIW_ID: "Wiw- of ID-baan",
    Ground.BLIJFT: "Staat nog in het register, grond is vervallen",
}


class RegelingPeriod(Audited, Base):
    """Someone comes under a regeling, from a day up to and not including another."""

    __tablename__ = "regeling_period"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    regeling: Mapped[Regeling] = mapped_column(one_of(Regeling))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"regeling {self.candidate.reference}"


class RegisterEntry(Audited, Base):
    """An entry in the doelgroepregister with its ground, half-open in time."""

    __tablename__ = "register_entry"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    ground: Mapped[Ground] = mapped_column(one_of(Ground))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"register {self.candidate.reference}"


class EntryReason(StrEnum):
    """Why an entry in the register was put right."""

    MISTAKE = "verbetering"
    LETTER = "bericht_uwv"
    WITHDRAWN = "ingetrokken"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            EntryReason.MISTAKE: "Het stond er verkeerd",
            EntryReason.LETTER: "UWV gaf iets anders door",
            EntryReason.WITHDRAWN: "Deze regel hoorde hier niet",
        }[self]


class RegelingReason(StrEnum):
    """Why a time under a regeling was put right."""

    MISTAKE = "verbetering"
    LETTER = "bericht"
    WITHDRAWN = "ingetrokken"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            RegelingReason.MISTAKE: "Het stond er verkeerd",
            RegelingReason.LETTER: "De gemeente of UWV gaf iets anders door",
            RegelingReason.WITHDRAWN: "Deze regel hoorde hier niet",
        }[self]


class ReplacedEntry(Base):
    """An entry as it was registered before it was put right, with why and since when. Never counted, never changed."""

    __tablename__ = "register_entry_replaced"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    ground: Mapped[Ground] = mapped_column(one_of(Ground, checked=False))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[EntryReason] = mapped_column(one_of(EntryReason, checked=False))
    replaced_on: Mapped[date]

    candidate: Mapped[Candidate] = relationship()


class ReplacedRegeling(Base):
    """A time under a regeling as it was registered before it was put right; as ``ReplacedEntry``."""

    __tablename__ = "regeling_period_replaced"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period_in_order"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    regeling: Mapped[Regeling] = mapped_column(one_of(Regeling, checked=False))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[RegelingReason] = mapped_column(one_of(RegelingReason, checked=False))
    replaced_on: Mapped[date]

    candidate: Mapped[Candidate] = relationship()

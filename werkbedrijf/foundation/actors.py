"""Who acts: users with one role, the organisation they work for, and the plain value that policies look at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.emergency import opened_by


class Role(StrEnum):
    """What someone does here. One person, one role."""

    ACCOUNT_MANAGER = "accountmanager"
    COACH = "jobcoach"
    EMPLOYER = "werkgever"
    ALDERMAN = "wethouder"
    ADMINISTRATOR = "beheerder"
    ORG_ADMIN = "organisatiebeheerder"
    COORDINATOR = "regiocoordinator"
    AUDITOR = "auditor"
    SYSTEM = "dienstregeling"

    @property
    def words(self) -> str:
        """The role as it stands on a page."""
        return {Role.COORDINATOR: "regiocoördinator"}.get(self, self.value)


STAFF = frozenset({Role.ACCOUNT_MANAGER, Role.COACH})


class OrganisationKind(StrEnum):
    """The partners of a regionaal werkbedrijf."""

    GEMEENTE = "gemeente"
    UWV = "uwv"
    SW_BEDRIJF = "sw_bedrijf"


class Organisation(Audited, Base):
    """A partner in the region. Files of candidates belong to one partner."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("kind <> 'gemeente' OR gemeente_code IS NOT NULL", name="gemeente_has_code"),
        CheckConstraint("NOT uses_bsn OR bsn_ground <> ''", name="bsn_has_a_ground"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(one_of(OrganisationKind))
    gemeente_code: Mapped[str | None]
    # Off, unless the law gives this partner a ground: then the ground stands here (UAVG art. 46, Wabb art. 10).
    uses_bsn: Mapped[bool] = mapped_column(default=False)
    bsn_ground: Mapped[str] = mapped_column(default="")

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """How logs name it."""
        return f"organisatie-{self.id}"


# Which employers a user with the role werkgever speaks for. Named by table, because employers live a floor up.
speaks_for = Table(
    "speaks_for",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("employer_id", ForeignKey("employer.id"), primary_key=True),
)


class User(Audited, Base):
    """Someone who can sign in."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("(role = 'werkgever') = (organisation_id IS NULL)", name="staff_has_organisation"),
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
    )

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    phone: Mapped[str | None]
    role: Mapped[Role] = mapped_column(one_of(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    # Raised to end every session of this user, and to make older links useless.
    session_version: Mapped[int] = mapped_column(default=1)
    invited_at: Mapped[datetime | None]
    last_signed_in_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship()

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """How logs name it."""
        return f"gebruiker-{self.id}"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an act, as policies and the audit trail see them. Never a database row."""

    id: int | None
    name: str
    role: Role
    organisation_id: int | None = None
    organisation_name: str = ""
    gemeente_code: str | None = None
    employer_ids: frozenset[int] = frozenset()
    # Candidates whose file this person opened in an emergency, as long as that lasts.
    opened_ids: frozenset[int] = frozenset()

    @property
    def role_label(self) -> str:
        """The role in words."""
        return self.role.words

    @property
    def is_staff(self) -> bool:
        """Account managers and job coaches: those who work with candidates and places."""
        return self.role in STAFF

    def is_a(self, *roles: Role) -> bool:
        """Whether the person has one of these roles."""
        return self.role in roles


TIMETABLE = Actor(id=None, name="Dienstregeling", role=Role.SYSTEM)


def actor_for(session: Session, user: User) -> Actor:
    """The actor a user is at this moment; rights are read anew at every request."""
    if session.autoflush:
        # Rights that were changed and not yet written down hold already.
        session.flush()
    organisation = user.organisation
    return Actor(
        id=user.id,
        name=user.name,
        role=user.role,
        organisation_id=user.organisation_id,
        organisation_name=organisation.name if organisation else "",
        gemeente_code=organisation.gemeente_code if organisation else None,
        employer_ids=_spoken_for(session, user.id) if user.role == Role.EMPLOYER else frozenset(),
        opened_ids=opened_by(session, user.id, user.organisation_id) if user.role == Role.COACH else frozenset(),
    )


_EMPLOYERS: Final = select(speaks_for.c.employer_id).where(speaks_for.c.user_id == bindparam("user_id"))


def _spoken_for(session: Session, user_id: int) -> frozenset[int]:
    return frozenset(session.connection().execute(_EMPLOYERS, {"user_id": user_id}).scalars())

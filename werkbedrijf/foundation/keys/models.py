"""Keys that stand in the database, each locked by a key above it: partners by the region's, people by the partner's."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.db import Base


class OrganisationKey(Base):
    """The key of one partner, locked by the key of the region (``region_kid``, on the ring)."""

    __tablename__ = "organisation_key"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), unique=True)
    kid: Mapped[str] = mapped_column(unique=True)
    region_kid: Mapped[str]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_on: Mapped[date]


class PersonKey(Base):
    """The key of one person, locked by the key of a partner. Without this row nothing about the person opens any more.

    It hangs on ``person_uuid`` without a foreign key: this table is backed up apart, and kept shorter.
    """

    __tablename__ = "person_key"

    person_uuid: Mapped[str] = mapped_column(unique=True)
    organisation_key_id: Mapped[int] = mapped_column(ForeignKey("organisation_key.id"), index=True)
    kid: Mapped[str]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)

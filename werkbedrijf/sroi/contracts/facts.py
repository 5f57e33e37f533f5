"""What is told about a contract, as plain values."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from employers.models import Employer
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.sroi.contracts.models import Change, ContractOption, Rung
from werkbedrijf.sroi.obligation import Basis


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed: amounts in euro, ``percentage`` of 100, ``ends_on`` the first day that does not belong to it."""

    total: Decimal
    percentage: Decimal
    ends_on: date
    basis: Basis = Basis.SUM
    wages: Decimal | None = None
    rung: Rung | None = None
    below_threshold_too: bool = False


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract as it was given. ``options`` are (first day after it, what the sum would grow by)."""

    organisation: Organisation
    contractor: Employer
    title: str
    table_version: str
    starts_on: date
    terms: Terms
    cpv: str = ""
    four_eyes: bool = False
    options: tuple[tuple[date, Decimal], ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of what is agreed, and why."""

    kind: Change
    terms: Terms
    reason: str
    option: ContractOption | None = None

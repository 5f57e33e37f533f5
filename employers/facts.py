"""What people, files and the demo tell about an employer, before it is checked and saved."""

from dataclasses import dataclass
from datetime import date

from employers.models import Channel, ContactKind, Sector, Size


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """An employer as it was told. ``kvk`` may still have spaces; empty means unknown.

    ``sector_from`` is the day from which the sector counts when it is another one than before; None means today.
    """

    name: str
    kvk: str = ""
    sector: Sector = Sector.MARKET
    website: str = ""
    note: str = ""
    sector_from: date | None = None
    trade_names: tuple[str, ...] = ()
    sbi_section: str = ""
    size: Size | None = None
    sbb_recognised: bool = False
    sbb_until: date | None = None
    sbb_number: str = ""


@dataclass(frozen=True, slots=True)
class EstablishmentFacts:
    """A vestiging as it was told. Without ``gemeente_code`` the gemeente follows from the place, where that is certain.

    An empty ``name`` becomes the name of the employer.
    """

    postcode: str
    place: str
    name: str = ""
    gemeente_code: str = ""
    street: str = ""
    house_number: str = ""
    branch_number: str = ""


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Someone to speak with, as told."""

    name: str
    function: str = ""
    phone: str = ""
    email: str = ""
    channel: Channel = Channel.PHONE


@dataclass(frozen=True, slots=True)
class MomentFacts:
    """What was discussed with an employer. ``held_on`` is the day of the contact; None means the day of logging.

    ``kind_code`` and ``subject_code`` are codes of VUM 3.1; without a code the kind is that of ``kind``.
    ``agreement`` is what was promised to the employer, ``next_step`` what comes next; each has an owner (the id of a
    colleague; None means who logs it) and a day. Without ``shared`` only the own partner reads more than that it happened.
    """

    note: str
    kind: ContactKind = ContactKind.PHONE
    spoke_with: str = ""
    held_on: date | None = None
    next_step: str = ""
    next_step_on: date | None = None
    kind_code: int | None = None
    subject_code: int | None = None
    contact_person_id: int | None = None
    next_step_by_id: int | None = None
    agreement: str = ""
    agreement_on: date | None = None
    agreement_by_id: int | None = None
    shared: bool = True

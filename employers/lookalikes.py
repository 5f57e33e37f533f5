"""Does the region already know this employer? Forgiving of how a name or number was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from rapidfuzz import fuzz, process
from sqlalchemy import Row, String, cast, func, select, true
from sqlalchemy.orm import Session, aliased

from employers.models import ContactMoment, Employer, Establishment
from employers.naming import KVK_DIGITS, digits_of, search_name
from employers.record.models import TradeName
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.facts.regions import gemeente_by_code

STRONG = 88
"""From this strength on a name is so much alike that a person must look before registering it again."""
WEAKEST = 62
"""Below this strength a name is not shown at all."""
SLIP = 85
"""A piece of a name that is this much alike (0 to 100) may be a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An employer that resembles what was typed. ``strength`` is 0 to 100; 100 is the same name or number."""

    reference: str
    name: str
    kvk: str
    strength: int
    account_manager: str = ""
    phone: str = ""
    organisation: str = ""
    place: str = ""
    gemeente: str = ""
    last_contact_on: date | None = None

    @property
    def is_strong(self) -> bool:
        """So much alike that it is probably the same employer."""
        return self.strength >= STRONG

    def sentence(self, on: date) -> str:
        """Who is already in contact, in one line for a colleague."""
        face = f"Aanspreekpunt: {self.account_manager}" if self.account_manager else "Nog geen aanspreekpunt"
        parts = [part for part in (face, self.organisation, last_contact_words(self.last_contact_on, on)) if part]
        return f"{self.name} staat al in de regio. {', '.join(parts)}."


def last_contact_words(held_on: date | None, on: date) -> str:
    """When anyone last spoke with the employer, to go on in a sentence.

    >>> last_contact_words(date(2026, 11, 11), date(2026, 11, 23))
    'laatste contact 12 dagen geleden'
    """
    if held_on is None:
        return "nog geen contact vastgelegd"
    days = (on - held_on).days
    near = {0: "vandaag", 1: "gisteren"}.get(days, f"{days} dagen geleden")
    return f"laatste contact {near if 0 <= days <= 21 else 'op ' + format_date(held_on, 'd MMMM y', locale='nl')}"


def lookalikes(session: Session, text: str, limit: int = 5) -> list[Lookalike]:
    """The employers whose name or KvK number resembles ``text``, best first.

    Two queries read id and search name of all employers and their other names (no objects), rapidfuzz compares them, and
    only the best few are looked up with their people.
    """
    strengths = resembling(session, text)
    best = sorted(strengths.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return _described(session, dict(best))


def resembling(session: Session, text: str) -> dict[int, int]:
    """Strength per id of the employers whose name or KvK number resembles ``text``."""
    return _by_number(session, text) | _by_name(session, text)


def with_kvk(session: Session, kvk: str) -> Employer | None:
    """The employer this KvK number leads to: the one that has it, or the one that one went into."""
    found = session.scalars(select(Employer).where(Employer.kvk == kvk)).first()
    while found is not None and found.merged_into_id is not None:
        found = session.get(Employer, found.merged_into_id)
    return found


def known_by_kvk(session: Session, kvk: str) -> Lookalike | None:
    """The employer with exactly this KvK number of eight digits."""
    found = with_kvk(session, kvk)
    return next(iter(_described(session, {found.id: 100} if found else {})), None)


def _by_number(session: Session, text: str) -> dict[int, int]:
    digits = digits_of(text)
    letters = sum(sign.isalpha() for sign in text)
    if not 4 <= len(digits) <= KVK_DIGITS or letters > len("kvknummer"):
        return {}
    strength = 100 if len(digits) == KVK_DIGITS else 90
    itself = func.coalesce(Employer.merged_into_id, Employer.id)
    known = session.scalars(select(itself).where(Employer.kvk.like(f"{digits}%")).order_by(Employer.kvk).limit(25))
    return dict.fromkeys(known, strength)


def _by_name(session: Session, text: str) -> dict[int, int]:
    wanted = search_name(text)
    if len(wanted) < 2:
        return {}
    ids, names = _all_names(session)
    return strongest(wanted, ids, names)


def _all_names(session: Session) -> tuple[list[int], list[str]]:
    """Every name of every employer with whose it is. Each list comes as one text: rows cost more than the comparing."""
    line = "\n"
    columns = (
        (Employer.id, Employer.search_name, Employer.merged_into_id.is_(None)),
        (TradeName.employer_id, TradeName.search_name, true()),
    )
    ids: list[int] = []
    names: list[str] = []
    for key, name, here in columns:
        told = select(func.aggregate_strings(cast(key, String), line), func.aggregate_strings(name, line)).where(here)
        keys, texts = session.execute(told).one()
        if keys:
            ids += map(int, keys.split(line))
            names += texts.split(line)
    return ids, names


def strongest(wanted: str, ids: Sequence[int], names: Sequence[str], *, most: int = 50) -> dict[int, int]:
    """Strength per id of the names that resemble ``wanted`` enough. Pure; names are search names.

    Whole names are compared letter by letter and with their words in any order; a piece of a name counts too, most at the front.
    Slips in a piece are looked for while there is room.
    """
    found: dict[int, int] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, strength, position in process.extract(
            wanted, names, scorer=scorer, processor=None, limit=most, score_cutoff=WEAKEST
        ):
            found[ids[position]] = max(found.get(ids[position], 0), int(strength))
    if len(wanted) >= 3:
        for key, name in zip(ids, names, strict=True):
            if wanted in name:
                found[key] = max(found.get(key, 0), _strength_of_piece(wanted, name))
    if len(wanted) >= 4 and len(found) < most:
        for _, likeness, position in process.extract(
            wanted, names, scorer=fuzz.partial_ratio, processor=None, limit=most, score_cutoff=SLIP
        ):
            # A piece with a slip of the finger stands below every piece that is really there.
            found.setdefault(ids[position], WEAKEST + round((likeness - SLIP) / 2))
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return {key: strength for key, strength in best if strength >= WEAKEST}


def _strength_of_piece(wanted: str, name: str) -> int:
    """A piece at the front of the name weighs most, then at the front of a word, then within one; longer weighs more."""
    if wanted == name:
        return 100
    length = round(10 * len(wanted) / len(name))
    if name.startswith(wanted):
        return 80 + length
    return (70 if f" {wanted}" in name else WEAKEST - 1) + length


def _described(session: Session, strengths: dict[int, int]) -> list[Lookalike]:
    if not strengths:
        return []
    last = (
        select(func.max(ContactMoment.on)).where(ContactMoment.employer_id == Employer.id).correlate(Employer)
    ).scalar_subquery()
    first = aliased(Establishment)
    first_place = (
        select(func.min(first.id)).where(first.employer_id == Employer.id).correlate(Employer)
    ).scalar_subquery()
    rows = session.execute(
        select(
            Employer.id,
            Employer.reference,
            Employer.name,
            Employer.kvk,
            User.name.label("face"),
            User.phone,
            Organisation.name.label("organisation"),
            Establishment.place,
            Establishment.gemeente_code,
            last.label("last_on"),
        )
        .outerjoin(User, User.id == Employer.account_manager_id)
        .outerjoin(Organisation, Organisation.id == User.organisation_id)
        .outerjoin(Establishment, Establishment.id == first_place)
        .where(Employer.id.in_(strengths))
    )
    described = [_lookalike(row, strengths[row.id]) for row in rows]
    return sorted(described, key=lambda one: (-one.strength, one.name.casefold(), one.reference))


def _lookalike(row: Row[*tuple[object, ...]], strength: int) -> Lookalike:
    gemeente = gemeente_by_code(row.gemeente_code) if row.gemeente_code else None
    return Lookalike(
        reference=row.reference,
        name=row.name,
        kvk=row.kvk or "",
        strength=strength,
        account_manager=row.face or "",
        phone=row.phone or "",
        organisation=row.organisation or "",
        place=row.place or "",
        gemeente=gemeente.name if gemeente else "",
        last_contact_on=row.last_on,
    )

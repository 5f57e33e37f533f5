"""Keeps the rows that hang on an employer as they were told: its other names, and the sector of each day.

Each answers the rows that changed; the act that asked records them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from employers.facts import EmployerFacts
from employers.models import Employer, Sector
from employers.naming import search_name
from employers.record.models import SectorPeriod, TradeName
from employers.record.queries import sector_among, trade_names_of
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.errors import InputRefused


def known_facts(employer: Employer) -> EmployerFacts:
    """The employer as it is known now, as if it had just been told."""
    session = object_session(employer)
    names = [row.name for row in trade_names_of(session, employer)] if session else []
    return EmployerFacts(
        name=employer.name,
        kvk=employer.kvk or "",
        sector=employer.sector,
        website=employer.website,
        note=employer.note,
        trade_names=tuple(names),
        sbi_section=employer.sbi_section or "",
        size=employer.size,
        sbb_recognised=employer.sbb_recognised,
        sbb_until=employer.sbb_until,
        sbb_number=employer.sbb_number,
    )


def keep_names(session: Session, employer: Employer, names: Sequence[str], *, on: date) -> list[Audited]:
    """Make these the other names of an employer. A name that is the same to a search stays the row it was."""
    known = {
        row.search_name: row
        for row in session.scalars(select(TradeName).where(TradeName.employer_id == employer.id).order_by(TradeName.id))
    }
    wanted = {search_name(name): name for name in names}
    changed: list[Audited] = []
    for key, row in known.items():
        if key not in wanted:
            session.delete(row)
            changed.append(row)
    for key, name in wanted.items():
        if key not in known:
            new = TradeName(employer_id=employer.id, name=name, search_name=key, added_on=on)
            session.add(new)
            changed.append(new)
        elif known[key].name != name:
            known[key].name = name
            changed.append(known[key])
    if changed:
        session.flush()
    return changed


def keep_sector(session: Session, employer: Employer, facts: EmployerFacts, *, on: date) -> list[Audited]:
    """Write down the sector from a day on, and make that of today the sector of the employer.

    Raises InputRefused for a day that has yet to come: what is announced is written down once it is so.
    """
    since = facts.sector_from or on
    if since > on:
        raise InputRefused({"sector_from": "Deze dag moet nog komen. Leg de sector vast als het zover is."})
    query = select(SectorPeriod).where(SectorPeriod.employer_id == employer.id)
    rows = {row.valid_from: row for row in session.scalars(query)}
    known = [(row.valid_from, row.sector) for row in rows.values()] or [(employer.registered_on, employer.sector)]
    same = facts.sector_from is None and sector_among(known, on, employer.sector) == facts.sector
    wanted = dict(known if same else with_sector(known, facts.sector, since))
    changed: list[Audited] = []
    for day, row in rows.items():
        if day not in wanted:
            session.delete(row)
            changed.append(row)
        elif row.sector != wanted[day]:
            row.sector = wanted[day]
            changed.append(row)
    for day in wanted.keys() - rows.keys():
        row = SectorPeriod(employer_id=employer.id, sector=wanted[day], valid_from=day)
        session.add(row)
        changed.append(row)
    session.flush()
    employer.sector = facts.sector
    return changed


def with_sector(known: Iterable[tuple[date, Sector]], sector: Sector, since: date) -> list[tuple[date, Sector]]:
    """The sectors through the years once this one counts from a day until now: what was said of later days is gone. Pure.

    >>> market, government = Sector.MARKET, Sector.GOVERNMENT
    >>> with_sector([(date(2020, 1, 1), market)], government, date(2026, 7, 1))[1][0].isoformat()
    '2026-07-01'
    >>> with_sector([(date(2020, 1, 1), market), (date(2024, 1, 1), government)], market, date(2023, 1, 1))
    [(datetime.date(2020, 1, 1), <Sector.MARKET: 'markt'>)]
    """
    before = sorted(row for row in known if row[0] < since)
    return before if before and before[-1][1] == sector else [*before, (since, sector)]

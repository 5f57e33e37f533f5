"""How quick ten years of placements are recounted, month by month, beside one SQL query that asks the same.

Both read the same database in the same run and must give the same persons and the same hours to the thousandth. The invented
placements are as real ones: hours change, contracts end and begin again elsewhere, some people are not in the register.
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import event, func, insert, select, text
from sqlalchemy.orm import Session

from candidates.registration.models import Ground, RegisterEntry
from employers.models import Employer, Establishment, Sector
from employers.record.models import SectorPeriod
from employers.vacancies.models import VacancyKind
from matching.core.benchmark_shape import memory_rate, peak_memory, timed
from matching.placements.interruptions.models import Interruption
from matching.placements.models import ContractForm, EndReason, Placement, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.db import Base, sqlite_engine
from werkbedrijf.garantiebanen.counted_columns import columns_in
from werkbedrijf.garantiebanen.ledger import WHOLE, Rules
from werkbedrijf.garantiebanen.models import CountedWork
from werkbedrijf.garantiebanen.months import Columns, MonthCounts, count_months
from werkbedrijf.garantiebanen.stretches import Span

FIRST_YEAR: Final = 2016
RULES: Final = Rules(Decimal("25.5"), Decimal("110.92"), Decimal(36))
MILLION: Final = 1_000_000
TABLES: Final = (Employer, Establishment, SectorPeriod, Placement, Terms, Interruption, RegisterEntry, CountedWork)
GEMEENTEN: Final = ("GM0153", "GM0141", "GM0164", "GM1774", "GM0168")

# One statement, as somebody would write it who knows SQL: months beside terms, cut at placement and register.
PLAIN: Final = """
WITH RECURSIVE month(first, until) AS (
  SELECT :first, date(:first, '+1 month')
  UNION ALL SELECT until, date(until, '+1 month') FROM month WHERE until < :until
), counted AS (
  SELECT p.candidate_id AS person, t.hours_per_week AS hours,
         max(t.starts_on, p.starts_on, r.starts_on) AS first,
         min(coalesce(t.ends_on, :until), coalesce(p.ended_on, :until), coalesce(r.ends_on, :until)) AS until
  FROM terms t JOIN placement p ON p.id = t.placement_id JOIN register_entry r ON r.candidate_id = p.candidate_id
  WHERE p.status IN ('loopt', 'beeindigd') AND p.kind IN ('garantiebaan', 'detachering', 'vacature')
    AND p.contract_form NOT IN ('wsw_intern', 'geen_arbeidscontract')
)
SELECT m.first, count(DISTINCT c.person),
       sum(c.hours * (julianday(min(c.until, m.until)) - julianday(max(c.first, m.first))))
FROM month m JOIN counted c ON c.first < m.until AND c.until > m.first AND c.first < c.until
GROUP BY m.first ORDER BY m.first
"""


def bench_count(placements: int, years: int, seed: int = 1) -> dict[str, Any]:
    """Seconds to recount every month, both ways, and per million rows of terms; `same_answer` says whether they agree."""
    first, until = date(FIRST_YEAR, 1, 1), date(FIRST_YEAR + years, 1, 1)
    months = [date(FIRST_YEAR + n // 12, n % 12 + 1, 1) for n in range(12 * years)]
    with tempfile.TemporaryDirectory() as folder:
        engine = sqlite_engine(f"sqlite:///{Path(folder) / 'plaatsingen.db'}")
        # Only the tables that are counted: what they point at besides is not there.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
        Base.metadata.create_all(engine, tables=[Base.metadata.tables[one.__tablename__] for one in TABLES])
        with Session(engine) as session:
            _fill(session, placements, first, until, Random(seed))  # noqa: S311 - invented data
            rows = session.scalar(select(func.count(Terms.id))) or 0
            read, columns = timed(lambda: _read(session, Span(first, until)), 3, warm=False)
            counting, counts = timed(lambda: count_months(columns, months))
            plain, answer = timed(lambda: _in_sql(session, first, until), 3, warm=False)
        engine.dispose()
    ours = read.median + counting.median
    return {
        "placements": placements,
        "term_rows": rows,
        "months": len(months),
        "seconds": {
            "read_and_cut": read.summary(),
            "count_all_months": counting.summary(),
            "ours": ours,
            "plain_sql": plain.summary(),
        },
        "seconds_per_million_term_rows": {
            "ours": round(ours * MILLION / rows, 3),
            "count_all_months": round(counting.median * MILLION / rows, 3),
            "plain_sql": round(plain.median * MILLION / rows, 3),
        },
        "times_slower": {"plain_sql": round(plain.median / ours, 2)},
        "same_answer": answer == _as_sql(counts),
        "peak_memory_bytes": peak_memory(),
        "memory_read_gb_per_second": memory_rate(),
        "note": "Verzonnen plaatsingen.",
    }


def _read(session: Session, span: Span) -> Columns:
    return columns_in(session, span, RULES)


def _as_sql(counts: MonthCounts) -> list[tuple[str, int, int]]:
    if WHOLE not in counts.keys:
        return []
    rows = zip(counts.months, counts.persons[0].tolist(), counts.thousandth_days[0].tolist(), strict=True)
    return [(month.isoformat(), persons, hours) for month, persons, hours in rows if persons]


def _in_sql(session: Session, first: date, until: date) -> list[tuple[str, int, int]]:
    rows = session.execute(text(PLAIN), {"first": first.isoformat(), "until": until.isoformat()})
    return [(month, persons, round(hours)) for month, persons, hours in rows]


def _fill(session: Session, placements: int, first: date, until: date, lot: Random) -> None:
    """Placements with their terms and register, and employers with their sectors."""
    employers = max(1, placements // 25)
    people = _people(placements, first, until, lot)
    session.execute(insert(Employer), [_employer(number, lot) for number in range(1, employers + 1)])
    session.execute(insert(Establishment), [_establishment(number, lot) for number in range(1, employers + 1)])
    sectors = [{"employer_id": n, "sector": lot.choice(list(Sector)), "valid_from": first} for n in range(1, employers)]
    if sectors:
        session.execute(insert(SectorPeriod), sectors)
    rows: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    for person, (registered, periods) in enumerate(people, 1):
        entries += [{"candidate_id": person, "ground": lot.choice(list(Ground)), "starts_on": d} for d in registered]
        for starts_on, ended_on in periods:
            rows.append(_placement(len(rows) + 1, person, lot.randint(1, employers), starts_on, ended_on, lot))
            terms += _terms(len(rows), starts_on, ended_on or until, lot)
    for model, values in ((Placement, rows), (Terms, terms), (RegisterEntry, entries)):
        session.execute(insert(model), values)
    session.commit()


def _people(
    placements: int, first: date, until: date, lot: Random
) -> Iterator[tuple[Sequence[date], list[tuple[date, date | None]]]]:
    """Each a day of registering, if any, and the periods of the work, one after the other; together so many placements."""
    made = 0
    while made < placements:
        day = first + timedelta(days=lot.randrange((until - first).days - 60))
        registered = [day - timedelta(days=lot.randrange(-60, 400))] if lot.random() < 0.95 else []
        periods: list[tuple[date, date | None]] = []
        for _ in range(min(lot.randint(1, 3), placements - made)):
            ended_on = day + timedelta(days=lot.randint(20, 900))
            periods.append((day, ended_on if ended_on < until else None))
            made += 1
            if ended_on >= until:
                break
            day = ended_on + timedelta(days=lot.randrange(90))
            if day >= until:
                break
        yield registered, periods


def _terms(placement: int, first: date, until: date, lot: Random) -> Iterator[dict[str, Any]]:
    length = max(2, (until - first).days)
    days = sorted({first, *(first + timedelta(days=lot.randrange(1, length)) for _ in range(lot.randrange(3)))})
    for start, end in zip(days, [*days[1:], None], strict=True):
        yield {
            "placement_id": placement,
            "starts_on": start,
            "ends_on": end,
            "hours_per_week": Decimal(lot.randrange(16, 81)) / 2,
        }


def _placement(
    number: int, person: int, workplace: int, starts_on: date, ended_on: date | None, lot: Random
) -> dict[str, Any]:
    return {
        "id": number,
        "reference": f"PL-{number:06d}",
        "candidate_id": person,
        "vacancy_id": 1,
        "kind": lot.choices(list(VacancyKind), [70, 5, 3, 3, 4, 5, 10])[0],
        "formal_employer_id": workplace,
        "workplace_id": workplace,
        "contract_form": lot.choices(list(ContractForm), [70, 8, 3, 6, 3, 5, 4, 0, 1])[0],
        "status": PlacementStatus.ENDED if ended_on else PlacementStatus.RUNNING,
        "planned_on": starts_on,
        "starts_on": starts_on,
        "ended_on": ended_on,
        "end_reason": EndReason.OTHER if ended_on else None,
    }


def _employer(number: int, lot: Random) -> dict[str, Any]:
    return {
        "id": number,
        "reference": f"W-{number:06d}",
        "name": f"Bedrijf {number}",
        "search_name": f"bedrijf {number}",
        "sector": lot.choice(list(Sector)),
        "sbi_section": lot.choice("ABCDEFGHIJKLMNOPQRSTU"),
        "no_calls_reason": "",
        "website": "",
        "note": "",
        "registered_on": date(FIRST_YEAR, 1, 1),
        "version": 1,
    }


def _establishment(number: int, lot: Random) -> dict[str, Any]:
    return {
        "id": number,
        "reference": f"WV-{number:06d}",
        "employer_id": number,
        "name": f"Bedrijf {number}",
        "postcode": "7511AA",
        "place": "Enschede",
        "gemeente_code": lot.choice(GEMEENTEN),
        "version": 1,
    }

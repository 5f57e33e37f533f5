"""How quick the employers of a belronde are chosen, beside reading every row and choosing in Python."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from employers.models import ContactKind, ContactMoment, Employer, Establishment, Sector, Size
from employers.rounds.facts import Choice
from employers.rounds.models import RoundCall
from employers.rounds.selection import MOST, select_employers
from employers.rounds.workflow import CallStatus
from matching.core.benchmark_shape import timed
from werkbedrijf.foundation.actors import Actor, Organisation, OrganisationKind, Role, User
from werkbedrijf.foundation.db import Base, sqlite_engine
from werkbedrijf.foundation.parameters import ParameterValue, missing_shipped_values

TODAY: Final = date(2026, 11, 23)
CONTACTS: Final = 3
"""So many contacts per employer, spread over two years."""
RESTING: Final = 0.03
"""The part that asked not to be called."""
GEMEENTEN: Final = ("GM0153", "GM0141", "GM0164", "GM1774", "GM0168")
MANAGER: Final = Actor(id=1, name="Accountmanager", role=Role.ACCOUNT_MANAGER, organisation_id=1)


def bench_choosing(employers: int, seed: int = 1) -> dict[str, Any]:
    """Seconds to choose for a belronde by sector, size, gemeente and last contact, both ways; the choice must be the same."""
    choice = Choice(sector=Sector.MARKET, sizes=(Size.SMALL,), gemeenten=GEMEENTEN[:2], quiet_days=60, most=100)
    with tempfile.TemporaryDirectory() as folder:
        engine = sqlite_engine(f"sqlite:///{Path(folder) / 'werkgevers.db'}")
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            _fill(session, employers, Random(seed))  # noqa: S311 - invented data
            ours, selection = timed(lambda: select_employers(session, MANAGER, choice, on=TODAY))
            plain, chosen = timed(lambda: _in_python(session, choice, selection.rest_days), 3)
        engine.dispose()
    same = [item.id for item in selection.items] == chosen
    return {
        "seconds": ours.summary(),
        "rows_read_and_chosen_in_python": plain.summary(),
        "times_slower": round(plain.median / ours.median, 1),
        "chosen": len(chosen),
        "left_out": dict(selection.left_out),
        "same_answer": same,
    }


def _in_python(session: Session, choice: Choice, rest_days: int) -> list[int]:
    """The same question, asked of every row: the plain way, without objects."""
    columns = (Employer.id, Employer.sector, Employer.size, Employer.no_calls_since, Employer.no_calls_until)
    rows = session.execute(select(*columns).where(Employer.merged_into_id.is_(None))).all()
    last: dict[int, date] = {}
    for employer, on in session.execute(select(ContactMoment.employer_id, ContactMoment.on)):
        last[employer] = max(on, last.get(employer, on))
    here = {
        employer
        for employer, code in session.execute(select(Establishment.employer_id, Establishment.gemeente_code))
        if code in choice.gemeenten
    }
    waits = {
        employer
        for employer, status in session.execute(select(RoundCall.employer_id, RoundCall.status))
        if status is CallStatus.WAITING
    }
    quiet = TODAY - timedelta(days=max(rest_days, (choice.quiet_days or 0)))
    found = []
    for row in rows:
        fits = row.sector == choice.sector and row.size in choice.sizes and row.id in here and row.id not in waits
        rests = row.no_calls_since is not None and (row.no_calls_until is None or row.no_calls_until >= TODAY)
        spoke = last.get(row.id)
        if fits and not rests and (spoke is None or spoke < quiet):
            found.append((spoke or date.min, row.id))
    return [number for _, number in sorted(found)[: min(choice.most or MOST, MOST)]]


def _fill(session: Session, employers: int, lot: Random) -> None:
    """Employers with an establishment each, contacts, and some who asked not to be called."""
    session.execute(insert(Organisation), [{"name": "Partner", "kind": OrganisationKind.UWV}])
    who = {"name": "A", "email": "a@voorbeeld.example", "role": Role.ACCOUNT_MANAGER, "organisation_id": 1}
    session.execute(insert(User), [who | {"is_active": True, "session_version": 1}])
    names = ("name", "valid_from", "value", "source")
    shipped = [{name: getattr(row, name) for name in names} for row in missing_shipped_values(session)]
    session.execute(insert(ParameterValue), shipped)
    session.execute(insert(Employer), [_employer(number, lot) for number in range(1, employers + 1)])
    session.execute(insert(Establishment), [_establishment(number, lot) for number in range(1, employers + 1)])
    moments = [_moment(lot.randint(1, employers), lot) for _ in range(employers * CONTACTS)]
    session.execute(insert(ContactMoment), moments)
    session.commit()


def _employer(number: int, lot: Random) -> dict[str, Any]:
    rests = lot.random() < RESTING
    return {
        "id": number,
        "reference": f"W-{number:06d}",
        "name": f"Bedrijf {number}",
        "search_name": f"bedrijf {number}",
        "kvk": None,
        "sector": lot.choice(list(Sector)),
        "size": lot.choice(list(Size)),
        "sbi_section": lot.choice("ABCDEFGHIJKLMNOPQRSTU"),
        "no_calls_since": TODAY - timedelta(days=9) if rests else None,
        "no_calls_reason": "Geen tijd" if rests else "",
        "website": "",
        "note": "",
        "registered_on": date(2026, 1, 1),
        "version": 1,
    }


def _establishment(number: int, lot: Random) -> dict[str, Any]:
    return {
        "reference": f"WV-{number:06d}",
        "employer_id": number,
        "name": f"Bedrijf {number}",
        "postcode": "7511AA",
        "place": "Enschede",
        "gemeente_code": lot.choice(GEMEENTEN),
        "version": 1,
    }


def _moment(employer: int, lot: Random) -> dict[str, Any]:
    return {
        "employer_id": employer,
        "on": TODAY - timedelta(days=lot.randrange(730)),
        "kind": ContactKind.PHONE,
        "note": "Gebeld",
        "by_id": 1,
        "organisation_id": 1,
    }

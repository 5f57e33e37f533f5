"""What the command line tells: the same questions as the pages ask, as plain values."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.queries import IS_HERE
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.proposals.shortlist import Row, Shortlist, candidates_for, month_key, places_for
from werkbedrijf.foundation.errors import NotFound


def listed(session: Session, kind: str) -> list[dict[str, str]]:
    """Every vacancy, candidate or employer by reference, with its state."""
    queries: dict[str, Select[*tuple[Any, ...]]] = {
        "vacancies": select(Vacancy.reference, Vacancy.status).order_by(Vacancy.id),
        "candidates": select(Candidate.reference, Candidate.status).where(IS_HERE).order_by(Candidate.id),
        "employers": select(Employer.reference, Employer.account_manager_id)
        .where(Employer.merged_into_id.is_(None))
        .order_by(Employer.id),
    }
    rows = session.execute(queries[kind]).all()
    if kind == "employers":
        return [
            {"reference": ref, "state": "met aanspreekpunt" if face else "zonder aanspreekpunt"} for ref, face in rows
        ]
    return [{"reference": ref, "state": status.value} for ref, status in rows]


def ranked(
    session: Session, *, vacancy: str | None, candidate: str | None, limit: int, on: date, key: str
) -> dict[str, Any]:
    """Who can do the work of a place, or which places suit a person. Raises NotFound for an unknown reference."""
    lots = month_key(key, on)
    if vacancy is not None:
        place = session.scalars(select(Vacancy).where(Vacancy.reference == vacancy)).first()
        if place is None:
            raise NotFound(f"Er is geen plek {vacancy}. Bekijk ze met: werkbedrijf list vacancies.")
        found = candidates_for(session, place, on=on, key=lots, limit=limit)
        return _told({"vacancy": vacancy}, found, lambda row: {"candidate": row.candidate.reference})
    person = session.scalars(select(Candidate).where(Candidate.reference == candidate, IS_HERE)).first()
    if person is None:
        raise NotFound(f"Er is geen kandidaat {candidate}. Bekijk ze met: werkbedrijf list candidates.")
    found = places_for(session, person, on=on, key=lots, limit=limit)
    return _told({"candidate": candidate}, found, lambda row: {"vacancy": row.vacancy.reference})


def _told(asked: dict[str, Any], found: Shortlist, named: Callable[[Row], dict[str, str]]) -> dict[str, Any]:
    return {
        **asked,
        "considered": found.considered,
        "ranked": [
            {
                **named(row),
                "score": row.score,
                "reasons": list(row.shown.explanation.fits),
                "gaps": list(row.shown.explanation.grows),
                "arrange": list(row.shown.explanation.arrange),
            }
            for row in found.rows
        ],
        "left_out": [{"reason": left.code, "count": left.count} for left in found.left_out],
    }


def ranked_lines(answer: dict[str, Any]) -> list[str]:
    """The list for a person."""
    lines = [f"{answer['considered']} vergeleken, {len(answer['ranked'])} getoond."]
    for row in answer["ranked"]:
        who = row.get("candidate") or row["vacancy"]
        parts = [f"{who}  {row['score']:>3}"]
        parts += [f"kan: {', '.join(row['reasons'])}"] if row["reasons"] else []
        parts += [f"groeit in: {', '.join(row['gaps'])}"] if row["gaps"] else []
        parts += [f"te regelen: {', '.join(row['arrange'])}"] if row["arrange"] else []
        lines.append("; ".join(parts))
    lines += [f"  niet in de lijst, {left['reason'].replace('_', ' ')}: {left['count']}" for left in answer["left_out"]]
    return lines

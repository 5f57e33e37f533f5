"""In which lists of the region somebody stood: read from the runs as they are kept, by the pseudonym of that person alone."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.models import Profile
from employers.vacancies.models import Vacancy
from matching.runs.models import AllocationRun, RunStatus
from matching.runs.queries import outcome_of, runs_newest_first


def lists_of(session: Session, candidate: Candidate) -> list[dict[str, Any]]:
    """Every list of every kept run that holds this person: the day, the place, the rank, and how well it fitted in percent."""
    pseudonym = session.scalar(select(Profile.pseudonym).where(Profile.candidate_id == candidate.id))
    if pseudonym is None:
        return []
    found = []
    for run in session.scalars(runs_newest_first().where(AllocationRun.status == RunStatus.DONE)):
        outcome = outcome_of(run)
        for place, row in outcome.listed_at.get(pseudonym, ()):
            found.append(
                {
                    "verdeling": run.reference,
                    "dag": run.day.isoformat(),
                    "plek": place,
                    "plaats_op_de_lijst": row.rank,
                    "past_voor_procent": round(100 * row.points / row.smax) if row.smax else None,
                    "uitleg": "Op deze lijst omdat het werk past bij wat u kunt, uw uren en uw reis. "
                    "Leeftijd, geslacht, afkomst en regeling tellen nergens mee.",
                }
            )
    places = {str(row["plek"]) for row in found}
    named = session.execute(select(Vacancy.reference, Vacancy.title).where(Vacancy.reference.in_(places)))
    titles = {row.reference: row.title for row in named}
    return [{**row, "plek": f"{titles.get(str(row['plek']), 'een plek')} ({row['plek']})"} for row in found]

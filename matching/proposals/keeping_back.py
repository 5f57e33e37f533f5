"""What an employer may see of a card before an invitation: so much that at least five people of the region fit it.

Worked out when a voordracht is sent, and kept with it: a card that changed with every newcomer would tell who came. The
night only ever takes more away. Nothing is read of people but what matching may read.
Source: security.md section 2, threat 1; decision 0013.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import JSON, Select, column, select, table
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.profile.offer import COLUMNS
from candidates.profile.packed import packed_columns
from candidates.profile.pool import Snapshot, fresh_people
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from matching.core.catalogue import CONDITION_CODES
from matching.core.sharing import Line, Yes, kept_back
from matching.proposals.alike import RUNGS, TASK_RUNGS, Compared, lines_of, need_line, task_line
from matching.proposals.shortlist import neutral_of, suitable_from, travel_times
from matching.proposals.shown import Shown
from werkbedrijf.foundation.db import matching_role
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

KEPT_BACK: Final = "kept_back"
"""Where the rungs stand in what is stored with a voordracht."""

# Named by table, because kaartenmapjes live a floor up.
_TRAY = table("tray", column("id"), column("vacancy_id"))
_CARD = table(
    "tray_card",
    *(column(name) for name in ("id", "tray_id", "candidate_id", "status")),
    column("explanation", JSON(none_as_null=True)),
)

Told = tuple[Vacancy, Mapping[str, Any]]
"""A card as it was told: at which place, and what was stored with it."""

# By the picture of the pool they were read beside; whoever was read inside a transaction has a picture of its own.
_COMPARED: WeakKeyDictionary[Snapshot, Compared] = WeakKeyDictionary()


def rungs_of(stored: Mapping[str, Any]) -> dict[str, int]:
    """How far each line of a stored card stands down. A card that was never compared with the pool shows nothing."""
    found = stored.get(KEPT_BACK)
    return everything(Shown.from_dict(stored)) if found is None else dict(found)


def everything(shown: Shown) -> dict[str, int]:
    """Rungs that show nothing."""
    tasks = [task_line(number) for number in range(len(shown.explanation.tasks))]
    return {**RUNGS, **dict.fromkeys(map(need_line, CONDITION_CODES), 1), **dict.fromkeys(tasks, TASK_RUNGS)}


def people_to_compare(session: Session) -> Compared:
    """Everybody in beeld with a profile as they are now, in one question; asked again after something changed."""
    snapshot = fresh_people(session)
    found = _COMPARED.get(snapshot)
    if found is None:
        found = _COMPARED[snapshot] = _compared(session, tuple(neutral_of(snapshot)))
    return found


def _compared(session: Session, neutral: tuple[int, ...]) -> Compared:
    asked: Select[*tuple[Any, ...]] = (
        select(*COLUMNS, Profile.available_from, Profile.candidate_id)
        .join(Candidate, Candidate.id == Profile.candidate_id)
        .where(Candidate.status == CandidateStatus.ACTIVE)
    )
    with matching_role(session):
        rows = session.execute(asked).all()
    hours = [(int(4 * row.hours_min), int(4 * row.hours_max)) for row in rows]
    quarters = np.array(hours, np.int64).reshape(-1, 2)
    ids = np.array([row.candidate_id for row in rows], np.int64)
    return Compared(packed_columns(rows), quarters, tuple(row.available_from for row in rows), neutral, ids)


def kept_back_now(
    session: Session,
    vacancy: Vacancy,
    stored: Mapping[str, Any],
    *,
    on: date,
    people: Compared | None = None,
    among: Yes | None = None,
) -> dict[str, int]:
    """The rungs of a card, from where it stands already. ``people`` saves asking for the pool again.

    ``among`` are those of the pool it can still be, after what the reader knows otherwise (``still_possible``). Where
    nothing is told there is nothing to keep back.
    """
    if "explanation" not in stored:
        return {}
    k = whole_number_on(session, Parameter.CARD_SHARED, on)
    found = people or people_to_compare(session)
    lines = lines_of(Shown.from_dict(stored), demand_of(vacancy), found, travel_times(), suitable_from(session, on))
    if among is not None:
        lines = [Line(line.name, tuple(same & among for same in line.same)) for line in lines]
    return kept_back(lines, k, stored.get(KEPT_BACK))


def still_possible(
    session: Session, told: Iterable[Told], people: Compared, *, on: date, known: Collection[int] = ()
) -> Yes:
    """Who of the pool one person can be for a reader who read these cards of that person, and knows ``known`` by now."""
    left: Yes = ~np.isin(people.ids, np.array(sorted(known), np.int64))
    for vacancy, stored in told:
        rungs = rungs_of(stored)
        shown = Shown.from_dict(stored)
        for line in lines_of(shown, demand_of(vacancy), people, travel_times(), suitable_from(session, on)):
            if (same := line.at(rungs.get(line.name, 0))) is not None:
                left &= same
    return left


def told_in_trays(session: Session, employer_id: int, candidate_id: int, *, but: int | None = None) -> list[Told]:
    """Cards of this person that this employer could read through a link; ``but`` leaves one card out."""
    asked = (
        select(Vacancy, _CARD.c.explanation)
        .join(_TRAY, _TRAY.c.vacancy_id == Vacancy.id)
        .join(_CARD, _CARD.c.tray_id == _TRAY.c.id)
        .where(Vacancy.employer_id == employer_id, _CARD.c.candidate_id == candidate_id)
        .where(_CARD.c.status.in_(("akkoord", "niet_meer_beschikbaar")), _CARD.c.explanation.is_not(None))
    )
    if but is not None:
        asked = asked.where(_CARD.c.id != but)
    return [(vacancy, stored) for vacancy, stored in session.execute(asked)]


def kept_back_after_trays(
    session: Session,
    vacancy: Vacancy,
    candidate_id: int,
    stored: Mapping[str, Any],
    *,
    on: date,
    people: Compared | None = None,
) -> dict[str, int]:
    """As ``kept_back_now``, so that the card together with what a link told this employer still fits enough people."""
    told = told_in_trays(session, vacancy.employer_id, candidate_id)
    if not told or "explanation" not in stored:
        return kept_back_now(session, vacancy, stored, on=on, people=people)
    found = people or people_to_compare(session)
    among = still_possible(session, told, found, on=on)
    return kept_back_now(session, vacancy, stored, on=on, people=found, among=among)

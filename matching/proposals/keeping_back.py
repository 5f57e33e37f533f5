"""What an employer may see of a card before an invitation: so much that at least five people of the region fit it.

Worked out when a voordracht is sent, and kept with it: a card that changed with every newcomer would tell who came. The
night only ever takes more away. Nothing is read of people but what matching may read.
Source: security.md section 2, threat 1; decision 0013.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.profile.offer import COLUMNS
from candidates.profile.packed import packed_columns
from candidates.profile.pool import Snapshot, fresh_people
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from matching.core.catalogue import CONDITION_CODES
from matching.core.sharing import kept_back
from matching.proposals.alike import RUNGS, TASK_RUNGS, Compared, lines_of, need_line, task_line
from matching.proposals.shortlist import neutral_of, suitable_from, travel_times
from matching.proposals.shown import Shown
from werkbedrijf.foundation.db import matching_role
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

KEPT_BACK: Final = "kept_back"
"""Where the rungs stand in what is stored with a voordracht."""

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
        select(*COLUMNS, Profile.available_from)
        .join(Candidate, Candidate.id == Profile.candidate_id)
        .where(Candidate.status == CandidateStatus.ACTIVE)
    )
    with matching_role(session):
        rows = session.execute(asked).all()
    hours = [(int(4 * row.hours_min), int(4 * row.hours_max)) for row in rows]
    quarters = np.array(hours, np.int64).reshape(-1, 2)
    return Compared(packed_columns(rows), quarters, tuple(row.available_from for row in rows), neutral)


def kept_back_now(
    session: Session, vacancy: Vacancy, stored: Mapping[str, Any], *, on: date, people: Compared | None = None
) -> dict[str, int]:
    """The rungs of a card, from where it stands already. ``people`` saves asking for the pool again.

    Where nothing is told there is nothing to keep back.
    """
    if "explanation" not in stored:
        return {}
    k = whole_number_on(session, Parameter.CARD_SHARED, on)
    found = people or people_to_compare(session)
    lines = lines_of(Shown.from_dict(stored), demand_of(vacancy), found, travel_times(), suitable_from(session, on))
    return kept_back(lines, k, stored.get(KEPT_BACK))

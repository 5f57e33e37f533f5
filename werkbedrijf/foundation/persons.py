"""Persons in the logs: an id that stays the same and tells nothing about who it is.

The rooms of candidates live a floor up; a row is about a person when it is a ``Candidate`` or names one by ``candidate_id``.
"""

import uuid
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy.orm import Session

TYPE: Final = "werkbedrijf:persoon"
_SPACE: Final = uuid.UUID("6f2f4d0e-6a2b-5c59-9d0f-3d1b8a7f2c11")


def person_of(session: Session, row: Any) -> str | None:
    """The id of the person this row is about, or None when it is about nobody."""
    if type(row).__name__ == "Candidate":
        if row.id is None:
            session.flush()
        number = row.id
    else:
        number = getattr(row, "candidate_id", None)
    return next(iter(person_ids(session, [number])), None) if number is not None else None


def person_ids(session: Session, numbers: Iterable[int]) -> list[str]:
    """The ids of candidates by their numbers in the database, in the same order."""
    return [str(uuid.uuid5(_SPACE, f"kandidaat|{number}")) for number in numbers]

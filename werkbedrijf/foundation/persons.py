"""Persons in the logs: an id that stays the same and tells nothing about who it is.

The rooms of candidates live a floor up; a row is about a person when it is a ``Candidate`` or names one by ``candidate_id``.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

TYPE: Final = "urn:werkbedrijf:persoon"
_IDS: Final = text("SELECT id, uuid FROM candidate WHERE id IN :numbers").bindparams(
    bindparam("numbers", expanding=True)
)


def person_of(session: Session, row: Any) -> str | None:
    """The id of the person this row is about, or None when it is about nobody."""
    if type(row).__name__ == "Candidate":
        if row.id is None:
            session.flush()
        return known_as(row.id, row.uuid)
    number = getattr(row, "candidate_id", None)
    if number is None:
        return None
    # Who is here already need not be asked for.
    person = vars(row).get("candidate")
    if person is not None and vars(person).get("id") == number and vars(person).get("uuid"):
        return known_as(number, person.uuid)
    return person_ids(session, [number])[0]


def person_ids(session: Session, numbers: Iterable[int]) -> list[str]:
    """The ids of candidates by their numbers in the database, in the same order."""
    asked = list(numbers)
    rows = session.connection().execute(_IDS, {"numbers": asked}).all() if asked else []
    known: dict[int, str | None] = {row.id: row.uuid for row in rows}
    return [known_as(number, known.get(number)) for number in asked]


def known_as(number: int, uuid: str | None) -> str:
    """The id in the logs; made from the number for a row that the version before this one wrote, without an id of its own."""
    return uuid or f"{number:032x}"

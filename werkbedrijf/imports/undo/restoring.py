"""Puts the rows of some records back as they were before the import: through the acts of the rooms where an act does more."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.numbers.actions import take_number_away
from candidates.numbers.models import CandidateNumber
from candidates.profile.revision import next_pool_revision
from employers.merging.models import EmployerPair
from employers.vacancies.seats import vacate_seat
from matching.placements.endings.actions import undo_end
from matching.placements.endings.models import EndMistake
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.outbox import drop_waiting
from werkbedrijf.imports.undo.kept import Row
from werkbedrijf.imports.undo.values import value_of
from werkbedrijf.rights.columns import of_people
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.models import ErasureGround

HAS_A_SEAT: Final = (PlacementStatus.PLANNED, PlacementStatus.RUNNING)
OF_AN_END: Final = frozenset({"placement", "terms", "terms_replaced", "interruption", "booking", "booking_week"})
"""What the act that takes an end back puts right itself."""


def restore(session: Session, actor: Actor, rows: Collection[Row], *, on: date) -> None:
    """Put these rows back. Raises what the acts raise, and IntegrityError where the database holds on to one of them."""
    session.flush()
    people = _numbers(rows, "candidate", "made")
    plain = list(rows)
    if people:
        for number in people:
            erase(session, actor, session.get_one(Candidate, number), ground=ErasureGround.NOT_NEEDED, on=on)
        of_person = {table.name for table in of_people()}
        plain = [row for row in plain if row.table not in of_person]
    plain = _ends(session, actor, plain, on)
    plain = _numbers_away(session, actor, plain)
    _free_seats(session, plain)
    session.flush()
    _forget_pairs(session, actor, _numbers(plain, "employer", "made"))
    _rows_back(session, plain)
    session.expire_all()


def _numbers(rows: Iterable[Row], table: str, what: str) -> list[int]:
    return [row.number for row in rows if (row.table, row.what) == (table, what)]


def _ends(session: Session, actor: Actor, rows: list[Row], on: date) -> list[Row]:
    """Work that the file ended runs on."""
    ended = [row for row in rows if (row.table, row.what) == ("placement", "changed") and "ended_on" in row.told]
    for row in ended:
        placement = session.get_one(Placement, row.number)
        undo_end(session, actor, placement, because=EndMistake.MISTAKE, on=on)
    return [row for row in rows if row.table not in OF_AN_END] if ended else rows


def _numbers_away(session: Session, actor: Actor, rows: list[Row]) -> list[Row]:
    """A burgerservicenummer that the file brought to somebody who was here already."""
    for number in _numbers(rows, "candidate_number", "made"):
        kept = session.get(CandidateNumber, number)
        if kept is not None:
            take_number_away(session, actor, kept.candidate)
    return [row for row in rows if row.table != "candidate_number"]


def _free_seats(session: Session, rows: Iterable[Row]) -> None:
    for number in _numbers(rows, "placement", "made"):
        placement = session.get(Placement, number)
        if placement is None:
            continue
        if placement.status in HAS_A_SEAT:
            vacate_seat(session, placement.vacancy)
        drop_waiting(session, f"plaatsing:{placement.reference}:", f"nazorg:{placement.reference}:")


def _rows_back(session: Session, rows: Iterable[Row]) -> None:
    """What was made goes, who points at another first; then what changed and what went is as it was."""
    by_order = sorted(rows, key=lambda row: (_places()[row.table], row.number))
    connection = session.connection()
    for row in reversed(by_order):
        table = Base.metadata.tables[row.table]
        if row.what == "made":
            connection.execute(delete(table).where(table.c.id == row.number))
    for row in by_order:
        if row.what == "changed":
            _change_back(session, row)
        elif row.what == "gone":
            table = Base.metadata.tables[row.table]
            whole = {name: value_of(table.c[name], value) for name, value in row.told.items()}
            connection.execute(insert(table).values(whole))
    if any(row.table == "profile" for row in by_order):
        next_pool_revision(session)


@cache
def _places() -> Mapping[str, int]:
    """The place of each table in an order in which rows can be made."""
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def _change_back(session: Session, row: Row) -> None:
    table = Base.metadata.tables[row.table]
    values: dict[str, Any] = {name: value_of(table.c[name], was) for name, (was, _) in row.told.items()}
    if "version" in table.c:
        values["version"] = table.c.version + 1
    if "pool_revision" in table.c:
        values["pool_revision"] = next_pool_revision(session)
    session.connection().execute(update(table).where(table.c.id == row.number).values(values))


def _forget_pairs(session: Session, actor: Actor, employers: list[int]) -> None:
    """The question whether two employers are one, which nobody answered."""
    if employers:
        either = or_(EmployerPair.first_id.in_(employers), EmployerPair.second_id.in_(employers))
        for pair in session.scalars(select(EmployerPair).where(either)).all():
            record(session, actor, "import.taken_back", pair)
            session.delete(pair)
        session.flush()

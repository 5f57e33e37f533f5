"""Bringing value tables in: all of a file or nothing of it. What is there already stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, NotAllowed
from werkbedrijf.sroi.tables import ValueTable, shipped
from werkbedrijf.sroi.values.models import StoredBlock, StoredTable
from werkbedrijf.sroi.values.queries import known_tables
from werkbedrijf.sroi.values.reading import Refused, TablesFile

NEVER_CHANGES = (
    "Deze versie staat er al, met een andere inhoud. Een versie verandert nooit. Geef de nieuwe een andere naam."
)
SHIPPED = "Deze naam hoort bij een tabel die wordt meegeleverd. Geef de eigen tabel een andere naam."


class AlreadyThere(DomainError):
    """Somebody else brought a version with this name in meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders importeerde intussen een tabel met deze naam. Er is niets opgeslagen. Lees het bestand opnieuw."
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """Of a file: the tables that are new, those that were there already, and what is wrong; then nothing goes in."""

    new: Sequence[ValueTable]
    same: Sequence[ValueTable]
    refused: Sequence[Refused]


def judge(session: Session, file: TablesFile) -> Taken:
    """What a file would bring in."""
    known = known_tables(session)
    refused = (*file.refused, *_problems_of_names(file.tables, known))
    same = [table for table in file.tables if known.get(table.version) == table]
    return Taken([] if refused else [one for one in file.tables if one.version not in known], same, refused)


def bring_in(session: Session, actor: Actor, file: TablesFile, *, on: date) -> Taken:
    """Keep the tables of a file that are new, when all of it can go in."""
    if actor.id is None:
        raise NotAllowed("Een waardetabel importeert een regiocoördinator.")
    taken = judge(session, file)
    try:
        with session.begin_nested():
            for table in taken.new:
                row = _row(table, actor.id, on)
                session.add(row)
                record(session, actor, "sroi_table.imported", row)
    except IntegrityError as twice:
        raise AlreadyThere from twice
    known_tables(session)
    return taken


def _problems_of_names(tables: Sequence[ValueTable], known: Mapping[str, ValueTable]) -> Iterator[Refused]:
    for table in tables:
        if table.version in shipped():
            yield Refused(table.version, "versie", SHIPPED)
        elif known.get(table.version, table) != table:
            yield Refused(table.version, "versie", NEVER_CHANGES)


def _row(table: ValueTable, by: int, on: date) -> StoredTable:
    return StoredTable(
        name=table.version,
        title=table.title,
        region=table.region,
        valid_from=table.valid_from,
        valid_until=table.valid_until,
        dated=table.dated,
        full_time_hours=table.full_time_hours,
        full_time_published=table.full_time_published,
        hired_before_months=table.hired_before_months,
        lks_lifts_limit=table.lks_lifts_limit,
        rounding=table.rounding,
        source=table.source,
        rules_from=table.rules_from,
        imported_on=on,
        imported_by_id=by,
        blocks=[
            StoredBlock(
                place=place,
                code=block.code,
                label=block.label,
                value=block.value,
                unit=block.unit,
                counts=block.limit,
                months=block.months,
                minimum_hours=block.minimum_hours,
                pro_rata=block.pro_rata,
            )
            for place, block in enumerate(table.blocks.values())
        ],
    )

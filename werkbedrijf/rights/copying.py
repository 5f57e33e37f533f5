"""The copy of somebody's data (AVG art. 15 and 20): everything the classification says belongs in it, as plain values."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Column as SaColumn
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.keys.sealed import ENDING, class_of, opened
from werkbedrijf.foundation.texts import long_day
from werkbedrijf.rights.belonging import of_person, sa_table
from werkbedrijf.rights.columns import Table, of_people
from werkbedrijf.rights.looking import consultations, gathered
from werkbedrijf.rights.periods import OF_FILE, periods_of, when_erased
from werkbedrijf.rights.rankings import lists_of
from werkbedrijf.rights.recipients import recipients_of
from werkbedrijf.rights.showings import showings_of

# Kept lists are packed: they are told as they were shown, with the lines of this person inside each.
LISTS = "shown_ranking"
INSIDE = frozenset({"shown_line"})
# What a number in another table is called, first of these columns that it has.
_NAMES = ("name", "title", "reference")


def copy_of(session: Session, actor: Actor, candidate: Candidate, *, on: date) -> dict[str, Any]:
    """Everything about this person, written down as handed out. Nothing of it is kept here."""
    looks = consultations(session, candidate)
    periods = periods_of(session, candidate, on)
    told = {
        "over": {
            "kenmerk": candidate.reference,
            "gemaakt_op": session.info["at"].isoformat(timespec="seconds"),
            "gemaakt_door": _maker(actor),
        },
        "gegevens": [
            _table(session, table, candidate, periods)
            for table in of_people()
            if table.exported and table.name not in INSIDE
        ],
        "ontvangers": [recipient.told() for recipient in recipients_of(session, candidate)],
        "lijsten": lists_of(session, candidate),
        "bewaren": {"regel": periods[OF_FILE], "wanneer": when_erased(session, candidate, on)},
        "wie_keek_mee": [looked.told() for looked in looks],
        "wie_keek_mee_per_dag": [line.told() for line in gathered(looks)],
    }
    record(session, actor, "candidate.exported", candidate)
    return told


def watermark(told: Mapping[str, Any]) -> str:
    """The line on every page: for whom it was made, and when."""
    about = told["over"]
    day = long_day(day_of(datetime.fromisoformat(about["gemaakt_op"])))
    return f"Kopie van {about['kenmerk']}, op {day} gemaakt door {about['gemaakt_door']}."


def _maker(actor: Actor) -> str:
    """Who made the copy, by role and number; never by name. Without an account it was made with the command on the machine."""
    if actor.id is None:
        return "wie de computer van deze dienst beheert"
    return f"de {actor.role_label} van {actor.organisation_name or 'de regio'} (gebruiker-{actor.id})"


def _table(session: Session, table: Table, candidate: Candidate, periods: Mapping[str, str]) -> dict[str, Any]:
    return {
        "tabel": table.name,
        "doel": table.purpose,
        "bron": table.source,
        "ontvangers": table.recipients,
        "bewaartermijn": periods[table.retention],
        "rijen": showings_of(session, candidate) if table.name == LISTS else _rows(session, table, candidate),
    }


def _rows(session: Session, table: Table, candidate: Candidate) -> list[dict[str, Any]]:
    rows, kind = sa_table(table), class_of(table.name)
    shown = [rows.c[column.name] for column in table.exported]
    found = session.scalars(select(kind).where(of_person(table, candidate)).order_by(*rows.primary_key.columns))
    return [
        {
            shown_name(column.name): _value(session, column, opened(row, attribute_of(kind, column.name)))
            for column in shown
        }
        for row in found
    ]


def shown_name(column: str) -> str:
    """What a column is called in the copy: a locked one as the value it holds."""
    return column.removesuffix(ENDING)


def attribute_of(kind: Any, column: str) -> str:
    """The name of a column in the code, which may be called otherwise in the database."""
    return str(inspect(kind).get_property_by_column(kind.__table__.c[column]).key)


def _value(session: Session, column: SaColumn[Any], value: Any) -> Any:
    if value is not None and column.foreign_keys:
        return _named(session, column, value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        raise ProgrammingError(f"{column} is packed: say in the copy what it holds")
    return value


def _named(session: Session, column: SaColumn[Any], value: Any) -> Any:
    """What stands behind a number: the name, and the reference beside it."""
    (key,) = column.foreign_keys
    target = key.column.table
    named = [target.c[name] for name in _NAMES if name in target.c]
    row = session.execute(select(*named).where(key.column == value)).first() if named else None
    if row is None:
        return value
    return row[0] if len(row) == 1 else f"{row[0]} ({row[-1]})"

"""What the papers are printed from: the configuration as it is on a day, read from the running service and nowhere else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.profile.pool import fresh_people
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.allocation.version import code_version
from matching.proposals.pictures import ARITHMETIC
from werkbedrijf.fairness.queries import latest_report
from werkbedrijf.foundation.actors import Organisation, Role
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, rows_on
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.texts import number, short_day, unit_for
from werkbedrijf.foundation.versions import version_of
from werkbedrijf.learning.queries import latest_attempt, latest_switch, weights_in_force
from werkbedrijf.papers.evaluated import in_dutch
from werkbedrijf.papers.models import Blank, PaperValue
from werkbedrijf.rights.columns import Table, tables

TO_FILL_IN: Final = "nog in te vullen"
ROUNDED: Final = 10
_FLOOR: Final = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| (.+) \|$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that holds now: its name, the number with its unit, since when, and who says so."""

    name: str
    title: str
    value: str
    since: str
    source: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that can be on or off, how it stands, and what it does."""

    name: str
    title: str
    on: bool
    told: str

    @property
    def words(self) -> str:
        """How it stands."""
        return "aan" if self.on else "uit"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the papers need. ``people`` and ``places`` are rounded; ``floors`` are figures of the evaluation."""

    day: date
    region: str
    started_on: date | None
    ranking_version: str
    allocation_version: str
    values: Sequence[Value]
    switches: Sequence[Switch]
    people: int
    places: int
    partners: int
    rooms: Sequence[str]
    roles: Sequence[str]
    tables: Mapping[str, Table]
    floors: Sequence[tuple[str, str, str, str]]
    fairness: str
    blanks: Mapping[Blank, str]

    def blank(self, name: Blank, otherwise: str = "") -> str:
        """What the region filled in, or what the service knows, or that it is still to be filled in."""
        return self.blanks.get(name) or otherwise or TO_FILL_IN


def facts_on(session: Session, day: date) -> Facts:
    """The configuration on a day."""
    region = current_region(session)
    open_places = select(func.count()).select_from(Vacancy).where(Vacancy.status == VacancyStatus.OPEN)
    return Facts(
        day=day,
        region=region.name if region else TO_FILL_IN,
        started_on=region.started_on if region else None,
        ranking_version=version_of(*ARITHMETIC),
        allocation_version=code_version(),
        values=_values(session, day),
        switches=_switches(session, day, is_demo=bool(region and region.is_demo)),
        people=_rounded(len(fresh_people(session))),
        places=_rounded(session.scalar(open_places) or 0),
        partners=session.scalar(select(func.count()).select_from(Organisation)) or 0,
        rooms=rooms(),
        roles=[role.words for role in Role if role is not Role.SYSTEM],
        tables=tables(),
        floors=floors(),
        fairness=_fairness(session, day),
        blanks={row.name: row.value for row in session.scalars(select(PaperValue)) if row.value},
    )


def _rounded(number_of: int) -> int:
    """To tens, so that one person more or less is not told."""
    return (number_of + ROUNDED // 2) // ROUNDED * ROUNDED


def _values(session: Session, day: date) -> Sequence[Value]:
    """Every parameter there is; one without a value says so."""
    rows = rows_on(session, list(Parameter), day)
    found = []
    for name in Parameter:
        row, known = rows.get(name), DEFINITIONS[name]
        found.append(
            Value(
                name=name.value,
                title=known.title,
                value=f"{number(row.value)} {unit_for(row.value, known.unit)}" if row else TO_FILL_IN,
                since=short_day(row.valid_from) if row else "",
                source=row.source if row else "",
                meaning=known.meaning,
            )
        )
    return found


def _switches(session: Session, day: date, *, is_demo: bool) -> Sequence[Switch]:
    turned, attempt = latest_switch(session), latest_attempt(session)
    wanted = bool(turned and turned.is_on)
    return (
        Switch(
            "geleerde_gewichten",
            "Verdelen met gewichten die uit plaatsingen zijn geleerd",
            weights_in_force(session, day) is not None,
            ("De regio zette dit aan. " if wanted else "De regio zette dit niet aan. ")
            + (
                f"De laatste poging om te leren was op {short_day(attempt.tried_on)}."
                if attempt
                else "Er is nog niet geprobeerd te leren."
            ),
        ),
        Switch(
            "rangschikken_op_geleerde_score", "Rangschikken op een geleerde score", False, "Dit kan de dienst niet."
        ),
        Switch(
            "regeling_in_lijsten",
            "Regeling, leeftijd, geslacht of herkomst in lijsten",
            False,
            "Dit kan de dienst niet.",
        ),
        Switch("automatisch_besluit", "Voordracht zonder mens", False, "Dit kan de dienst niet."),
        Switch("demo", "Verzonnen gegevens", is_demo, "In een demo zijn alle mensen en werkgevers verzonnen."),
    )


def rooms() -> Sequence[str]:
    """The rooms in use: every package that keeps something."""
    return sorted({mapper.class_.__module__.rpartition(".")[0] for mapper in Base.registry.mappers})


def floors() -> Sequence[tuple[str, str, str, str]]:
    """What the evaluation asked, found and concluded, as its tables say."""
    text = resources.files("matching.core").joinpath("EVALUATION.md").read_text(encoding="utf-8")
    lines = text.partition("<!-- table: floors -->")[2].partition("<!-- end -->")[0].strip().splitlines()[2:]
    rows = (_FLOOR.match(line) for line in lines)
    return [in_dutch(row[1], row[2], row[3], row[4].replace("*", "")) for row in rows if row]


def evaluated_on() -> str:
    """The day of the tables, as the evaluation says it."""
    text = resources.files("matching.core").joinpath("EVALUATION.md").read_text(encoding="utf-8")
    found = re.search(r"Tables of (\d{4}-\d{2}-\d{2})", text)
    return short_day(date.fromisoformat(found[1])) if found else TO_FILL_IN


def _fairness(session: Session, day: date) -> str:
    report = latest_report(session, day)
    if report is None:
        return "Er is nog niet gemeten. Dat gebeurt vanzelf na elke verdeling."
    return f"De laatste meting is van {short_day(report.day)}, over verdeling {report.run.reference}. De uitkomst staat op de pagina Eerlijk."

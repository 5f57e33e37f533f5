"""Who looked at somebody: by partner or firm, role, purpose and time; never which employee (CJEU C-579/21).

Everything that shows it asks ``consultations`` here. Who looked stands in the audit trail, who stood in a list in the processing
log; the trace joins them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.logbook.asking import CHUNK, traces_about
from werkbedrijf.rights.belonging import references_of
from werkbedrijf.rights.lookers import firms_behind, purpose_in_words, role_in_words

_COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.act,
    AuditEntry.purpose,
    AuditEntry.actor_id,
    AuditEntry.actor_role,
    AuditEntry.organisation_id,
    AuditEntry.subject_reference,
    AuditEntry.person,
    AuditEntry.trace_id,
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One time that somebody's data were looked at or handed out."""

    at: datetime
    organisation: str
    role: str
    purpose: str

    def told(self) -> dict[str, str]:
        """As plain values."""
        return {
            "tijd": self.at.isoformat(timespec="seconds"),
            "organisatie": self.organisation,
            "rol": self.role,
            "doel": self.purpose,
        }


@dataclass(frozen=True, slots=True)
class Gathered:
    """The looks of one day by one organisation, in one role, for one purpose: how often, and from when to when."""

    day: date
    organisation: str
    role: str
    purpose: str
    times: int
    first: datetime
    last: datetime

    @property
    def often(self) -> str:
        """How often, and between which times of the day in the Netherlands."""
        first, last = (f"{at.astimezone(AMSTERDAM):%H:%M}" for at in (self.first, self.last))
        return f"{self.times} keer, om {first}" if first == last else f"{self.times} keer, van {first} tot {last}"

    def told(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "dag": self.day.isoformat(),
            "organisatie": self.organisation,
            "rol": self.role,
            "doel": self.purpose,
            "keer": self.times,
            "hoe_vaak": self.often,
            "eerste": self.first.isoformat(timespec="seconds"),
            "laatste": self.last.isoformat(timespec="seconds"),
        }


def gathered(looks: Iterable[Looked]) -> list[Gathered]:
    """The same looks, one line per day, organisation, role and purpose; the newest day first, and within it the latest look."""
    found: dict[tuple[date, str, str, str], list[datetime]] = {}
    for look in looks:
        found.setdefault((day_of(look.at), look.organisation, look.role, look.purpose), []).append(look.at)
    lines = [Gathered(*about, len(times), min(times), max(times)) for about, times in found.items()]
    return sorted(
        lines, key=lambda line: (line.day, line.last, line.organisation, line.role, line.purpose), reverse=True
    )


def consultations(session: Session, candidate: Candidate) -> list[Looked]:
    """Every time somebody looked at this person, by name of the page or in a list, newest first."""
    names = {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}
    persons = person_ids(session, [candidate.id])
    lines = {
        line.id: line for line in (*_looks_at_one(session, candidate, persons), *_looks_at_lists(session, persons))
    }
    firms = firms_behind(session, candidate, lines.values())
    return [
        Looked(
            at=line.at,
            organisation=names.get(line.organisation_id) or firms.get(line.id, "de dienst"),
            role=role_in_words(line.act, line.actor_role),
            purpose=purpose_in_words(line.act, line.purpose, line.actor_role, line.subject_reference),
        )
        for line in sorted(lines.values(), key=lambda line: (line.at, line.id), reverse=True)
    ]


def _looks_at_one(session: Session, candidate: Candidate, persons: Sequence[str]) -> list[Any]:
    """Lines of the trail that name this person."""
    asked = select(*_COLUMNS).where(
        AuditEntry.person.in_(persons) | AuditEntry.subject_reference.in_(references_of(session, candidate)),
        AuditEntry.result == Result.DONE,
        AuditEntry.act.like("%.looked_at") | AuditEntry.act.in_(("candidate.exported", "candidate.looks_shown")),
    )
    return list(session.execute(asked))


def _looks_at_lists(session: Session, persons: Sequence[str]) -> list[Any]:
    """One line of the trail per answer in which this person stood among others: only the processing log names them all."""
    logs: LogStore | None = session.info.get("logs")
    traces = [trace for person in persons for trace in traces_about(logs, person)] if logs else []
    per_trace: dict[str, list[Any]] = {}
    for start in range(0, len(traces), CHUNK):
        asked = select(*_COLUMNS).where(AuditEntry.trace_id.in_(traces[start : start + CHUNK])).order_by(AuditEntry.id)
        for line in session.execute(asked):
            per_trace.setdefault(line.trace_id, []).append(line)
    return [
        next((line for line in lines if line.act == "page.looked_at"), lines[0])
        for lines in per_trace.values()
        # What names this person is a look at one, or an act.
        if not any(line.person in persons for line in lines) and lines[0].actor_id is not None
    ]

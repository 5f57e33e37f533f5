"""Who looked at somebody: by partner, role, purpose and time; never which employee (CJEU C-579/21).

Everything that shows it asks ``consultations`` here. Who looked stands in the audit trail, who stood in a list in the processing
log; the trace joins them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from matching.trays.holder import LinkRole
from werkbedrijf.foundation.actors import Organisation, Role
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.foundation.purposes import in_force, purpose_of
from werkbedrijf.logbook.asking import CHUNK, traces_about
from werkbedrijf.rights.belonging import references_of

_COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.act,
    AuditEntry.purpose,
    AuditEntry.actor_id,
    AuditEntry.actor_role,
    AuditEntry.organisation_id,
    AuditEntry.person,
    AuditEntry.trace_id,
)


# An employer who signed in, or who came by a link.
_EMPLOYERS = frozenset({Role.EMPLOYER.value, LinkRole.HOLDER.value})


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


def consultations(session: Session, candidate: Candidate) -> list[Looked]:
    """Every time somebody looked at this person, by name of the page or in a list, newest first."""
    names = {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}
    persons = person_ids(session, [candidate.id])
    lines = {
        line.id: line for line in (*_looks_at_one(session, candidate, persons), *_looks_at_lists(session, persons))
    }
    return [
        Looked(
            at=line.at,
            organisation=names.get(
                line.organisation_id, "een werkgever" if line.actor_role in _EMPLOYERS else "de dienst"
            ),
            role=_role(line.actor_role),
            purpose=_purpose(line.act, line.purpose),
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


def _role(value: str) -> str:
    return Role(value).words if value in set(Role) else value


def _purpose(act: str, code: str) -> str:
    if act in _OWN:
        return _OWN[act]
    activity = in_force().get(code or purpose_of(act))
    return activity.name if activity else "Werken met de dienst"


_OWN = {
    "candidate.exported": "Een kopie maken voor de persoon zelf",
    "candidate.looks_shown": "Nagaan wie er keek",
}

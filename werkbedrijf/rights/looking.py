"""Who looked at somebody: by partner, role, purpose and time; never which employee (CJEU C-579/21).

Everything that shows it asks ``consultations`` here, so that it can read another log without anybody noticing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Organisation, Role
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.foundation.purposes import in_force, purpose_of
from werkbedrijf.rights.belonging import references_of


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
    """Every time somebody looked at this person, newest first."""
    names = {row.id: row.name for row in session.execute(select(Organisation.id, Organisation.name))}
    lines = session.execute(
        select(AuditEntry.at, AuditEntry.act, AuditEntry.purpose, AuditEntry.actor_role, AuditEntry.organisation_id)
        .where(
            AuditEntry.person.in_(person_ids(session, [candidate.id]))
            | AuditEntry.subject_reference.in_(references_of(session, candidate)),
            AuditEntry.result == Result.DONE,
            AuditEntry.act.like("%.looked_at") | AuditEntry.act.in_(("candidate.exported", "candidate.looks_shown")),
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    )
    return [
        Looked(
            at=line.at,
            organisation=names.get(
                line.organisation_id, "een werkgever" if line.actor_role == Role.EMPLOYER else "de dienst"
            ),
            role=_role(line.actor_role),
            purpose=_purpose(line.act, line.purpose),
        )
        for line in lines
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

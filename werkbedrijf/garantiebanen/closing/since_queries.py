"""What was done after a month was closed to what its count rests on: placements, interruptions, the register, the inlener."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer, Establishment
from matching.placements.interruptions.models import Interruption
from matching.placements.models import Placement
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.garantiebanen.closing.models import ClosedMonth

ACTS: Mapping[str, str] = {
    "placement.planned": "plaatsing vastgelegd",
    "placement.registered": "plaatsing ingevoerd",
    "placement.started": "begin gemeld",
    "placement.ended": "einde gemeld",
    "placement.end_corrected": "einde verbeterd",
    "placement.end_undone": "einde teruggedraaid",
    "placement.end_agreed": "nieuwe einddatum afgesproken",
    "placement.hours_changed": "uren gewijzigd",
    "placement.cancelled": "plaatsing afgezegd",
    "placement.start_taken_back": "begin teruggenomen: het werk moet nog beginnen",
    "placement.taken_back": "plaatsing teruggenomen: zij stond er ten onrechte",
    "interruption.noted": "onderbreking gemeld",
    "interruption.ended": "einde van een onderbreking gemeld",
    "interruption.withdrawn": "onderbreking ingetrokken",
    "register.entered": "in het doelgroepregister gezet",
    "register.left": "uit het doelgroepregister",
    "register.corrected": "doelgroepregister verbeterd",
    "employer.changed": "gegevens van de werkgever gewijzigd",
    "employer.merged": "werkgever samengevoegd met een andere",
    "employer.taken_apart": "samengevoegde werkgevers weer uit elkaar gehaald",
    "establishment.changed": "gegevens van de vestiging gewijzigd",
}
"""The acts that can change a month that is over. Others, such as a call to the employer, are not told."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did, and when."""

    words: str
    at: datetime


def acts_since(session: Session, references: Iterable[str], month: ClosedMonth) -> Mapping[str, Sequence[Act]]:
    """What was done after a month was closed that bears on these placements, in order. Without names.

    What was done to an employer or a vestiging stands with every placement there.
    """
    wanted = sorted(set(references) - {""})
    about = defaultdict[tuple[str, str], set[str]](set)
    for kind, subject, placement in _subjects(session, wanted):
        about[kind, subject].add(placement)
    if not about:
        return {}
    closing = select(func.max(AuditEntry.id)).where(
        AuditEntry.act == "month.closed", AuditEntry.subject_reference == month.reference
    )
    query = select(AuditEntry.act, AuditEntry.at, AuditEntry.subject_kind, AuditEntry.subject_reference)
    query = query.where(_one_of(about), AuditEntry.act.in_(ACTS), AuditEntry.id > closing.scalar_subquery())
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for act, when, kind, subject in session.execute(query.order_by(AuditEntry.id)):
        for placement in about[kind, subject]:
            found[placement].append(Act(ACTS[act], when))
    return found


def _one_of(about: Iterable[tuple[str, str]]) -> ColumnElement[bool]:
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for kind, subject in about:
        by_kind[kind].append(subject)
    return or_(
        *(
            (AuditEntry.subject_kind == kind) & AuditEntry.subject_reference.in_(sorted(subjects))
            for kind, subjects in sorted(by_kind.items())
        )
    )


def _subjects(session: Session, wanted: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Kind and reference, as the trail names them, of everything that bears on each placement."""
    query = (
        select(Placement.reference, Candidate.reference, Establishment.reference, Employer.reference)
        .join(Candidate, Placement.candidate_id == Candidate.id)
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .join(Employer, Establishment.employer_id == Employer.id)
    )
    for placement, person, vestiging, employer in _rows(session, query, wanted):
        yield "placement", placement, placement
        yield "registerentry", f"register {person}", placement
        yield "establishment", vestiging, placement
        yield "employer", employer, placement
    pauses = select(Placement.reference, Interruption.id).join(Placement, Interruption.placement_id == Placement.id)
    for placement, pause in _rows(session, pauses, wanted):
        yield "interruption", str(pause), placement


def _rows(session: Session, query: Any, wanted: Sequence[str]) -> Any:
    return session.execute(query.where(Placement.reference.in_(wanted))).all()

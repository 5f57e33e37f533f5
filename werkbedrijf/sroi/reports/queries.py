"""What can be asked about reports. Whoever asks has the contract already, through its own gate."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.sroi.reports.models import InterimReport


def steps_of(session: Session, contracts: Iterable[int]) -> Mapping[int, Sequence[InterimReport]]:
    """Every step per contract, in the order in which they came."""
    query = select(InterimReport).where(InterimReport.contract_id.in_(list(contracts))).order_by(InterimReport.id)
    found: dict[int, list[InterimReport]] = {}
    for row in session.scalars(query):
        found.setdefault(row.contract_id, []).append(row)
    return found


def last_steps(session: Session, contract_id: int) -> list[InterimReport]:
    """Where the report of each day stands, by day."""
    last = {row.due_on: row for row in steps_of(session, [contract_id]).get(contract_id, ())}
    return [last[day] for day in sorted(last)]

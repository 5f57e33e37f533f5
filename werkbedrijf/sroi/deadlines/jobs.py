"""What the timetable runs for deadlines; safe to run twice, at once, late, or after the clock was set."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE, User
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, find_value
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.queries import contracts_for
from werkbedrijf.sroi.deadlines import queries
from werkbedrijf.sroi.deadlines.messages import message
from werkbedrijf.sroi.deadlines.models import DeadlineTold, Told
from werkbedrijf.sroi.deadlines.working_out import Deadline, term_due

Name = tuple[int, str, date, int]


@dataclass(slots=True)
class _Known:
    """What was told already: the terms per contract, deadline, day and person, and what was told after the day."""

    terms: dict[Name, set[int]] = field(default_factory=dict)
    after: set[tuple[Name, Told]] = field(default_factory=set)


def remind_of_deadlines(session: Session, *, on: date) -> int:
    """Tell who acts of deadlines that come, at the own terms of each, and of those that passed; returns how many were told.

    The row that says so and the message are of one transaction. Only what became late after it was agreed is told of.
    """
    contracts = session.scalars(contracts_for(TIMETABLE)).unique().all()
    due = queries.deadlines_of_all(session, contracts, on)
    keepers, firms = queries.coordinators(session), queries.contractors(session, contracts)
    terms, known = queries.terms_of(session), _known(session)
    wait, heads = find_value(session, Parameter.SROI_ESCALATE_DAYS, on), queries.administrators(session)
    told = 0
    for contract in contracts:
        people = [*keepers, *firms.get(contract.contractor_id, [])]
        for deadline in due[contract.id]:
            for user in people:
                what, days = _now(contract, deadline, user, terms.get(user.id, queries.PROPOSED), known, on)
                told += what is not None and _tell(session, contract, deadline, user, what, days, on)
            if wait is not None and deadline.is_late(on - timedelta(days=int(wait))) and deadline.since <= deadline.day:
                for user in heads.get(contract.organisation_id, []):
                    if ((contract.id, deadline.key, deadline.day, user.id), Told.ESCALATED) not in known.after:
                        told += _tell(session, contract, deadline, user, Told.ESCALATED, 0, on)
    return told


def _now(
    contract: Contract, deadline: Deadline, user: User, terms: tuple[int, ...], known: _Known, on: date
) -> tuple[Told | None, int]:
    name = (contract.id, deadline.key, deadline.day, user.id)
    if deadline.is_late(on):
        is_new = deadline.since <= deadline.day and (name, Told.LATE) not in known.after
        return (Told.LATE if is_new else None), 0
    term = term_due(deadline, terms, frozenset(known.terms.get(name, ())), on)
    return (None, 0) if term is None else (Told.AHEAD, term)


def _tell(
    session: Session, contract: Contract, deadline: Deadline, user: User, what: Told, days: int, on: date
) -> bool:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(DeadlineTold).values(
        contract_id=contract.id,
        deadline=deadline.key,
        due_on=deadline.day,
        what=what,
        days_before=days,
        user_id=user.id,
        told_on=on,
    )
    # Two that tell at the same moment: the second waits for the first, and tells nothing.
    if session.scalar(row.on_conflict_do_nothing().returning(DeadlineTold.id)) is None:
        return False
    tell(session, message(session, contract, deadline, user, what, days))
    return True


def _known(session: Session) -> _Known:
    known = _Known()
    for name, what, days in _told(session):
        if what is Told.AHEAD:
            known.terms.setdefault(name, set()).add(days)
        else:
            known.after.add((name, what))
    return known


def _told(session: Session) -> Iterator[tuple[Name, Told, int]]:
    row = DeadlineTold
    query = select(row.contract_id, row.deadline, row.due_on, row.user_id, row.what, row.days_before)
    for contract, deadline, due_on, user, what, days in session.execute(query):
        yield (contract, deadline, due_on, user), what, days

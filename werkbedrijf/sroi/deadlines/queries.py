"""The deadlines of contracts as they are on a day, and who wants to hear of them when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role, User, speaks_for
from werkbedrijf.foundation.parameters import Parameter, all_rows
from werkbedrijf.sroi.claims.models import BookEvent
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.queries import contracts_for
from werkbedrijf.sroi.deadlines.models import ReminderChoice
from werkbedrijf.sroi.deadlines.working_out import NOTHING, Deadline, Moved, Planned, Reported, Rows, deadlines_of
from werkbedrijf.sroi.ledger import Kind
from werkbedrijf.sroi.reports.queries import steps_of

# What holds until somebody chooses.
PROPOSED = (30, 7)
TERMS = (90, 60, 30, 14, 7, 1)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with the contract it belongs to."""

    contract: Contract
    deadline: Deadline


def deadlines_known_to(session: Session, actor: Actor, on: date) -> list[Due]:
    """Every deadline of every contract this person may see, soonest first, in a fixed number of questions."""
    contracts = session.scalars(contracts_for(actor)).unique().all()
    told = deadlines_of_all(session, contracts, on)
    found = [Due(one, deadline) for one in contracts for deadline in told[one.id]]
    return sorted(found, key=lambda due: (due.deadline.day, due.contract.id, due.deadline.key))


def deadlines_of_all(session: Session, contracts: Sequence[Contract], on: date) -> Mapping[int, list[Deadline]]:
    """The deadlines per contract, as the rows and the books are at the end of a day."""
    if not contracts:
        return {}
    books = _books(session, [one.id for one in contracts], on)
    reports = steps_of(session, [one.id for one in contracts])
    terms = all_rows(session, [Parameter.SROI_SETTLE_DAYS])
    return {
        one.id: deadlines_of(
            Rows(
                ends=[(row.agreed_on, row.ends_on) for row in one.agreements],
                plan=[Planned(row.agreed_on, row.due_on, row.amount) for row in one.milestones],
                books=books.get(one.id, []),
                repairs=[(row.agreed_on, row.until) for row in one.repairs],
                reports=[Reported(row.on, row.due_on, row.step) for row in reports.get(one.id, ())],
                # As with the threshold: what the region set for the day on which the contract began.
                settle_days=next(
                    (
                        int(row.value)
                        for row in sorted(terms, key=lambda row: row.valid_from, reverse=True)
                        if row.valid_from <= one.starts_on
                    ),
                    None,
                ),
            )
        )
        for one in contracts
    }


def _books(session: Session, contracts: Iterable[int], on: date) -> Mapping[int, list[Moved]]:
    query = select(BookEvent.contract_id, BookEvent.on, BookEvent.kind, BookEvent.amount).where(
        BookEvent.contract_id.in_(list(contracts)), BookEvent.on <= on
    )
    found: dict[int, list[Moved]] = {}
    for contract, day, kind, amount in session.execute(query.order_by(BookEvent.on, BookEvent.id)):
        found.setdefault(contract, []).append(_moved(day, kind, amount))
    return found


def _moved(day: date, kind: Kind, amount: Decimal) -> Moved:
    match kind:
        case Kind.OBLIGATION:
            return Moved(day, amount, NOTHING)
        case Kind.SETTLEMENT:
            return Moved(day, NOTHING, NOTHING, amount)
        case Kind.CONTRIBUTION | Kind.CORRECTION:
            return Moved(day, NOTHING, amount)


def coordinators(session: Session) -> Sequence[User]:
    """Everybody who keeps the account of social return."""
    return session.scalars(select(User).where(User.role == Role.COORDINATOR, User.is_active).order_by(User.id)).all()


def contractors(session: Session, contracts: Iterable[Contract]) -> Mapping[int, list[User]]:
    """Who signs in for the contractors, by employer."""
    query = (
        select(speaks_for.c.employer_id, User)
        .join(User, User.id == speaks_for.c.user_id)
        .where(
            speaks_for.c.employer_id.in_({one.contractor_id for one in contracts}),
            User.is_active,
            User.role == Role.EMPLOYER,
        )
        .order_by(User.id)
    )
    found: dict[int, list[User]] = {}
    for employer, user in session.execute(query):
        found.setdefault(employer, []).append(user)
    return found


def administrators(session: Session) -> Mapping[int, list[User]]:
    """The administrators per organisation, who hear when nobody else acts."""
    found: dict[int, list[User]] = {}
    query = select(User).where(User.role == Role.ORG_ADMIN, User.is_active).order_by(User.id)
    for user in session.scalars(query):
        found.setdefault(user.organisation_id or 0, []).append(user)
    return found


def terms_of(session: Session) -> Mapping[int, tuple[int, ...]]:
    """Who chose how long before, in days; whoever is not in it has what is proposed."""
    return {row.user_id: tuple(row.terms) for row in session.scalars(select(ReminderChoice))}


def own_terms(session: Session, actor: Actor) -> tuple[int, ...]:
    """How long before this person hears of a deadline, in days."""
    row = session.scalars(select(ReminderChoice).where(ReminderChoice.user_id == actor.id)).first()
    return PROPOSED if row is None else tuple(row.terms)

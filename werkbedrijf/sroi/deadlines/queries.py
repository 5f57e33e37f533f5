"""The deadlines of contracts as they are on a day, and who wants to hear of them when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role, User, speaks_for
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.queries import contracts_for
from werkbedrijf.sroi.deadlines.gathering import gathered
from werkbedrijf.sroi.deadlines.models import ReminderChoice
from werkbedrijf.sroi.deadlines.working_out import Deadline, Rows, deadlines_of

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
    return due_of(session, session.scalars(contracts_for(actor)).unique().all(), on)


def due_of(session: Session, contracts: Sequence[Any], on: date) -> list[Due]:
    """Every deadline of these contracts, soonest first."""
    told = deadlines_of_all(session, contracts, on)
    found = [Due(one, deadline) for one in contracts for deadline in told[one.id]]
    return sorted(found, key=lambda due: (due.deadline.day, due.contract.id, due.deadline.key))


def deadlines_of_all(session: Session, contracts: Sequence[Any], on: date) -> Mapping[int, list[Deadline]]:
    """The deadlines per contract, as the rows and the books are at the end of a day; of it only ``id`` and ``starts_on`` are read."""
    if not contracts:
        return {}
    found = gathered(session, [one.id for one in contracts], on)
    terms = [(since, int(days)) for since, days in session.execute(_settle_terms())]
    return {
        one.id: deadlines_of(
            Rows(
                ends=found[one.id].ends,
                plan=found[one.id].plan,
                books=found[one.id].books,
                repairs=found[one.id].repairs,
                reports=found[one.id].reports,
                # As with the threshold: what the region set for the day on which the contract began.
                settle_days=next((days for since, days in terms if since <= one.starts_on), None),
            )
        )
        for one in contracts
    }


@cache
def _settle_terms() -> Select[date, Decimal]:
    terms = select(ParameterValue.valid_from, ParameterValue.value)
    newest = terms.where(ParameterValue.name == Parameter.SROI_SETTLE_DAYS)
    return newest.order_by(ParameterValue.valid_from.desc(), ParameterValue.id)


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

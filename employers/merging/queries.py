"""What can be asked about employers that may be one, and about those that were brought together."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from employers.merging.models import ContactJoin, EmployerMerge, EmployerPair, PairVerdict
from employers.models import ContactPerson, Employer
from employers.queries import employers_visible_to
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import kept


@cache
def _undecided() -> Select[EmployerPair]:
    """The pairs nobody decided about, the most certain first, with both employers; made once, for making it takes long."""
    first, second = aliased(Employer), aliased(Employer)
    return (
        select(EmployerPair)
        .join(first, EmployerPair.first_id == first.id)
        .join(second, EmployerPair.second_id == second.id)
        .where(EmployerPair.verdict == PairVerdict.OPEN)
        .options(
            contains_eager(EmployerPair.first.of_type(first)).selectinload(first.establishments),
            contains_eager(EmployerPair.second.of_type(second)).selectinload(second.establishments),
            contains_eager(EmployerPair.first.of_type(first)).joinedload(first.account_manager),
            contains_eager(EmployerPair.second.of_type(second)).joinedload(second.account_manager),
        )
        .order_by(EmployerPair.strength.desc(), EmployerPair.id)
    )


def open_pairs(actor: Actor) -> Select[EmployerPair]:
    """The pairs nobody decided about, of employers this person may know of, the most certain first."""
    visible = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    return _undecided().where(EmployerPair.first_id.in_(visible), EmployerPair.second_id.in_(visible))


def number_of_pairs(session: Session, actor: Actor) -> int:
    """How many pairs nobody decided about."""
    return session.scalar(counted_pairs(actor)) or 0


@kept
def counted_pairs(actor: Actor) -> Select[int]:
    """The number of pairs nobody decided about, as a question."""
    return open_pairs(actor).order_by(None).with_only_columns(func.count(EmployerPair.id))


def find_pair(session: Session, actor: Actor, reference: str) -> EmployerPair | None:
    """The pair with this number, of employers this person may know of."""
    key = _number(reference)
    visible = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    query = select(EmployerPair).where(
        EmployerPair.id == key, EmployerPair.first_id.in_(visible), EmployerPair.second_id.in_(visible)
    )
    return session.scalars(query).first() if key else None


def find_merge(session: Session, actor: Actor, reference: str) -> EmployerMerge | None:
    """The merge with this number, for staff; one of an employer that went on itself is there too."""
    key = _number(reference)
    if not key or not actor.is_staff:
        return None
    query = select(EmployerMerge).where(EmployerMerge.id == key)
    return session.scalars(query.options(joinedload(EmployerMerge.kept), joinedload(EmployerMerge.gone))).first()


def merges_of(session: Session, employer: Employer) -> Sequence[EmployerMerge]:
    """What went into this employer and was not taken apart, the last first."""
    query = select(EmployerMerge).where(EmployerMerge.kept_id == employer.id, EmployerMerge.undone_on.is_(None))
    return session.scalars(query.options(joinedload(EmployerMerge.gone)).order_by(EmployerMerge.id.desc())).all()


def joins_of(session: Session, employer: Employer) -> Sequence[ContactJoin]:
    """The contact persons of this employer that were brought together and stand so, the last first."""
    people = select(ContactPerson.id).where(ContactPerson.employer_id == employer.id)
    query = select(ContactJoin).where(ContactJoin.kept_id.in_(people), ContactJoin.undone_on.is_(None))
    both = (joinedload(ContactJoin.kept), joinedload(ContactJoin.gone))
    return session.scalars(query.options(*both).order_by(ContactJoin.id.desc())).all()


def find_join(session: Session, actor: Actor, reference: str) -> ContactJoin | None:
    """The joined contact persons with this number, at an employer this person may know of."""
    key = _number(reference)
    visible = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    query = select(ContactJoin).join(ContactJoin.kept).where(ContactJoin.id == key)
    return session.scalars(query.where(ContactPerson.employer_id.in_(visible))).first() if key else None


def pairs_of(session: Session, actor: Actor, employer: Employer) -> Sequence[EmployerPair]:
    """The pairs this employer is in, that nobody decided about."""
    mine = (EmployerPair.first_id == employer.id) | (EmployerPair.second_id == employer.id)
    # Of the other only the name is told there, so nothing that stands beside it is read.
    return session.scalars(_open_to(actor).where(mine).limit(3)).all()


@kept
def _open_to(actor: Actor) -> Select[EmployerPair]:
    visible = employers_visible_to(actor).order_by(None).with_only_columns(Employer.id)
    return (
        select(EmployerPair)
        .where(EmployerPair.verdict == PairVerdict.OPEN)
        .where(EmployerPair.first_id.in_(visible), EmployerPair.second_id.in_(visible))
        .options(joinedload(EmployerPair.first), joinedload(EmployerPair.second))
        .order_by(EmployerPair.strength.desc(), EmployerPair.id)
    )


def with_people(session: Session, employer: Employer) -> Employer:
    """The same employer, with its vestigingen and people read at once."""
    query = select(Employer).where(Employer.id == employer.id)
    return session.scalars(query.options(selectinload(Employer.establishments), selectinload(Employer.contacts))).one()


def _number(reference: str) -> int | None:
    return int(reference) if reference.isascii() and reference.isdigit() and len(reference) < 10 else None

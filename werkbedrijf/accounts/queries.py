"""What can be asked about users and about tries at the door."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.accounts.links import Opened
from werkbedrijf.accounts.models import KnownDevice, SignInAttempt, TryKind
from werkbedrijf.accounts.telling import Around
from werkbedrijf.foundation.actors import Role, User, speaks_for
from werkbedrijf.foundation.region import current_region

WINDOW = timedelta(minutes=15)
# A try more than these in the window has to wait.
WRONG_PER_ACCOUNT = 5
WRONG_PER_ORIGIN = 29
LINKS_PER_ORIGIN = 20


def user_by_email(session: Session, email: str) -> User | None:
    """The user with this address, however it was typed."""
    return session.scalars(select(User).where(User.email == email.strip().lower())).first()


def user_of_link(session: Session, opened: Opened | None) -> User | None:
    """The person for whom a link still works."""
    user = session.get(User, opened.user_id) if opened else None
    return user if opened and user and opened.works_for(user, session.info["at"]) else None


def account_digest(email: str, device: str = "") -> str:
    """What stands for a typed address in the list of tries: an address that is nobody's need not be kept.

    A device that its owner came in with before counts apart, so that a stranger who guesses keeps only strangers waiting.
    """
    return hashlib.sha256(f"{email.strip().lower()}{device and '|' + device}".encode()).hexdigest()[:32]


def waits_until(session: Session, attempt: SignInAttempt) -> datetime | None:
    """Until when this try has to wait, or None. The try itself is counted, so tries at the same moment see each other."""
    per_origin = LINKS_PER_ORIGIN if attempt.kind == TryKind.ASK_LINK else WRONG_PER_ORIGIN
    limits = [(SignInAttempt.account == attempt.account, WRONG_PER_ACCOUNT)]
    if attempt.origin:
        limits.append((SignInAttempt.origin == attempt.origin, per_origin))
    recent = (SignInAttempt.kind == attempt.kind, SignInAttempt.at > attempt.at - WINDOW)
    waits = []
    for same, limit in limits:
        number, oldest = session.execute(select(func.count(), func.min(SignInAttempt.at)).where(same, *recent)).one()
        if number > limit:
            waits.append(oldest + WINDOW)
    return max(waits, default=None)


def accounts_of(session: Session, user: User) -> list[str]:
    """Under what the tries of this person stand: the address, and the address on each browser it is known by."""
    devices = session.scalars(select(KnownDevice.token_digest).where(KnownDevice.user_id == user.id))
    return [account_digest(user.email), *(account_digest(user.email, device) for device in devices)]


def is_held_up(session: Session, user: User) -> bool:
    """Whether a next try of this person has to wait, on one of its browsers or on a strange one."""
    mine = SignInAttempt.account.in_(accounts_of(session, user))
    full = (
        select(SignInAttempt.account)
        .where(mine, SignInAttempt.at > session.info["at"] - WINDOW)
        .group_by(SignInAttempt.account, SignInAttempt.kind)
        .having(func.count() >= WRONG_PER_ACCOUNT)
    )
    return session.scalars(full.limit(1)).first() is not None


def other_administrators(session: Session, user: User) -> Sequence[User]:
    """Administrators besides this one who can sign in; they are locked, so that two cannot put each other out at once."""
    return session.scalars(
        select(User)
        .where(User.role == Role.ADMINISTRATOR, User.is_active, User.password_hash.is_not(None), User.id != user.id)
        .order_by(User.id)
        .with_for_update()
    ).all()


def demo_users(session: Session) -> list[User]:
    """One user per role of a demo region, in the order of the roles."""
    users = session.scalars(
        select(User).where(User.email.endswith(f"@{DEMO_DOMAIN}"), User.is_active).order_by(User.id)
    ).all()
    return [first for role in Role if (first := next((user for user in users if user.role == role), None))]


def employers_of(session: Session, user: User) -> Sequence[Employer]:
    """The employers a user speaks for, by name."""
    return session.scalars(
        select(Employer)
        .join(speaks_for, speaks_for.c.employer_id == Employer.id)
        .where(speaks_for.c.user_id == user.id, Employer.merged_into_id.is_(None))
        .order_by(Employer.search_name)
    ).all()


def around_of(session: Session, user: User) -> Around:
    """What others know of this person, which makes a password easy to guess."""
    works_at = [user.organisation.name] if user.organisation else []
    speaks = select(Employer).join(speaks_for, speaks_for.c.employer_id == Employer.id)
    names = session.scalars(speaks.where(speaks_for.c.user_id == user.id).with_only_columns(Employer.name))
    region = current_region(session)
    return Around(user.name, user.email, (*works_at, *names), region.name if region else "")

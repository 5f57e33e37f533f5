"""Trying to come in: each try is noted before the password is looked at, so that many at once are counted too."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from werkbedrijf.accounts.models import SignInAttempt, TryKind
from werkbedrijf.accounts.queries import account_digest, accounts_of
from werkbedrijf.foundation.actors import TIMETABLE, Actor, User, actor_for
from werkbedrijf.foundation.audit import Result, record
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.rows import rows_reached

KEPT = timedelta(days=1)


def note_try(session: Session, email: str, kind: TryKind = TryKind.SIGN_IN, *, device: str = "") -> SignInAttempt:
    """Note that someone tries, from where, and when. ``device`` is a browser that the owner of the address is known by."""
    attempt = SignInAttempt(
        kind=kind,
        account=account_digest(email, device),
        # A known device is held to its own tries; what others do from the same office does not count for it.
        origin="" if device else session.info.get("origin", ""),
        at=session.info["at"],
    )
    session.add(attempt)
    session.flush()
    return attempt


def forget_try(session: Session, attempt: SignInAttempt) -> None:
    """A try that was not even looked at does not make the wait longer."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.id == attempt.id))


def forgive(session: Session, attempt: SignInAttempt) -> None:
    """Forget the wrong tries that this one followed: it was right."""
    session.execute(
        delete(SignInAttempt).where(SignInAttempt.account == attempt.account, SignInAttempt.kind == attempt.kind)
    )


def unlock(session: Session, actor: Actor, user: User) -> None:
    """Let somebody try again at once, in every browser; whoever does this has spoken to the person.

    What others tried from the same network stays counted.
    """
    session.execute(delete(SignInAttempt).where(SignInAttempt.account.in_(accounts_of(session, user))))
    record(session, actor, "user.unlocked", user)


def note_right_password(session: Session, user: User, *, rehashed: str | None = None) -> None:
    """The password was right. ``rehashed`` is the same one, kept with today's settings."""
    if rehashed:
        user.password_hash = rehashed
        record(session, actor_for(session, user), "user.password_kept_anew", user)


def note_sign_in(session: Session, user: User, *, how: str = "") -> None:
    """Someone came in; ``how`` says with which second step."""
    user.last_signed_in_at = session.info["at"]
    record(session, actor_for(session, user), "user.signed_in", user, reason=how)


def note_proof(session: Session, user: User, *, how: str = "") -> None:
    """Someone who was signed in showed once more who it is."""
    record(session, actor_for(session, user), "user.proved", user, reason=how)


def note_half_way(session: Session, user: User, *, how: str = "") -> None:
    """The password was right, or what took its place (``how``); the second step still has to come."""
    record(session, actor_for(session, user), "user.second_step_asked", user, reason=how)


def note_failed_second_step(session: Session, user: User) -> None:
    """The password was right and the code was not: worth a look, for somebody may know the password."""
    record(session, TIMETABLE, "user.second_step_failed", user, result=Result.REFUSED)


def note_failed_sign_in(session: Session, user: User | None, *, reason: str = "onbekend e-mailadres") -> None:
    """Someone did not come in. For an unknown address the line is about the region, so that both take as long."""
    subject = user or current_region(session)
    if subject is not None:
        told = "" if user else reason
        record(session, TIMETABLE, "user.sign_in_failed", subject, result=Result.REFUSED, reason=told)


def note_held_up(session: Session, user: User | None, kind: TryKind) -> None:
    """Someone has to wait. For an unknown address the line is about the region, so that both take as long."""
    subject = user or current_region(session)
    if subject is not None:
        record(session, TIMETABLE, "user.held_up", subject, result=Result.REFUSED, reason=kind.value.replace("_", " "))


def note_sign_out(session: Session, user: User) -> None:
    """Someone left."""
    record(session, actor_for(session, user), "user.signed_out", user)


def forget_old_tries(session: Session, *, at: datetime) -> int:
    """Throw away tries of more than a day ago; returns how many."""
    return rows_reached(session, delete(SignInAttempt).where(SignInAttempt.at < at - KEPT))

"""The steps of coming in, each in a transaction of its own, because hashing may not hold up other people's writing."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from werkbedrijf.accounts import passwords, sessions, tries
from werkbedrijf.accounts.errors import TooManyTries, WrongSignIn
from werkbedrijf.accounts.factors import second_step_needed, use_code
from werkbedrijf.accounts.known_devices import is_known, note_device
from werkbedrijf.accounts.models import SignInAttempt, SignInSession, TryKind
from werkbedrijf.accounts.queries import user_by_email, waits_until
from werkbedrijf.accounts.sessions import digest_of
from werkbedrijf.accounts.signing_in import device_token, here, keep_device, own_session, remember, signed_in_row
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.pauses import ask_again_at
from werkbedrijf.foundation.web import current_session, settings, transaction


def person_at_the_door(email: str, typed: str) -> User:
    """The user with this address and password, who is not signed in by that alone.

    Raises WrongSignIn or TooManyTries. Both say and take the same for a known and an unknown address.
    """
    attempt = count_try(email, TryKind.SIGN_IN)
    user = user_by_email(current_session(), email)
    kept = user.password_hash if user is not None and user.is_active else None
    current_session().rollback()
    right = passwords.matches(kept, typed, settings().password_cost)
    again = passwords.hashed(typed, settings().password_cost) if right and _outdated(kept) else None
    with transaction() as session:
        user = user_by_email(session, email)
        # Between the look and the check someone may have been switched off, or have got another password.
        if right and user is not None and user.is_active and user.password_hash == kept:
            tries.forgive(session, attempt)
            tries.note_right_password(session, user, rehashed=again)
            return user
        tries.note_failed_sign_in(session, user)
    raise WrongSignIn


def come_in(
    user: User, target: str = "/", *, how: str = "", both_steps: bool = False, proved_at: datetime | None = None
) -> str:
    """Somebody who knew the password, in this browser; returns where to go next: on, or to the second step.

    Whoever came another way says ``how``, whether that was ``both_steps`` at once, and when this person was at the keys.
    """
    with transaction() as session:
        needed = second_step_needed(session)
        if needed and not both_steps:
            tries.note_half_way(session, user, how=how)
            kept, token = sessions.begin(session, user, here(), complete=False)
        else:
            tries.note_sign_in(session, user, how=how)
            kept, token = sessions.begin(session, user, here(), complete=True, proved_at=proved_at)
            keep_device(note_device(session, user, device_token(), browser=here().device, tell_owner=needed))
    remember(kept, token)
    return target if kept.complete else url_for("accounts.second_step", verder=target)


def arrive(session: Session, half: SignInSession, *, how: str, tell_owner: bool = True) -> tuple[SignInSession, str]:
    """The second step was right: a whole session takes the place of the half one, in the transaction of the caller."""
    user = half.user
    sessions.end(session, half)
    tries.note_sign_in(session, user, how=how)
    keep_device(note_device(session, user, device_token(), browser=here().device, tell_owner=tell_owner))
    return sessions.begin(session, user, here(), complete=True)


def arrive_by_passkey(
    session: Session, user: User, half: SignInSession | None, *, tell_owner: bool = True
) -> tuple[SignInSession, str]:
    """A passkey was right, which is both steps at once; a half session of before has had its day."""
    if half is not None and half.user is user:
        return arrive(session, half, how="passkey", tell_owner=tell_owner)
    tries.note_sign_in(session, user, how="passkey")
    keep_device(
        note_device(
            session, user, device_token(), browser=here().device, tell_owner=tell_owner and second_step_needed(session)
        )
    )
    return sessions.begin(session, user, here(), complete=True)


def take_second_step(half: SignInSession, typed: str) -> bool:
    """Whether the code was right; then this browser is signed in. Raises TooManyTries."""
    user = half.user
    attempt = count_try(user.email, TryKind.SECOND_STEP)
    with transaction() as session:
        how = use_code(session, user, typed)
        if how is None:
            tries.note_failed_second_step(session, user)
            return False
        tries.forgive(session, attempt)
        kept, token = arrive(session, half, how=how)
    remember(kept, token)
    return True


def code_is_right(user: User, typed: str) -> bool:
    """Whether this is a code of somebody who is signed in already. Raises TooManyTries."""
    attempt = count_try(user.email, TryKind.SECOND_STEP)
    with transaction() as session:
        if use_code(session, user, typed) is None:
            tries.note_failed_second_step(session, user)
            return False
        tries.forgive(session, attempt)
    return True


def prove_again(how: str = "", *, keep_forms: bool = False) -> None:
    """The person behind this request proved again who it is: the same session goes on under a new token.

    With ``keep_forms`` the forms that stand open in other tabs can still be sent.
    """
    kept = own_session()
    with transaction() as session:
        tries.note_proof(session, kept.user, how=how)
        token = sessions.renew(session, kept)
    remember(kept, token, keep_forms=keep_forms)


def count_try(email: str, kind: TryKind) -> SignInAttempt:
    """Note one try and let it pass, or raise TooManyTries with the moment from which it may be tried again."""
    token = device_token()
    known = is_known(current_session(), email, token or "")
    with transaction() as session:
        attempt = tries.note_try(session, email, kind, device=digest_of(token) if token and known else "")
    until = waits_until(current_session(), attempt)
    if until is None:
        return attempt
    with transaction() as session:
        tries.forget_try(session, attempt)
        tries.note_held_up(session, user_by_email(session, email), kind)
    ask_again_at(until)
    raise TooManyTries(until)


def signed_in_user() -> User:
    """The row of the person behind a guarded request."""
    return signed_in_row()


def _outdated(kept: str | None) -> bool:
    return kept is not None and passwords.is_outdated(kept, settings().password_cost)

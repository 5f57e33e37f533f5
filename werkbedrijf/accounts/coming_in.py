"""The steps of coming in, each in a transaction of its own, because hashing may not hold up other people's writing."""

from werkbedrijf.accounts import passwords, sessions, tries
from werkbedrijf.accounts.errors import TooManyTries, WrongSignIn
from werkbedrijf.accounts.models import TryKind
from werkbedrijf.accounts.queries import user_by_email, waits_until
from werkbedrijf.accounts.signing_in import here, own_session, remember, signed_in_row
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.web import current_session, settings, transaction


def person_at_the_door(email: str, typed: str) -> User:
    """The user with this address and password, who is not signed in by that alone.

    Raises WrongSignIn or TooManyTries. Both say and take the same for a known and an unknown address.
    """
    count_try(email, TryKind.SIGN_IN)
    user = user_by_email(current_session(), email)
    kept = user.password_hash if user is not None and user.is_active else None
    current_session().rollback()
    right = passwords.matches(kept, typed, settings().password_cost)
    again = passwords.hashed(typed, settings().password_cost) if right and _outdated(kept) else None
    with transaction() as session:
        user = user_by_email(session, email)
        # Between the look and the check someone may have been switched off, or have got another password.
        if right and user is not None and user.is_active and user.password_hash == kept:
            tries.note_right_password(session, user, rehashed=again)
            return user
        tries.note_failed_sign_in(session, user)
    raise WrongSignIn


def come_in(user: User) -> None:
    """Start a session for this person in this browser."""
    with transaction() as session:
        tries.note_sign_in(session, user)
        kept, token = sessions.begin(session, user, here(), complete=True)
    remember(kept, token)


def prove_again() -> None:
    """The person behind this request proved again who it is: the same session goes on under a new token."""
    kept = own_session()
    with transaction() as session:
        token = sessions.renew(session, kept)
    remember(kept, token)


def count_try(email: str, kind: TryKind) -> None:
    """Note one try and let it pass, or raise TooManyTries with the moment from which it may be tried again."""
    with transaction() as session:
        attempt = tries.note_try(session, email, kind)
    until = waits_until(current_session(), attempt)
    if until is None:
        return
    with transaction() as session:
        tries.forget_try(session, attempt)
    raise TooManyTries(until)


def signed_in_user() -> User:
    """The row of the person behind a guarded request."""
    return signed_in_row()


def _outdated(kept: str | None) -> bool:
    return kept is not None and passwords.is_outdated(kept, settings().password_cost)

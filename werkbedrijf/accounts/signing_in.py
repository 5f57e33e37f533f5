"""How Flask-Login finds the person behind a cookie, and how a browser gets and loses that cookie."""

from datetime import datetime

from flask import Flask, Response, after_this_request, current_app, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import DBAPIError

from werkbedrijf.accounts import sessions
from werkbedrijf.accounts.devices import coarse_origin, device_words
from werkbedrijf.accounts.known_devices import LASTS
from werkbedrijf.accounts.models import SignInSession
from werkbedrijf.accounts.sessions import Place
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.web import current_session, database, forget_cookie, settings

# Under this name the cookie holds the token of somebody who still has to take the second step.
HALF = "halverwege"
# And under this one Flask-Login keeps that of somebody who is signed in.
WHOLE = "_user_id"
# Under this one stands what the tokens of its forms are made from.
FORMS = "csrf_token"
# Under these stand the name and the way out of the service somebody came in with, and after going out here, until that is said.
VIA, LEFT = "via", "nog-daar"
# Under this one stands, sealed, the secret of an app that was offered and not taken yet.
OFFERED = "app-aangeboden"


class SignedIn(UserMixin):
    """A person with the session this browser has. The cookie only holds a token; everything else is in the database."""

    def __init__(self, kept: SignInSession, token: str):
        self.kept = kept
        self.row = kept.user
        self.token = token

    def get_id(self) -> str:
        """What the cookie remembers."""
        return self.token

    @property
    def is_active(self) -> bool:
        """Whether this person may be signed in at all."""
        return self.row.is_active

    @property
    def proved_at(self) -> datetime:
        """When this person last showed who it is, for doors that want to know that once more."""
        return self.kept.proved_at


def register(app: Flask) -> None:
    """Teach the app to recognise people."""
    manager = LoginManager(app)
    # The token is bound to a row; tying it to an address would sign people out on every other network.
    manager.session_protection = None

    @manager.user_loader
    def _load(token: str) -> SignedIn | None:
        kept = sessions.session_of(current_session(), token)
        if kept is None:
            return None
        _note_seen(kept)
        return SignedIn(kept, token)


def _note_seen(kept: SignInSession) -> None:
    """Now and then write down that the session is in use; a page never fails for that."""
    session = current_session()
    if not sessions.is_long_unseen(kept, session.info["at"]):
        return
    if session.info.get("writing"):
        sessions.note_seen(session, kept)
        return
    try:
        with database().transaction(at=session.info["at"]) as own:
            sessions.note_seen(own, kept)
    except DBAPIError:
        current_app.logger.warning("being seen could not be written down")


def here() -> Place:
    """Where the person of this request sits."""
    return Place(device_words(request.headers.get("User-Agent", "")[:500]), coarse_origin(request.remote_addr or ""))


def device_token() -> str | None:
    """What this browser is known by since somebody came in with it; None for a new one."""
    return request.cookies.get(_device_cookie()) or None


def keep_device(token: str) -> None:
    """Let this browser be known by this token from here on. It opens nothing: it only tells a browser from another."""

    @after_this_request
    def _set(response: Response) -> Response:
        secure = settings().secure_cookies
        response.set_cookie(
            _device_cookie(), token, max_age=LASTS, secure=secure, httponly=True, samesite="Strict", path="/"
        )
        return response


def _device_cookie() -> str:
    return "__Host-apparaat" if settings().secure_cookies else "apparaat"


def remember(kept: SignInSession, token: str, *, keep_forms: bool = False) -> None:
    """Give this browser a fresh cookie with the token; the token of before is left behind."""
    forms, via = cookie.get(FORMS), cookie.get(VIA)
    forget_cookie()
    if via:
        cookie[VIA] = via
    if keep_forms and forms:
        cookie[FORMS] = forms
    g.pop("actor", None)
    if kept.complete:
        login_user(SignedIn(kept, token))
    else:
        cookie[HALF] = token


def go_out() -> None:
    """Let this browser forget who was here. A service this person came in with does not, and that is told at the door."""
    via = cookie.get(VIA)
    forget_cookie()
    if via:
        cookie[LEFT] = via


def offered_app() -> str | None:
    """The sealed secret that this session was offered before: whoever loads the page anew has scanned that one."""
    sealed = cookie.get(OFFERED)
    return sealed if isinstance(sealed, str) else None


def offer_app(sealed: str) -> None:
    """Offer this one until it is taken or the session ends."""
    cookie[OFFERED] = sealed


def forget_offered_app() -> None:
    """It was taken: another app gets another secret."""
    cookie.pop(OFFERED, None)


def half_way() -> SignInSession | None:
    """The session of somebody who knew the password and has the second step to take; None for anybody else."""
    token = cookie.get(HALF)
    return sessions.session_of(current_session(), token, complete=False) if isinstance(token, str) else None


def had_session() -> bool:
    """Whether this browser holds the token of a session that stopped; who went out has none."""
    return bool(cookie.get(WHOLE) or cookie.get(HALF))


def own_session() -> SignInSession:
    """The session behind a guarded request."""
    kept: SignInSession = current_user.kept
    return kept


def signed_in_row() -> User:
    """The row of the person behind a guarded request."""
    return own_session().user

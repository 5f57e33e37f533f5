"""How Flask-Login finds the person behind a cookie."""

from flask import Flask
from flask_login import LoginManager, UserMixin, login_user

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.web import current_session, forget_cookie


class SignedIn(UserMixin):
    """A user row as Flask-Login wants it. The cookie holds the id and a session version: raising it ends every session."""

    def __init__(self, row: User):
        self.row = row

    def get_id(self) -> str:
        """What the cookie remembers."""
        return f"{self.row.id}.{self.row.session_version}"

    @property
    def is_active(self) -> bool:
        """Whether this person may be signed in at all."""
        return self.row.is_active


def register(app: Flask) -> None:
    """Teach the app to recognise people."""
    manager = LoginManager(app)
    manager.session_protection = "basic"

    @manager.user_loader
    def _load(remembered: str) -> SignedIn | None:
        user_id, _, version = remembered.partition(".")
        row = current_session().get(User, int(user_id)) if user_id.isdigit() else None
        valid = row is not None and row.is_active and str(row.session_version) == version
        return SignedIn(row) if row is not None and valid else None


def sign_in(row: User) -> None:
    """Start a session for this person, with a new cookie."""
    forget_cookie()
    login_user(SignedIn(row))

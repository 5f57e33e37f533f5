"""What an app does around all its doors: refuse to start with one that nobody guards, and end each request's session."""

from flask import Flask, g
from sqlalchemy.exc import SQLAlchemyError

from werkbedrijf.foundation.errors import ProgrammingError


def register_session_life(app: Flask) -> None:
    """End the session with the request; unsaved changes are a mistake in the code and say so in tests."""

    @app.teardown_appcontext
    def _close(_problem: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is None:
            return
        dirty = app.testing and not _problem and (session.new or session.dirty or session.deleted)
        try:
            session.rollback()
            session.close()
        except SQLAlchemyError:
            # PostgreSQL ended the connection meanwhile, and with it whatever was not saved.
            session.invalidate()
        if dirty:
            raise ProgrammingError("the request ended with changes that were not saved")


def require_guards(app: Flask) -> None:
    """Stop the app at start when a view has no policy."""
    bare = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not getattr(view, "guarded", None) and not endpoint.endswith("static") and endpoint != "static"
    ]
    if bare:
        raise ProgrammingError(f"views without a guard: {', '.join(sorted(bare))}")

"""From a refusal to a page: every error a person can meet gets a kind sentence and a way on."""

import logging

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    PendingRollbackError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation import based_on, clock, pauses, problems
from werkbedrijf.foundation.constraints import constraint_of
from werkbedrijf.foundation.errors import DomainError, StaleVersion
from werkbedrijf.foundation.forms import wrong_fields
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.server import is_away
from werkbedrijf.foundation.web import database, wants_json

log = logging.getLogger("werkbedrijf")

PAGES = frozenset({400, 403, 404, 405, 409, 412, 413, 422, 429, 500})

STALE_FORM = "De pagina stond te lang open. Ga terug, laad de pagina opnieuw en probeer het nog eens."


# What a program may wait before it asks again.
SECONDS_TO_WAIT = "5"
BUSY = "Het is even druk. Er is niets opgeslagen. Probeer het over een minuut opnieuw."


def register(app: Flask) -> None:
    """Give every kind of refusal its page."""
    app.register_error_handler(DomainError, lambda problem: _page(problem.status, problem.sentence, problem.code))
    app.register_error_handler(StaleDataError, lambda _: _page(412, StaleVersion().sentence, StaleVersion.code))
    app.register_error_handler(CSRFError, lambda _: _page(400, STALE_FORM, "token_mist"))
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(NoConnection, _busy)
    # PostgreSQL ended the connection because its transaction waited too long, or gave the transaction up.
    app.register_error_handler(InternalError, _busy)
    app.register_error_handler(InterfaceError, _busy)
    # Somebody asked on over a connection that was lost just before.
    app.register_error_handler(PendingRollbackError, _busy)
    app.register_error_handler(IntegrityError, _at_the_same_time)
    app.register_error_handler(DataError, _no_such_value)
    app.register_error_handler(HTTPException, _http)
    app.after_request(_as_asked)
    app.after_request(lambda answer: pauses.say_pause(answer, clock.now()))
    if not app.testing:
        app.register_error_handler(Exception, _broken)


def _busy(problem: SQLAlchemyError) -> Response:
    orig = getattr(problem, "orig", None)
    log.warning("the database refused: %s (%s)", type(orig or problem).__name__, getattr(orig, "sqlstate", None))
    # A page around the page asks the database again, and would wait for it once more.
    away = is_away(orig) or isinstance(problem, NoConnection)
    answer = _page_alone() if away and not wants_json() else _page(503, BUSY)
    answer.headers["Retry-After"] = SECONDS_TO_WAIT
    return answer


def _at_the_same_time(problem: IntegrityError) -> Response:
    """Two acts that each were right alone: the database kept one, and nothing of the other."""
    # The name of the constraint alone: the message of the database quotes values.
    log.warning("a constraint refused: %s", constraint_of(problem))
    return _page(409, StaleVersion().sentence)


def _no_such_value(problem: DataError) -> Response:
    log.warning("the database cannot hold this: %s", type(problem.orig).__name__)
    return _page(400, "")


def _http(problem: HTTPException) -> AnyResponse:
    if problem.code == 401 and not wants_json():
        return redirect(url_for("accounts.sign_in"))
    if problem.code is None or problem.code < 400:
        return problem.get_response()
    if isinstance(problem, RequestEntityTooLarge):
        _leave_unread()
    answer = _page(problem.code, "")
    for name, value in problem.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _leave_unread() -> None:
    """What is too large was not read. The page that says so has forms, which ask what was sent, and reading fails again."""
    request.form, request.files = ImmutableMultiDict(), ImmutableMultiDict()


def _above() -> str | None:
    """The nearest page above an address that only a button or form uses; None without one."""
    path, adapter = request.path.rstrip("/"), current_app.create_url_adapter(request)
    while adapter and (path := path.rpartition("/")[0]):
        if adapter.test(path, method="GET"):
            return safe_next(path)
    return None


def _as_asked(answer: AnyResponse) -> AnyResponse:
    """A form that comes back with what is wrong is a page; a program that asked for JSON reads the same per field."""
    if answer.status_code >= 400 and answer.mimetype == "text/html" and wants_json():
        answer.set_data(problems.written(problems.told(answer.status_code, errors=wrong_fields())))
        answer.content_type = problems.PROBLEM
    return answer


def unreadable(_problem: Exception) -> Response:
    """What was sent is not in the form it says it is, so nobody read it to the end."""
    return _page(400, "")


def _broken(problem: Exception) -> Response:
    log.error("a request broke", exc_info=problem)
    return _page(500, "")


def _page(status: int, reason: str, code: str = "") -> Response:
    if wants_json():
        return problems.answer(status, reason, code)
    page = status if status in PAGES else (500 if status >= 500 else 400)
    based_on.forget()
    try:
        _only_read()
        return make_response(render_template(f"errors/{page}.html", reason=reason, above=_above), status)
    except SQLAlchemyError as problem:
        log.warning("no page without a database: %s", type(problem).__name__)
        return _page_alone()


def _page_alone() -> Response:
    """Every page names the region and who is looking, so without a database there is only this."""
    based_on.forget()
    page = current_app.jinja_env.get_template("errors/onbereikbaar.html").render(reason=BUSY)
    return make_response(page, 503)


def _only_read() -> None:
    """After a refusal nothing is saved any more: a page asks no lock, and nothing of a transaction that was given up."""
    if "session" in g:
        g.session.rollback()
    else:
        g.session = database().session(at=clock.now())

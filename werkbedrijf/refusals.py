"""From a refusal to a page: every error a person can meet gets a kind sentence and a way on."""

import logging

from flask import Flask, Response, g, jsonify, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation.constraints import constraint_of
from werkbedrijf.foundation.errors import DomainError, StaleVersion

log = logging.getLogger("werkbedrijf")

PAGES = frozenset({400, 403, 404, 409, 413, 422, 429, 500})

STALE_FORM = "De pagina stond te lang open. Ga terug, laad de pagina opnieuw en probeer het nog eens."


def register(app: Flask) -> None:
    """Give every kind of refusal its page."""
    app.register_error_handler(DomainError, lambda problem: _page(problem.status, problem.sentence))
    app.register_error_handler(StaleDataError, lambda _: _page(409, StaleVersion().sentence))
    app.register_error_handler(CSRFError, lambda _: _page(400, STALE_FORM))
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(NoConnection, _busy)
    app.register_error_handler(IntegrityError, _at_the_same_time)
    app.register_error_handler(DataError, _no_such_value)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _broken)


def _busy(problem: OperationalError | NoConnection) -> Response:
    log.warning("the database refused: %s", getattr(problem, "orig", problem))
    return _page(503, "Het is even druk. Er is niets opgeslagen. Probeer het over een minuut opnieuw.")


def _at_the_same_time(problem: IntegrityError) -> Response:
    """Two acts that each were right alone: the database kept one, and nothing of the other."""
    # The name of the constraint alone: the message of the database quotes values.
    log.warning("a constraint refused: %s", constraint_of(problem))
    return _page(409, StaleVersion().sentence)


def _no_such_value(problem: DataError) -> Response:
    log.warning("the database cannot hold this: %s", type(problem.orig).__name__)
    return _page(400, "")


def _http(problem: HTTPException) -> AnyResponse:
    if problem.code == 401:
        return redirect(url_for("accounts.sign_in"))
    if problem.code is None or problem.code < 400:
        return problem.get_response()
    answer = _page(problem.code, "")
    for name, value in problem.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _broken(problem: Exception) -> Response:
    log.error("a request broke", exc_info=problem)
    return _page(500, "")


def _page(status: int, reason: str) -> Response:
    if "session" in g:
        # After a refusal nothing is saved, and a transaction that the database gave up cannot be asked anything more.
        g.session.rollback()
    if request.accept_mimetypes.best == "application/json":
        return make_response(jsonify(reden=reason), status)
    page = status if status in PAGES else (500 if status >= 500 else 400)
    return make_response(render_template(f"errors/{page}.html", reason=reason), status)

"""One line and one count per request: which door, how it ended, how long it took, and in which role. Never who, or what."""

import re
import time
import uuid

from flask import Flask, Response, g, request

from werkbedrijf.watching import logs, metrics

log = logs.logger("werkbedrijf.request")

# A number that a web server in front gave; anything else is not taken over.
GIVEN = re.compile(r"[0-9a-f]{32}")
NO_ROUTE = "geen"
QUIET = frozenset({"static", "watching.alive", "watching.ready", "watching.numbers"})


def register(app: Flask) -> None:
    """Watch every request of this app."""

    @app.before_request
    def _begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        g.began = time.perf_counter()

    @app.after_request
    def _end(answer: Response) -> Response:
        if "began" not in g:  # refused before it began
            return answer
        seconds = time.perf_counter() - g.began
        answer.headers["X-Request-ID"] = g.request_id
        metrics.count_request(request.method, route(), answer.status_code, seconds)
        if request.endpoint not in QUIET or answer.status_code >= 500:
            _tell(answer, seconds)
        return answer


def route() -> str:
    """The pattern of the address, without what was filled in."""
    return request.url_rule.rule if request.url_rule is not None else NO_ROUTE


def _tell(answer: Response, seconds: float) -> None:
    actor, session = g.get("actor"), g.get("session")
    log.info(
        "request",
        request_id=g.request_id,
        trace_id=session.info.get("trace_id", "") if session is not None else "",
        method=request.method,
        route=route(),
        status=answer.status_code,
        ms=round(seconds * 1000, 1),
        role=actor.role.value if actor is not None else "",
    )
